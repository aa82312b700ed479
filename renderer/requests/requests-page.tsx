import { Link, useLocation, useSearch } from "wouter";
import { REQUEST_STATES, type RequestView } from "../../shared/requests/request.ts";
import { problemOf } from "../data/bridge.ts";
import { useUseCase } from "../data/queries.ts";
import { addresses } from "../frame/addresses.ts";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/note.tsx";
import { Page } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { useKnownAt } from "../review/known-then.ts";
import { UnansweredList } from "../review/lists.tsx";
import { type TextTools, useText } from "../text/language.tsx";
import { RequestClock } from "./request-clock.tsx";
import { RequestForm } from "./request-form.tsx";
import "../review/review.css";
import "./requests.css";

/** All requests for data by state, with their clocks, and the questions that wait for one. */
export function RequestsPage() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const known = useKnownAt();
  const requests = useUseCase("requests.list", known, { keep: true });
  const review = useUseCase("review.get", known, { keep: true });
  const all = requests.data ?? [];
  return (
    <Page
      title={t("requests.title")}
      actions={<Button onPress={() => navigate(addresses.requestNew)}>{t("requests.new")}</Button>}
    >
      {requests.isError ? <ProblemNote problem={problemOf(requests.error)} /> : null}
      {requests.data !== undefined && all.length === 0 ? (
        <Empty title={t("requests.none")}>
          <p>{t("requests.none-help")}</p>
        </Empty>
      ) : null}
      {all.length === 0 ? null : <p className="quiet">{overview(all, t)}</p>}
      <section className="board" aria-label={t("requests.board")}>
        {REQUEST_STATES.map((state) => {
          const here = all.filter((request) => request.state === state);
          return here.length === 0 ? null : (
            <div key={state} className="board-column stack">
              <h2 className="board-heading">
                {t(`requests.state-${state}`)} <span className="quiet">{here.length}</span>
              </h2>
              {here.map((request) => (
                <div key={request.requestId} className="board-card stack">
                  <Link href={addresses.request(request.requestId)}>{request.wanted}</Link>
                  <RequestClock request={request} onBoard />
                </div>
              ))}
            </div>
          );
        })}
      </section>
      {review.data === undefined || review.data.unanswered.length === 0 ? null : (
        <section className="stack">
          <h2>{t("requests.unanswered")}</h2>
          <UnansweredList unanswered={review.data.unanswered} />
        </section>
      )}
    </Page>
  );
}

/** How many requests go on, are past their day, and have ended. */
function overview(all: readonly RequestView[], t: TextTools["t"]): string {
  const over = all.filter(({ next }) => next.length === 0).length;
  const late = all.filter(({ daysLeft }) => daysLeft !== null && daysLeft < 0).length;
  return t("requests.overview", { open: all.length - over, late, over });
}

/** A new request, from a question when one is named in the address, or from the words of one. */
export function RequestNewPage() {
  const { t } = useText();
  const address = new URLSearchParams(useSearch());
  const questionId = address.get("question");
  const review = useUseCase("review.get", {}, { enabled: questionId !== null });
  const question = review.data?.unanswered.find((one) => one.questionId === questionId);
  const isReady = questionId === null || review.data !== undefined;
  return (
    <Page title={t("requests.new")}>
      {isReady ? (
        <RequestForm
          questionId={question?.questionId ?? null}
          questionText={question?.text ?? address.get("words")}
        />
      ) : (
        <p className="quiet slow">{t("loading")}</p>
      )}
    </Page>
  );
}
