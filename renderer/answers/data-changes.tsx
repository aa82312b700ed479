import type { ChangePart, DataChange } from "../../shared/ledger/replay/data-change.ts";
import { DataTable } from "../parts/data-table.tsx";
import { useText } from "../text/language.tsx";

const SORTS = ["revised", "added", "removed"] as const;

type Line = ChangePart & { readonly sort: (typeof SORTS)[number] };

/** What differs between the data of then and of now, among the rows behind the answer: how many, by how much, and where. */
export function DataChanges({ data }: { readonly data: readonly DataChange[] }) {
  const { t, number, day } = useText();
  const when = ({ from, to }: Line) =>
    from === null ? "–" : from === to ? dayOf(from, day) : `${dayOf(from, day)} – ${dayOf(to ?? from, day)}`;
  const where = ({ places, morePlaces }: Line) => {
    const named = places
      .filter(({ place }) => place !== "")
      .map(({ place, count }) => `${place} ${number(count)}`);
    return [...named, ...(morePlaces > 0 ? [t("replay.data-more", { count: morePlaces })] : [])].join(", ");
  };
  return (
    <section className="stack" aria-labelledby="data-changes-heading">
      <h2 id="data-changes-heading">{t("replay.data")}</h2>
      <p className="quiet">{t("replay.data-note")}</p>
      {data.map((change) => {
        const lines: Line[] = SORTS.map((sort) => ({ sort, ...change[sort] })).filter(
          ({ count }) => count > 0,
        );
        return (
          <div key={`${change.dataset} ${change.before}`} className="stack">
            <h3>{change.title}</h3>
            {lines.length === 0 ? (
              <p>{t("replay.data-same")}</p>
            ) : (
              <DataTable
                caption={change.title}
                columns={[
                  {
                    id: "sort",
                    label: t("replay.data-sort"),
                    heading: true,
                    cell: ({ sort }) => t(`replay.data-${sort}`),
                  },
                  {
                    id: "count",
                    label: t("replay.data-rows"),
                    numeric: true,
                    cell: ({ count }) => number(count),
                  },
                  {
                    id: "change",
                    label: t("replay.data-size"),
                    unit: change.unit,
                    numeric: true,
                    cell: (line) => `${line.change > 0 ? "+" : ""}${number(line.change)}`,
                  },
                  { id: "when", label: t("replay.data-when"), cell: when },
                  { id: "where", label: t("replay.data-where"), cell: where },
                ]}
                rows={lines}
              />
            )}
            <p className="small quiet">
              {t("replay.data-files")} <code>{change.before.slice(0, 16)}</code> →{" "}
              <code>{change.after.slice(0, 16)}</code>
            </p>
          </div>
        );
      })}
    </section>
  );
}

/** Days are written as the language writes them; times and years as they are. */
const dayOf = (text: string, day: (text: string) => string): string =>
  /^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text;
