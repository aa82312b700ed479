import { Link } from "wouter";
import type { SourceLine } from "../../../shared/api/sources.ts";
import type { Disagreement } from "../../../shared/sources/disagreement.ts";
import { problemOf } from "../../data/bridge.ts";
import { addresses } from "../../frame/addresses.ts";
import { Button } from "../../parts/button.tsx";
import { More } from "../../parts/choice.tsx";
import { Progress } from "../../parts/note.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Tag } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";
import { DisagreementFigures } from "./disagreement-figures.tsx";
import { type Compared, useDisagreements } from "./use-disagreements.ts";

/** How far the sources of a thing differ on what they share, pair by pair; `isBrief`: in words, without a bar. */
export function Disagreements({
  level = 3,
  isBrief = false,
  ...compared
}: Compared & { readonly level?: 3 | 4; readonly isBrief?: boolean }) {
  const { t } = useText();
  const { found, share, stop, measureAll } = useDisagreements(compared);
  if (found.isPending)
    return (
      <div className="slow">
        <Progress label={t("sources.measuring")} share={share} onCancel={stop} />
      </div>
    );
  if (found.isError) {
    const problem = problemOf(found.error);
    const again = <Button onPress={() => void found.refetch()}>{t("sources.measure")}</Button>;
    return problem.code === "cancelled" ? (
      <div className="row">
        <p className="small quiet">{t("sources.stopped")}</p>
        {again}
      </div>
    ) : (
      <ProblemNote problem={problem} actions={again} />
    );
  }
  if (found.data.length === 0) return <p className="small quiet">{t("sources.alone")}</p>;
  const told = found.data.filter(({ outcome }) => outcome.kind !== "refused");
  const refused = found.data.filter(({ outcome }) => outcome.kind === "refused");
  return (
    <div className="stack">
      <ul className={isBrief ? "source-lines source-lines-brief" : "source-lines"}>
        {told.map((line) => (
          <li key={keyOf(line)}>
            <Pair line={line} of={compared.of} level={level} isBrief={isBrief} />
          </li>
        ))}
      </ul>
      {told.some(({ outcome }) => outcome.kind === "open") ? (
        <div className="row">
          <Button onPress={measureAll}>{t("sources.measure")}</Button>
          <p className="small quiet">{t("sources.large")}</p>
        </div>
      ) : null}
      {refused.length === 0 ? null : (
        <More title={t("sources.refused", { count: refused.length })} isOpen={told.length === 0}>
          <ul className="stack">
            {refused.map((line) => (
              <li key={keyOf(line)}>
                <Names line={line} of={compared.of} />
                <p className="small quiet">{line.outcome.kind === "refused" ? line.outcome.text : null}</p>
              </li>
            ))}
          </ul>
        </More>
      )}
    </div>
  );
}

const keyOf = ({ area, first, second }: SourceLine): string => [area ?? "", first.id, second.id].join(" ");

/** Who is held against whom; on a dataset's own page the other one alone. */
function Names({ line, of }: { readonly line: SourceLine; readonly of: string | undefined }) {
  const { t } = useText();
  const { first, second, place, isDesignated } = line;
  const shown = [first, second].filter(({ id }) => id !== of);
  return (
    <span className="source-names">
      {shown.map(({ id, title }, at) => (
        <span key={id}>
          {at === 0 ? null : <span className="quiet">{t("sources.against")} </span>}
          <Link href={addresses.dataset(id)}>{title}</Link>{" "}
          {isDesignated && id === first.id ? <Tag>{t("sources.designated")}</Tag> : null}
        </span>
      ))}
      {place === null ? null : <Tag>{t("sources.in", { place })}</Tag>}
    </span>
  );
}

function Pair({
  line,
  of,
  level,
  isBrief,
}: {
  readonly line: SourceLine;
  readonly of: string | undefined;
  readonly level: 3 | 4;
  readonly isBrief: boolean;
}) {
  const Heading = level === 3 ? "h3" : "h4";
  return (
    <article className="stack source-line">
      <Heading className="source-heading">
        <Names line={line} of={of} />
      </Heading>
      {line.outcome.kind === "measured" ? <Measured found={line.outcome.found} isBrief={isBrief} /> : null}
    </article>
  );
}

function Measured({ found, isBrief }: { readonly found: Disagreement; readonly isBrief: boolean }) {
  const { t } = useText();
  return (
    <>
      {isBrief || found.same === found.cells ? null : <Balance found={found} />}
      <p>{found.text}</p>
      {found.limits.length === 0 ? null : (
        <ul className="small quiet source-limits">
          {found.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      )}
      <More title={<span className="small">{t("sources.figures")}</span>}>
        <DisagreementFigures found={found} />
      </More>
    </>
  );
}

/** How many of the shared figures are higher on one side, the same, higher on the other: as a bar, with its words below. */
function Balance({ found }: { readonly found: Disagreement }) {
  const { t, number } = useText();
  const { cells, nothing, higher, lower, same, sides } = found;
  const counted = Math.max(1, cells - nothing);
  const parts = [
    { id: "first", count: higher, words: t("sources.higher", { title: sides[0].title }) },
    { id: "same", count: same - nothing, words: t("sources.same") },
    { id: "second", count: lower, words: t("sources.higher", { title: sides[1].title }) },
  ];
  let from = 0;
  return (
    <div className="balance">
      <svg className="balance-bar" aria-hidden="true" width="100%" height="10">
        {parts.map(({ id, count }) => {
          const [x, width] = [from, (100 * count) / counted];
          from += width;
          return <rect key={id} className={`balance-${id}`} x={`${x}%`} width={`${width}%`} height="10" />;
        })}
      </svg>
      <ul className="balance-words small">
        {parts
          .filter(({ count }) => count > 0)
          .map(({ id, count, words }) => (
            <li key={id}>
              <svg className={`balance-key balance-${id}`} aria-hidden="true" width="10" height="10">
                <rect width="10" height="10" rx="2" />
              </svg>
              {words}: {number(count)}
            </li>
          ))}
      </ul>
    </div>
  );
}
