/** A tag with its attributes: `#adm1+name`, `#affected+f`, also with blanks before the plus. */
const TAG = /^#[a-z][a-z0-9_]*(\s*\+[a-z0-9_]+)*$/i;

/** The HXL tags of the columns, where a row under the header consists of tags and nothing else; null where it does not. */
export const tagsOfRow = (
  names: readonly string[],
  cells: readonly (string | null)[],
): Readonly<Record<string, string>> | null => {
  const filled = cells.filter((cell) => cell !== null && cell.trim() !== "");
  if (filled.length === 0 || !filled.every((cell) => TAG.test(cell?.trim() ?? ""))) return null;
  return Object.fromEntries(
    names.flatMap((name, at): [string, string][] => {
      const tag = (cells[at] ?? "").replaceAll(/\s+/g, "").toLowerCase();
      return tag === "" ? [] : [[name, tag]];
    }),
  );
};
