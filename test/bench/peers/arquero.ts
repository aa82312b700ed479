import { readFileSync } from "node:fs";
import { type Find, type OpenPeer, type PeerCell, type PeerPlace, type PeerWay, way } from "./peers.ts";

type ArqueroVerb =
  | "groupby"
  | "rollup"
  | "filter"
  | "orderby"
  | "slice"
  | "reify"
  | "join"
  | "count"
  | "derive"
  | "select";
type ArqueroTable = { readonly [verb in ArqueroVerb]: (...given: readonly unknown[]) => ArqueroTable } & {
  readonly objects: () => readonly Readonly<Record<string, PeerCell>>[];
};
type Arquero = {
  readonly fromArrow: (bytes: Uint8Array, options: object) => ArqueroTable;
  readonly op: {
    readonly [name in "sum" | "mean" | "quantile"]: (column: string, at?: number) => unknown;
  } & { readonly count: () => unknown };
  readonly desc: (column: string) => unknown;
  readonly rolling: (expression: string, frame: readonly number[]) => unknown;
};

const DAY_MS = 86_400_000;
const dayText = (ms: PeerCell): string => new Date(Number(ms)).toISOString().slice(0, 10);

/** A table library in plain JavaScript, one thread, over the file's bytes in memory. */
export async function openArquero(find: Find, { path, table }: PeerPlace): Promise<OpenPeer> {
  const { fromArrow, op, desc, rolling } = find<Arquero>("arquero");
  const t = fromArrow(new Uint8Array(readFileSync(path)), { useDate: false, useBigInt: true });
  const [from, to] = [Date.parse(table.from), Date.parse(table.to)];
  const cells = (...names: readonly string[]) => {
    return (table: ArqueroTable): PeerCell[][] =>
      table.objects().map((row) => names.map((name) => row[name] ?? null));
  };
  // Its expressions are read as text: they may use nothing but their arguments and `op`.
  const filter = `d => d.region === ${JSON.stringify(table.region)} && d.day >= ${from} && d.day <= ${to}`;
  const ways: PeerWay[] = [
    way(
      () =>
        t
          .groupby("region", { week: "d => op.floor((d.day / 86400000 + 3) / 7)" })
          .rollup({ s: op.sum("cases") }),
      (table) =>
        table
          .objects()
          .map(({ region, week, s }) => [
            region ?? null,
            dayText((Number(week) * 7 - 3) * DAY_MS),
            s ?? null,
          ]),
    ),
    way(() => t.filter(filter).rollup({ n: op.count(), mean: op.mean("rate") }), cells("n", "mean")),
    way(
      () =>
        t
          .groupby("facility")
          .rollup({ s: op.sum("cases") })
          .orderby(desc("s"), "facility")
          .slice(0, 20)
          .reify(),
      cells("facility", "s"),
    ),
    way(
      () =>
        t.rollup({ a: op.quantile("rate", 0.1), b: op.quantile("rate", 0.5), c: op.quantile("rate", 0.9) }),
      (table) => table.objects().map(({ a, b, c }) => [JSON.stringify([a, b, c])]),
    ),
    way(
      () =>
        t
          .groupby("region")
          .rollup({ cases: op.sum("cases") })
          .join(
            t
              .groupby("region")
              .count()
              .derive({ part: "d => op.slice(d.region, -1)" })
              .select("region", "part"),
            "region",
          )
          .groupby("part")
          .rollup({ s: op.sum("cases") }),
      cells("part", "s"),
    ),
    way(
      () =>
        t
          .groupby("region", "day")
          .rollup({ n: op.sum("cases") })
          .groupby("region")
          .orderby("day")
          .derive({ mean: rolling("d => op.mean(d.n)", [-6, 0]) }),
      (table) =>
        table.objects().map(({ region, day, mean }) => [region ?? null, dayText(day ?? null), mean ?? null]),
    ),
  ];
  return { shapes: ways.map((one) => [one]), close: () => undefined };
}
