import { storedNames } from "./column-names.ts";
import { type ArrowField, typeText } from "./schema.ts";
import { type Target, targetFor } from "./target.ts";

/** One column as it will be stored: a field of the file, or a field inside a struct, named `struct.field`. */
export type Leaf = {
  readonly name: string;
  /** The name in the file, where the stored one had to differ. */
  readonly sourceName: string;
  readonly arrowType: string;
  /** Indexes from the file's fields down through structs. */
  readonly path: readonly number[];
  readonly field: ArrowField;
  readonly target: Target;
};

/** Columns to leave out (by leaf index, with the reason) and date columns to read as times. */
export type Exceptions = {
  readonly refused: ReadonlyMap<number, string>;
  readonly datesAsTimes: ReadonlySet<number>;
};

/** Lists what a file's fields become, structs taken apart. */
export function listLeaves(fields: readonly ArrowField[], exceptions: Exceptions): Leaf[] {
  const found: { sourceName: string; path: readonly number[]; field: ArrowField }[] = [];
  const visit = (field: ArrowField, name: string, path: readonly number[]) => {
    if (field.type.kind === "struct" && field.dictionary === null && field.children.length > 0) {
      field.children.forEach((child, index) => {
        visit(child, `${name}.${child.name}`, [...path, index]);
      });
    } else {
      found.push({ sourceName: name, path, field });
    }
  };
  fields.forEach((field, index) => {
    visit(field, field.name, [index]);
  });
  const names = storedNames(found.map(({ sourceName }) => sourceName));
  return found.map((leaf, index) => {
    const reason = exceptions.refused.get(index);
    return {
      ...leaf,
      name: names[index] ?? leaf.sourceName,
      arrowType: typeText(leaf.field),
      target:
        reason === undefined
          ? targetOf(leaf.field, exceptions.datesAsTimes.has(index))
          : { kind: "refused", reason },
    };
  });
}

function targetOf(field: ArrowField, dateAsTime: boolean): Target {
  // Runs are written out: each row gets the value of its run.
  const [, values] = field.type.kind === "run-end-encoded" && field.dictionary === null ? field.children : [];
  const { dictionary, type } = values ?? field;
  if (dictionary !== null && type.kind === "struct") {
    return { kind: "refused", reason: "each of its entries holds several values" };
  }
  return targetFor(type, dateAsTime);
}
