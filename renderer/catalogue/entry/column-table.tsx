import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import type { ColumnProfile } from "../../../shared/catalogue/profile.ts";
import { type DataColumn, DataTable } from "../../parts/data-table.tsx";
import { useText } from "../../text/language.tsx";
import { barsOf, type ColumnFacts, columnFacts, mostCommon } from "./column-facts.ts";

/** The columns of the file as they came, with what is in them. */
export function ColumnTable({ dataset }: { readonly dataset: Dataset }) {
  const { t, number } = useText();
  const columns: DataColumn<ColumnFacts>[] = [
    {
      id: "name",
      label: t("entry.column"),
      heading: true,
      cell: ({ column: { name, description } }) => (
        <>
          <code>{name}</code>
          {description === undefined ? null : <div className="small quiet">{description}</div>}
        </>
      ),
    },
    {
      id: "role",
      label: t("entry.role"),
      cell: ({ column: { role, unit } }) => (
        <>
          {t(`role.${role}`)}
          {unit === undefined ? null : <div className="small quiet">{unit}</div>}
        </>
      ),
    },
    {
      id: "distinct",
      label: t("entry.distinct"),
      numeric: true,
      cell: ({ profile }) => (profile === null ? "" : number(profile.distinct)),
    },
    {
      id: "nulls",
      label: t("entry.empty-values"),
      numeric: true,
      cell: (facts) => <Empties facts={facts} />,
    },
    { id: "range", label: t("entry.range"), cell: ({ profile }) => <Range profile={profile} /> },
    {
      id: "distribution",
      label: t("entry.distribution"),
      cell: ({ profile }) => (profile === null ? null : <Distribution profile={profile} />),
    },
  ];
  return <DataTable caption={t("entry.columns")} columns={columns} rows={columnFacts(dataset)} />;
}

function Empties({ facts: { column, profile, rows } }: { readonly facts: ColumnFacts }) {
  const { t, number } = useText();
  const nulls = profile?.nulls ?? column.nulls;
  if (nulls === undefined) return null;
  const percent = rows === 0 ? 0 : (nulls / rows) * 100;
  return (
    <>
      {number(nulls)}
      {percent < 1 ? null : (
        <div className="small quiet">{t("entry.share-empty", { percent: Math.round(percent) })}</div>
      )}
    </>
  );
}

/** Numbers that a person can read: with grouping, at most four digits behind the point. */
function useValue(): (value: string) => string {
  const { locale, day } = useText();
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 });
  return (value) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? format.format(Number(value)) : day(value));
}

function Range({ profile }: { readonly profile: ColumnProfile | null }) {
  const value = useValue();
  if (profile === null || profile.min === null || profile.max === null) return null;
  const isYear = /int/i.test(profile.type) && /year/i.test(profile.name);
  const show = isYear ? (text: string) => text : value;
  const range =
    profile.min === profile.max ? show(profile.min) : `${show(profile.min)} – ${show(profile.max)}`;
  return <span className={range.length <= LONGEST_RANGE ? "column-range" : ""}>{range}</span>;
}

/** A range up to this many letters stays on one line. */
const LONGEST_RANGE = 16;

const WIDTH = 144;
const HEIGHT = 28;

/** Bars of how often values occur, and the most common ones in words; for numbers with too many values their quartiles. */
function Distribution({ profile }: { readonly profile: ColumnProfile }) {
  const { t, number } = useText();
  const value = useValue();
  const bars = barsOf(profile);
  const [, low, middle, high] = profile.quantiles ?? [];
  const width = bars === null ? 0 : WIDTH / bars.length;
  const isText = !/int|float|double|decimal|date|timestamp/i.test(profile.type);
  const common = isText ? mostCommon(profile) : [];
  return (
    <div className="distribution">
      {bars === null ? null : (
        <svg width={WIDTH} height={HEIGHT} aria-hidden="true" className="bars">
          {bars.map(({ label, share }, at) => (
            <rect
              key={label}
              x={at * width}
              y={HEIGHT - Math.max(1, share * HEIGHT)}
              width={Math.max(1, width - 1)}
              height={Math.max(1, share * HEIGHT)}
            />
          ))}
        </svg>
      )}
      {bars === null && hasVisibleBox(profile) ? <Quartiles profile={profile} /> : null}
      {common.length === 0 ? null : (
        <div className="small quiet">
          {t("entry.most-common", {
            values: common.map(([text, count]) => `${text} (${number(count)})`).join(", "),
          })}
        </div>
      )}
      {low !== undefined && middle !== undefined && high !== undefined && low !== high ? (
        <div className="small quiet">
          {t("entry.spread", {
            low: value(String(low)),
            middle: value(String(middle)),
            high: value(String(high)),
          })}
        </div>
      ) : null}
    </div>
  );
}

/** Below this share of the whole range the middle half would be no more than a stroke at one end: words say more then. */
const LEAST_BOX = 0.04;

function hasVisibleBox({ quantiles }: ColumnProfile): boolean {
  const [min = 0, low = 0, , high = 0, max = 0] = quantiles ?? [];
  return quantiles !== null && max > min && (high - low) / (max - min) >= LEAST_BOX;
}

/** Smallest to largest as a line, the middle half as a box, the middle value as a stroke. */
function Quartiles({ profile }: { readonly profile: ColumnProfile }) {
  const [min = 0, low = 0, middle = 0, high = 0, max = 0] = profile.quantiles ?? [];
  const at = (value: number) => (max === min ? 0 : ((value - min) / (max - min)) * (WIDTH - 2) + 1);
  return (
    <svg width={WIDTH} height={14} aria-hidden="true" className="quartiles">
      <line x1={1} x2={WIDTH - 1} y1={7} y2={7} />
      <rect x={at(low)} width={Math.max(2, at(high) - at(low))} y={2} height={10} rx={2} />
      <line className="quartiles-middle" x1={at(middle)} x2={at(middle)} y1={1} y2={13} />
    </svg>
  );
}
