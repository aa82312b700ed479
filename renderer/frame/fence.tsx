import { Component, type ReactNode } from "react";
import { problemOf } from "../data/bridge.ts";
import { Button } from "../parts/button.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useText } from "../text/language.tsx";

type State = { readonly thrown: unknown };

/** Keeps a fault of one page from taking the window with it. (React knows error boundaries as classes only.) */
export class Fence extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { thrown: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { thrown };
  }

  override render() {
    if (this.state.thrown === null) return this.props.children;
    return <BrokenPage thrown={this.state.thrown} onRetry={() => this.setState({ thrown: null })} />;
  }
}

function BrokenPage({ thrown, onRetry }: { readonly thrown: unknown; readonly onRetry: () => void }) {
  const { t } = useText();
  const { detail } = problemOf(thrown);
  return (
    <Page title={t("problem.page")}>
      <ProblemNote
        problem={{
          code: "internal",
          message: t("problem.page"),
          meaning: t("problem.page-meaning"),
          remedy: t("problem.page-remedy"),
          ...(detail === undefined ? {} : { detail }),
        }}
        actions={<Button onPress={onRetry}>{t("problem.retry")}</Button>}
      />
    </Page>
  );
}
