/** Where the keyboard goes on after a button of a list: at an entry, or at the button that adds to an empty list. */
export type Landing = { verb: "add" | "remove" | "up" | "down"; list: string; entry: string | null };

/**
 * Where what a button moved stands afterwards: `asked` is the button's value (`up:days.3.activities.0`), `before` how many entries its list had, `sizeOf`
 * how many a list has now. What was removed leaves the focus to the entry after it. Null: it was no such button.
 */
export function landingOf(asked: string, before: number, sizeOf: (list: string) => number): Landing | null {
  const found = /^(add|remove|up|down):([\w-]+(?:\.[\w-]+)*)$/.exec(asked);
  if (!found?.[1] || !found[2]) return null;
  const [verb, path] = [found[1] as Landing["verb"], found[2]];
  const at = (list: string, index: number): Landing => ({
    verb,
    list,
    entry: sizeOf(list) > 0 ? `${list}.${Math.max(0, Math.min(index, sizeOf(list) - 1))}` : null,
  });
  if (verb === "add") return at(path, sizeOf(path) - 1);
  const [list, index] = [path.slice(0, path.lastIndexOf(".")), Number(path.slice(path.lastIndexOf(".") + 1))];
  // An entry that left its list went to the end, or the beginning, of the same list in the group beside it.
  const hasLeft = verb !== "remove" && sizeOf(list) < before;
  if (!hasLeft) return at(list, verb === "up" ? index - 1 : verb === "down" ? index + 1 : index);
  const beside = list.replace(
    /\.(\d+)\.([\w-]+)$/,
    (_, group: string, name: string) => `.${Number(group) + (verb === "up" ? -1 : 1)}.${name}`,
  );
  return at(beside, verb === "up" ? sizeOf(beside) - 1 : 0);
}
