/**
 * Work in steps, each of a few milliseconds: between two of them whoever does it may let other work have its turn, or leave
 * off. What it comes to is what it returns. A step that ends a part of the work says which: what each part costs can then be
 * measured from outside.
 */
export type Steps<T> = Generator<string | undefined, T, undefined>;

/** Does all steps one after the other. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
