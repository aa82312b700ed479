import type { Disagreement } from "../../../shared/sources/disagreement.ts";
import { useText } from "../../text/language.tsx";

/** What stands behind the sentence, figure by figure. */
export function DisagreementFigures({ found }: { readonly found: Disagreement }) {
  const { t, number, day } = useText();
  const { locale } = useText();
  const percent = (share: number | null): string =>
    share === null
      ? "–"
      : new Intl.NumberFormat(locale, { style: "percent", maximumSignificantDigits: 3 }).format(share);
  const days = (from: string | null, to: string | null): string =>
    from === null || to === null ? "–" : `${day(from.slice(0, 10))} – ${day(to.slice(0, 10))}`;
  const { largest } = found;
  const rows: readonly (readonly [string, string])[] = [
    [t("sources.how"), t(`sources.way-${found.way}`)],
    [t("sources.cells"), number(found.cells)],
    [t("sources.nothing"), number(found.nothing)],
    [t("sources.places"), number(found.places)],
    [t("sources.periods"), number(found.periods)],
    [t("sources.time"), days(found.from, found.to)],
    [t("sources.median"), percent(found.median)],
    [t("sources.ninetieth"), percent(found.ninetieth)],
    ...(largest === null
      ? []
      : [
          [
            t("sources.largest"),
            `${largest.place}, ${largest.when}: ${number(largest.values[0])} / ${number(largest.values[1])} ${found.unit}`,
          ] as const,
        ]),
    ...found.sides.map(
      ({ title, measure, places, first, last }) =>
        [title, t("sources.side", { measure, places: number(places), time: days(first, last) })] as const,
    ),
  ];
  return (
    <dl className="facts source-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
