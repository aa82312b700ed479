import { useLocation } from "wouter";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { useText } from "../text/language.tsx";
import { Drafts } from "./drafts.tsx";
import { goToStep } from "./learn/tour.ts";
import { useAsk } from "./session-provider.tsx";

/** Before anything is typed: what this workspace can answer now, and what it cannot, with what is missing. */
export function Suggestions() {
  const { t, language } = useText();
  const { dispatch } = useAsk();
  const [, navigate] = useLocation();
  const suggestions = useUseCase("question.suggestions", { language }, { keep: true });
  const all = suggestions.data ?? [];
  const can = all.filter(({ missing }) => missing === null);
  const cannot = all.filter(({ missing }) => missing !== null);
  const info = useUseCase("workspace.info", {});
  const today = info.data?.today;
  const build = (asked: string) =>
    dispatch({ do: "build", blank: { version: 1, text: "", asked, kind: "situation", by: [], where: [] } });
  const type = (text: string) => dispatch({ do: "type", text });
  return (
    <div className="suggestions">
      {can.length === 0 ? null : (
        <section className="stack" aria-labelledby="can-heading">
          <h2 id="can-heading">{t("suggest.answerable")}</h2>
          <ul className="suggestion-list">
            {can.map(({ text, crisis }) => (
              <li key={text}>
                <Button loudness="quiet" className="suggestion" onPress={() => type(text)}>
                  <span>{text}</span>
                  {crisis === null ? null : <span className="quiet small">{crisis}</span>}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {cannot.length === 0 ? null : (
        <section className="stack" aria-labelledby="cannot-heading">
          <h2 id="cannot-heading">{t("suggest.unanswerable")}</h2>
          <ul className="suggestion-list">
            {cannot.map(({ text, missing }) => (
              <li key={text}>
                <Button loudness="quiet" className="suggestion" onPress={() => type(text)}>
                  <span>{text}</span>
                  <span className="quiet small">{t("suggest.missing", { missing: missing ?? "" })}</span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Drafts />
      <div className="row suggestion-build">
        {today === undefined ? null : (
          <Button loudness="quiet" onPress={() => build(today)}>
            {t("suggest.build")}
          </Button>
        )}
        <Button loudness="quiet" onPress={() => navigate(addresses.examples)}>
          {t("suggest.examples")}
        </Button>
        <Button loudness="quiet" onPress={() => goToStep(1)}>
          {t("tour.again")}
        </Button>
        <Button loudness="quiet" onPress={() => navigate(addresses.glossary)}>
          {t("glossary.title")}
        </Button>
      </div>
    </div>
  );
}
