/**
 * Names under which columns are stored. DuckDB does not tell upper from lower case in names, so a name that was used
 * before, in whatever case, gets the first free of ` (2)`, ` (3)` …; an empty name becomes `column N` by its place.
 */
export function storedNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name, index) => {
    const wanted = name === "" ? `column ${index + 1}` : name.replaceAll("\0", "\ufffd");
    let free = wanted;
    for (let count = 2; used.has(free.toLowerCase()); count += 1) free = `${wanted} (${count})`;
    used.add(free.toLowerCase());
    return free;
  });
}
