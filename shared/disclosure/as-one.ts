import type { Claim, Region, Told } from "./claims.ts";
import type { Namesakes } from "./same-people.ts";

/** A dataset and its file (SHA-256). */
type Named = { readonly id: string; readonly file: string | null };

/** A dataset and another one of the same people. */
export type SameAs = { readonly one: Named; readonly other: Named; readonly columns: Namesakes };

/**
 * What an answer tells, as if it had been told of `one` where it is of `other`: the same people under the same names of
 * table, file and columns, so that the numbers of both are held against each other.
 */
export function toldAsOne(told: Told, { one, other, columns }: SameAs): Told {
  const named = (column: string): string => columns.get(column) ?? column;
  const sourceOf = (source: string): string => {
    const [table, counted = "", ...way] = source.split("|");
    return table === other.id ? [one.id, named(counted), ...way].join("|") : source;
  };
  const isIts = ({ source }: Pick<Claim, "source">): boolean => source.split("|")[0] === other.id;
  const regionOf = (region: Region): Region => ({
    ...region,
    where: new Map([...region.where].map(([column, tests]) => [named(column), tests])),
  });
  const vintageOf = (vintage: string): string =>
    other.file !== null && one.file !== null && vintage.startsWith(other.file)
      ? one.file + vintage.slice(other.file.length)
      : vintage;
  const moved = <T extends Pick<Claim, "source" | "region">>(all: readonly T[]): T[] =>
    all.map((own) =>
      isIts(own) ? { ...own, source: sourceOf(own.source), region: regionOf(own.region) } : own,
    );
  const filed = <T extends Pick<Claim, "source" | "region" | "vintage">>(all: readonly T[]): T[] =>
    moved(all).map((own, at) => {
      const before = all[at];
      return before && isIts(before) ? { ...own, vintage: vintageOf(before.vintage) } : own;
    });
  return {
    ...told,
    closed: told.closed.map((list) =>
      list.table === other.id ? { ...list, table: one.id, column: named(list.column) } : list,
    ),
    claims: filed(told.claims),
    wholes: filed(told.wholes),
    middles: moved(told.middles),
  };
}
