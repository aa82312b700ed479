/**
 * A table of counts as disclosure control sees it. `cells` are counts in a fixed order (null: nothing was reported, taken
 * as 0); each line is a set of cells whose sum is published, or could be asked for: a row, a column, a total.
 */
export type CountTable = {
  readonly cells: readonly (number | null)[];
  readonly lines: readonly (readonly number[])[];
  /** Cells that are to be hidden for another reason than being small, as what is left beside them would be small. */
  readonly sensitive?: ReadonlySet<number>;
};

/**
 * The lines of a table from the keys of its rows. `keys[i]` are the key values of cell i; `adds[j]` says whether the
 * measure adds up over key j (a stock does not over time). For each key that adds, the cells that agree in all other
 * keys form a line. A line of one cell is the cell itself and says nothing new.
 */
export function linesOf(
  keys: readonly (readonly string[])[],
  adds: readonly boolean[],
): readonly (readonly number[])[] {
  return adds.flatMap((addsUp, key) => {
    if (!addsUp) return [];
    const groups = new Map<string, number[]>();
    for (const [cell, values] of keys.entries()) {
      const others = JSON.stringify(values.filter((_, i) => i !== key));
      const group = groups.get(others);
      if (group) group.push(cell);
      else groups.set(others, [cell]);
    }
    return [...groups.values()].filter((group) => group.length > 1);
  });
}
