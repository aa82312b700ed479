import type { Dataset } from "../../../shared/catalogue/dataset.ts";
import { type Namesakes, samePeople, underStrictest } from "../../../shared/disclosure/same-people.ts";
import type { Workspace } from "../../workspace/workspace.ts";

type Held = Pick<Workspace["catalogue"], "held">;

/** Another dataset of the same people, with its columns by the names they have in the one. */
export type Kin = { readonly dataset: Dataset; readonly columns: Namesakes };

const compared = new WeakMap<Dataset, WeakMap<Dataset, Namesakes | null>>();

function namesakes(one: Dataset, other: Dataset): Namesakes | null {
  const known = compared.get(one) ?? new WeakMap<Dataset, Namesakes | null>();
  compared.set(one, known);
  const before = known.get(other);
  if (before !== undefined) return before;
  const found = samePeople(one, other);
  known.set(other, found);
  return found;
}

/** The datasets here that hold the same people as this one, where one of them is not open: the same file taken in twice. */
export function kinOf(catalogue: Held, dataset: Dataset): Kin[] {
  const held = catalogue.held();
  // Looked at as it lies in the catalogue: descriptions are made anew where they are used.
  const one = held.find(({ id }) => id === dataset.id);
  if (one === undefined || held.every(({ access }) => access === "open")) return [];
  return held.flatMap((other) => {
    if (other === one || (one.access === "open" && other.access === "open")) return [];
    const columns = namesakes(one, other);
    return columns === null ? [] : [{ dataset: other, columns }];
  });
}

/** A dataset under the strictest terms of those that hold the same people: a copy of closed data is closed too. */
export function asStrictlyAs(catalogue: Held, dataset: Dataset): Dataset {
  const others = kinOf(catalogue, dataset).map((kin) => kin.dataset);
  return others.length === 0 ? dataset : underStrictest(dataset, others);
}

/** All datasets with a file here, each under the strictest terms of its people. */
export const strictlyHeld = (catalogue: Held): Dataset[] =>
  catalogue.held().map((dataset) => asStrictlyAs(catalogue, dataset));
