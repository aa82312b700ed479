import type { Behaviour } from "../../vocabulary/behaviour.ts";
import { conceptById } from "../../vocabulary/hierarchy.ts";
import type { Scan } from "./scan.ts";

/** How the measure usually behaves; the statistic that is meant when none is named depends on it. */
export function behaviourOf(scan: Scan): Behaviour {
  const { concept, subject } = scan.draft;
  if (!concept) return "flow";
  const usual = conceptById(scan.vocabulary, concept)?.behaviour ?? "flow";
  if (!subject) return usual;
  const held = (scan.index.measuring.get(concept) ?? []).flatMap(({ concepts }) =>
    concepts.flatMap((one) =>
      one.concept === concept && one.subject === subject ? (one.behaviours ?? []) : [],
    ),
  );
  const [only, ...others] = new Set(held.filter((behaviour) => behaviour !== "ratio"));
  return only !== undefined && others.length === 0 && only !== "cumulative" ? only : usual;
}
