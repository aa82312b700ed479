import type { EntryAccount } from "../../../shared/api/catalogue.ts";
import { toKnow } from "../../../shared/catalogue/to-know.ts";
import { Note } from "../../parts/note.tsx";
import { useText } from "../../text/language.tsx";

/** What one should know before using a dataset: its age, unmet criteria of quality, disputes, notes of its source, breaks. */
export function EntryProblems({ account }: { readonly account: EntryAccount }) {
  const { t, day } = useText();
  const { dataset, freshness, quality, authority } = account;
  const known = toKnow(dataset);
  const { ageDays, rhythmDays, state } = freshness;
  const isOld = state === "overdue" || state === "delinquent";
  const unmet = quality.criteria.filter(({ met }) => !met);
  const disputes = authority.filter(({ disputed }) => disputed.length > 0);
  if (!isOld && unmet.length + disputes.length + known.length === 0) return null;
  return (
    <section className="stack entry-notes" aria-labelledby="notes-heading">
      <h2 id="notes-heading">{t("entry.notes")}</h2>
      {isOld && ageDays !== null && rhythmDays !== null ? (
        <Note standing={state === "delinquent" ? "bad" : "notice"}>
          {t("entry.stale", {
            age: t("entry.age", { count: ageDays }),
            rhythm: t("entry.rhythm-days", { count: rhythmDays }),
          })}
        </Note>
      ) : null}
      {disputes.map(({ label }) => (
        <Note key={label} standing="notice">
          {label}: {t("entry.authority-disputed")}
        </Note>
      ))}
      {unmet.length === 0 ? null : <Note standing="notice">{unmet.map(({ text }) => text).join(" ")}</Note>}
      {known.map(({ text, on }) => (
        <Note key={text} standing="notice">
          {on === null ? text : `${day(on)}: ${text}`}
        </Note>
      ))}
    </section>
  );
}
