import type { AreaId } from "./area.ts";
import { areaById, gazetteer } from "./gazetteer.ts";

const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The area that a person names by its id or by one of its names, whatever the case and accents; null where none is called so. */
export function areaNamed(text: string): AreaId | null {
  const known = areaById(text) ?? areaById(text.toUpperCase());
  if (known !== undefined) return known.id;
  const wanted = folded(text);
  if (wanted === "") return null;
  const called = gazetteer().areas.filter(({ name, aliases }) =>
    [name, ...aliases].some((one) => folded(one) === wanted),
  );
  // Georgia is a country before it is a state.
  return [...called].sort((a, b) => a.id.split("/").length - b.id.split("/").length)[0]?.id ?? null;
}
