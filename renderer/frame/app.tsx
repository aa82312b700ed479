import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, Suspense, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { RouterProvider } from "react-aria-components";
import { Redirect, Route, Switch, useLocation } from "wouter";
import type { PushPayload } from "../../shared/api.ts";
import { AnswerPage } from "../answer/answer-page.tsx";
import { RunPage } from "../answer/run-page.tsx";
import { AnswersPage } from "../answers/answers-page.tsx";
import { CompareAnswersPage } from "../answers/compare/compare-answers-page.tsx";
import { ReplayPage } from "../answers/replay-page.tsx";
import { AskPage } from "../ask/ask-page.tsx";
import { ComparePage } from "../ask/compare/compare-page.tsx";
import { VaryPage } from "../ask/compare/vary-page.tsx";
import { ExamplesPage } from "../ask/learn/examples-page.tsx";
import { GlossaryPage } from "../ask/learn/glossary-page.tsx";
import { AskProvider } from "../ask/session-provider.tsx";
import { call } from "../data/bridge.ts";
import { queryClient, usePush, useUseCase } from "../data/queries.ts";
import { rememberedPreferences, rememberPreferences } from "../data/remembered.ts";
import { RequestPage } from "../requests/request-page.tsx";
import { RequestNewPage, RequestsPage } from "../requests/requests-page.tsx";
import { KnownThenBar } from "../review/known-then-bar.tsx";
import { SealedPage } from "../sealed/sealed-page.tsx";
import { SettingsPage } from "../settings/settings-page.tsx";
import { WordsPage } from "../settings/words/words-page.tsx";
import { LanguageProvider, useText } from "../text/language.tsx";
import { addresses } from "./addresses.ts";
import { DropZone } from "./drop-zone.tsx";
import { EngineNote } from "./engine-note.tsx";
import { Fence } from "./fence.tsx";
import { useHistoryKeys } from "./history-keys.ts";
import { CataloguePage, LifePage, ReportPage, ReviewPage } from "./later.ts";
import { NothingHere } from "./nothing-here.tsx";
import { Rail } from "./rail.tsx";
import "./frame.css";

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Preferred>
        <AskProvider>
          <Frame />
        </AskProvider>
      </Preferred>
    </QueryClientProvider>
  );
}

/** Theme and language as the person chose them. */
function Preferred({ children }: { readonly children: ReactNode }) {
  const preferences = useUseCase("preferences.get", {}, { staleTime: Number.POSITIVE_INFINITY });
  const chosen = preferences.data ?? rememberedPreferences();
  const theme = chosen?.theme ?? "system";
  useEffect(() => {
    if (preferences.data) rememberPreferences(preferences.data);
  }, [preferences.data]);
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  return <LanguageProvider language={chosen?.language ?? "en"}>{children}</LanguageProvider>;
}

function Frame() {
  const { t } = useText();
  const [location, navigate] = useLocation();
  const main = useRef<HTMLElement>(null);
  useHeadingFocus(location, main);
  useHistoryKeys();
  usePush(
    "navigate",
    useCallback(({ to }: PushPayload<"navigate">) => navigate(to), [navigate]),
  );
  usePush("workspace.changed", workspaceChanged);
  useSealedAtStart(navigate);
  return (
    <RouterProvider navigate={navigate}>
      <button type="button" className="skip-link" onClick={() => main.current?.querySelector("h1")?.focus()}>
        {t("skip.link")}
      </button>
      <div className="frame">
        <Rail />
        <main id="page" className="frame-page" ref={main} tabIndex={-1}>
          <EngineNote />
          <KnownThenBar />
          <Fence key={location}>
            <Suspense fallback={null}>
              <Places />
            </Suspense>
          </Fence>
        </main>
      </div>
      <DropZone />
    </RouterProvider>
  );
}

function Places() {
  return (
    <Switch>
      <Route path="/ask">
        <AskPage />
      </Route>
      <Route path="/ask/compare">
        <ComparePage />
      </Route>
      <Route path="/ask/vary">
        <VaryPage />
      </Route>
      <Route path="/ask/examples">
        <ExamplesPage />
      </Route>
      <Route path="/glossary">
        <GlossaryPage />
      </Route>
      <Route path="/words">
        <WordsPage />
      </Route>
      <Route path="/runs/:runId">{({ runId }) => <RunPage runId={decodeURIComponent(runId)} />}</Route>
      <Route path="/answers">
        <AnswersPage />
      </Route>
      <Route path="/answers/compare">
        <CompareAnswersPage />
      </Route>
      <Route path="/answers/:id">{({ id }) => <AnswerPage id={decodeURIComponent(id)} />}</Route>
      <Route path="/answers/:id/replay">{({ id }) => <ReplayPage id={decodeURIComponent(id)} />}</Route>
      <Route path="/catalogue">
        <CataloguePage />
      </Route>
      <Route path="/requests">
        <RequestsPage />
      </Route>
      <Route path="/requests/new">
        <RequestNewPage />
      </Route>
      <Route path="/requests/:id">{({ id }) => <RequestPage id={decodeURIComponent(id)} />}</Route>
      <Route path="/sealed/:sha256">{({ sha256 }) => <SealedPage sha256={sha256} />}</Route>
      <Route path="/review/life/:id">{({ id }) => <LifePage id={decodeURIComponent(id)} />}</Route>
      <Route path="/review/report">
        <ReportPage />
      </Route>
      <Route path="/review">
        <ReviewPage />
      </Route>
      <Route path="/settings">
        <SettingsPage />
      </Route>
      <Route path="/">
        <Redirect to={addresses.ask} replace />
      </Route>
      <Route>
        <NothingHere />
      </Route>
    </Switch>
  );
}

/** A sealed answer that Askline was started with is shown first. */
function useSealedAtStart(navigate: (to: string) => void): void {
  useEffect(() => {
    void call("sealed.waiting", {}).then((sha256) => {
      if (sha256 !== null) navigate(addresses.sealed(sha256));
    });
  }, [navigate]);
}

/** After going somewhere else the keyboard and the screen reader start at the new page's heading. */
function useHeadingFocus(location: string, main: React.RefObject<HTMLElement | null>): void {
  const last = useRef(location);
  useEffect(() => {
    if (last.current === location) return;
    last.current = location;
    main.current?.scrollTo(0, 0);
    const inside = main.current?.contains(document.activeElement) && document.activeElement !== main.current;
    if (!inside) main.current?.querySelector("h1")?.focus();
  }, [location, main]);
}

/** Another workspace, or another state of this one: nothing known before is to be trusted. */
function workspaceChanged(info: PushPayload<"workspace.changed">): void {
  const before = queryClient.getQueryData<typeof info>(["workspace.info", {}]);
  queryClient.setQueryData(["workspace.info", {}], info);
  const other = before !== undefined && before.folder !== info.folder;
  if (other)
    queryClient.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== "workspace.info" && queryKey[0] !== "preferences.get",
      type: "inactive",
    });
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== "workspace.info" && queryKey[0] !== "preferences.get",
  });
}
