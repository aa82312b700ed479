import { Link } from "wouter";
import type { Answer, Source } from "../../shared/answer/answer.ts";
import { addresses } from "../frame/addresses.ts";
import { Badge, type Standing } from "../parts/state-mark.tsx";
import { useText } from "../text/language.tsx";

const STANDING: Readonly<Record<Source["freshness"], Standing>> = {
  fresh: "good",
  "always-fresh": "good",
  due: "partly",
  overdue: "notice",
  delinquent: "bad",
  "age-unknown": "unknown",
};

/** The shape that goes with a freshness. */
export const freshnessStanding = (freshness: Source["freshness"]): Standing => STANDING[freshness];

/** Where the figures come from: steward, licence, age. */
export function Sources({ answer }: { readonly answer: Answer }) {
  const { t } = useText();
  return (
    <section className="stack" aria-labelledby="sources-heading">
      <h2 id="sources-heading">{t("answer.sources")}</h2>
      <ul className="stack">
        {answer.sources.map((source) => (
          <li key={source.dataset} className="source">
            <Link href={addresses.dataset(source.dataset)}>{source.title}</Link>
            <SourceFacts source={source} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SourceFacts({ source }: { readonly source: Source }) {
  const { t, day } = useText();
  const facts = [
    source.publisher,
    source.steward === null ? null : t("answer.source-steward", { name: source.steward }),
    source.licence === null ? null : t("answer.source-licence", { name: source.licence }),
    source.dataUntil === null ? null : t("answer.source-until", { day: day(source.dataUntil) }),
    source.ageDays === null ? null : t("answer.source-age", { count: source.ageDays }),
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className="small quiet source-facts">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <Badge standing={freshnessStanding(source.freshness)}>{t(`freshness.${source.freshness}`)}</Badge>
      </p>
      {source.attribution === null ? null : <p className="small quiet">{source.attribution}</p>}
    </>
  );
}

/** By what this answer can be found and checked again. */
export function SealLine({ answer }: { readonly answer: Answer }) {
  const { t, moment } = useText();
  return (
    <section aria-label={t("answer.seal")} className="seal-line small quiet">
      <p>
        {t("answer.seal-line", { id: answer.id, at: moment(answer.seal.at) })} ·{" "}
        {t("answer.took", { ms: Math.round(answer.tookMs) })}
      </p>
      <p>
        {t("answer.fingerprint")} <code>{answer.fingerprint}</code>
      </p>
    </section>
  );
}
