/**
 * Makes views of rows of which the values stand in the order of these columns: a property for each, which is read where
 * it stands. An object with a property of its own for each value would take several times as long to make as to read.
 */
export function viewsOf<V>(names: readonly string[]): (values: readonly unknown[]) => V {
  class View {
    constructor(readonly values: readonly unknown[]) {}
  }
  for (const [place, name] of names.entries()) {
    Object.defineProperty(View.prototype, name, { get(this: View) { return this.values[place]; } });
  }
  return (values) => new View(values) as V;
}
