import { Link } from "wouter";
import type { Review } from "../../shared/review/review.ts";
import { addresses } from "../frame/addresses.ts";
import { DataTable } from "../parts/data-table.tsx";
import { Empty } from "../parts/note.tsx";
import { useText } from "../text/language.tsx";

/** The register of questions without an answer, and how often each reason stands behind it. Each can become a request. */
export function UnansweredList({
  unanswered,
  why,
}: {
  readonly unanswered: Review["unanswered"];
  readonly why?: Review["measures"]["why"];
}) {
  const { t, day, number } = useText();
  if (unanswered.length === 0) return <Empty title={t("review.none-unanswered")} />;
  return (
    <div className="stack">
      {why === undefined ? null : (
        <ul className="why-list small">
          {why.map(({ code, text, count }) => (
            <li key={code}>
              {text}: {number(count)}
            </li>
          ))}
        </ul>
      )}
      <DataTable
        caption={t("review.tab-unanswered")}
        rows={unanswered}
        columns={[
          { id: "at", label: t("review.when"), cell: ({ at }) => day(at.slice(0, 10)) },
          {
            id: "text",
            label: t("review.what"),
            heading: true,
            cell: ({ text, questionId }) => <Link href={addresses.life(questionId)}>{text}</Link>,
          },
          { id: "why", label: t("review.why"), cell: ({ why }) => why },
          {
            id: "request",
            label: t("review.requests"),
            cell: ({ questionId, requestId }) => (
              <Link
                href={requestId === null ? addresses.requestFor(questionId) : addresses.request(requestId)}
              >
                {t(requestId === null ? "review.request" : "review.requested")}
              </Link>
            ),
          },
        ]}
      />
    </div>
  );
}

/** Answers that came out different later, those that most hangs on first. */
export function ChangedList({ changed }: { readonly changed: Review["changed"] }) {
  const { t, moment } = useText();
  if (changed.length === 0)
    return (
      <Empty title={t("review.none-changed")}>
        <p>{t("review.none-changed-help")}</p>
      </Empty>
    );
  return (
    <ul className="stack">
      {changed.map(({ answerId, sentence, seenAt, text, decisions }) => (
        <li key={answerId} className="stack">
          <div className="row">
            <Link href={addresses.answer(answerId)}>{sentence}</Link>
            <Link href={addresses.replay(answerId)}>{t("review.replay-one")}</Link>
          </div>
          <p>
            {moment(seenAt)}: {text}
          </p>
          {decisions.length === 0 ? null : (
            <p className="small">
              {t("review.changed-detail", { count: decisions.length })}:{" "}
              {decisions.map(({ what, who }) => `${what} (${who})`).join("; ")}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
