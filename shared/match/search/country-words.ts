import { gazetteer } from "../../places/gazetteer.ts";
import { words } from "./tokens.ts";

/** Parts of country names that are everyday words as well. */
const EVERYDAY = new Set(
  (
    "and of the new republic democratic united states kingdom islands island south north east west western northern southern eastern " +
    "ocean cape cook holy heard sandwich union outlying isle christmas jersey martin georgia reunion indian verde " +
    "central federal federation federated people's peoples territory territories arab saint guinea virgin outer minor us usa american"
  ).split(" "),
);

/** The shortest name taken; shorter ones are codes. */
const SHORTEST = 4;

/** Names of regions are not taken from the gazetteer: it has groups by income ("late dividend", "small states") too. */
const CONTINENTS = "africa african asia asian europe european oceania caribbean balkan balkans sahel".split(
  " ",
);

let made: ReadonlySet<string> | undefined;

/** Words that name a country or world region other than the United States, whose agencies most catalogues here come from. */
export function countryWords(): ReadonlySet<string> {
  made ??= new Set(
    gazetteer()
      .areas.filter((area) => area.level === "country" && area.id !== "USA")
      .flatMap((area) => words(area.name))
      .filter((word) => word.length >= SHORTEST && !EVERYDAY.has(word))
      .concat(CONTINENTS),
  );
  return made;
}
