import type { ReactNode } from "react";
import type { Cell } from "../../../shared/answer/answer.ts";
import type { Differences } from "../../../shared/review/differences.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Badge } from "../../parts/state-mark.tsx";
import { useText } from "../../text/language.tsx";

type Answers = NonNullable<Differences["answers"]>;

/** Whether two things are the same, by shape and word. */
function Same({ same }: { readonly same: boolean }) {
  const { t } = useText();
  return same ? (
    <Badge standing="plain">{t("differences.same")}</Badge>
  ) : (
    <Badge standing="notice">{t("differences.differs")}</Badge>
  );
}

const marked = (text: string | null, same: boolean): ReactNode =>
  text === null ? <span className="quiet">–</span> : same ? text : <mark className="differs">{text}</mark>;

/** Two questions part by part. */
export function PartTable({ parts }: { readonly parts: Differences["parts"] }) {
  const { t } = useText();
  const nameOf = (part: Differences["parts"][number]["part"]) =>
    part === "text" || part === "needs" ? t(`differences.part-${part}`) : t(`part.${part}`);
  return (
    <DataTable
      caption={t("differences.parts")}
      rows={parts}
      columns={[
        { id: "part", label: t("differences.part"), heading: true, cell: ({ part }) => nameOf(part) },
        { id: "left", label: t("differences.left"), cell: ({ left, same }) => marked(left, same) },
        { id: "right", label: t("differences.right"), cell: ({ right, same }) => marked(right, same) },
        { id: "same", label: t("differences.state"), cell: ({ same }) => <Same same={same} /> },
      ]}
    />
  );
}

/** The numbers that differ, with by how much; those that are the same are counted. */
export function ValueTable({ values }: { readonly values: Answers["values"] }) {
  const { t, number, day, locale } = useText();
  const { same, differ, onlyLeft, onlyRight, rows } = values;
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero", maximumFractionDigits: 10 });
  const write = (cell: Cell): ReactNode =>
    cell === null ? (
      <span className="quiet">–</span>
    ) : typeof cell === "number" ? (
      number(cell)
    ) : (
      day(String(cell))
    );
  const several = new Set(rows.map(({ column }) => column)).size > 1;
  return (
    <>
      <p>
        {differ + onlyLeft + onlyRight === 0
          ? t("differences.values-same", { count: same })
          : t("differences.values-count", { same, differ, onlyLeft, onlyRight })}
      </p>
      {rows.length === 0 ? null : (
        <DataTable
          caption={t("differences.values")}
          rows={rows}
          columns={[
            ...values.keys.map((label, at) => ({
              id: label,
              label,
              heading: at === 0,
              cell: ({ key }: (typeof rows)[number]) => write(key[at] ?? null),
            })),
            ...(several || values.keys.length === 0
              ? [
                  {
                    id: "column",
                    label: t("differences.number"),
                    heading: values.keys.length === 0,
                    cell: ({ column }: (typeof rows)[number]) => column,
                  },
                ]
              : []),
            { id: "left", label: t("differences.left"), numeric: true, cell: ({ left }) => write(left) },
            { id: "right", label: t("differences.right"), numeric: true, cell: ({ right }) => write(right) },
            {
              id: "change",
              label: t("differences.change"),
              numeric: true,
              cell: ({ change, side }) =>
                side === "both"
                  ? change === null
                    ? "–"
                    : signed.format(change)
                  : t(`differences.only-${side}`),
            },
            {
              id: "share",
              label: t("differences.share"),
              numeric: true,
              cell: ({ share }) => (share === null ? "–" : percent.format(share)),
            },
          ]}
        />
      )}
    </>
  );
}

/** Caveats or sources: what each side says. */
export function LineTable({
  caption,
  lines,
  none,
}: {
  readonly caption: string;
  readonly lines: Answers["caveats"];
  readonly none: string;
}) {
  const { t } = useText();
  if (lines.length === 0) return <p className="quiet">{none}</p>;
  return (
    <DataTable
      caption={caption}
      rows={lines}
      columns={[
        { id: "left", label: t("differences.left"), cell: ({ left, same }) => marked(left, same) },
        { id: "right", label: t("differences.right"), cell: ({ right, same }) => marked(right, same) },
        { id: "same", label: t("differences.state"), cell: ({ same }) => <Same same={same} /> },
      ]}
    />
  );
}
