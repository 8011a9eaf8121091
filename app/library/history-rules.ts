/** A version as its history decides about it. */
export type Publication = { id: string; version: number; undoes: string | null };

/**
 * The publications that stand, oldest first: one that was undone is gone, and so is what undid it. The last one is in force and may be undone, if one
 * stands before it.
 */
export function standing<P extends Publication>(versions: readonly P[]): P[] {
  const stack: P[] = [];
  for (const version of [...versions].sort((a, b) => a.version - b.version)) {
    if (version.undoes !== null && stack.at(-1)?.id === version.undoes) stack.pop();
    else if (version.undoes === null) stack.push(version);
  }
  return stack;
}

/** What happened to a version since: it stands in force, a later one took its place, or it was undone (or is itself an undoing). */
export function fateOf(versions: readonly Publication[], id: string): "in_force" | "superseded" | "undone" | "undoing" {
  const own = versions.find((v) => v.id === id);
  if (own?.undoes) return "undoing";
  if (versions.some((v) => v.undoes === id)) return "undone";
  return standing(versions).at(-1)?.id === id ? "in_force" : "superseded";
}

/** The version that an undoing of `id` would publish again; a refusal where something later stands, or nothing stands before it. */
export function undoOf<P extends Publication>(
  versions: readonly P[],
  id: string,
): { restores: P } | { refused: "undo_later_stands" | "undo_nothing_before" } {
  const stack = standing(versions);
  if (stack.at(-1)?.id !== id) return { refused: "undo_later_stands" };
  const before = stack.at(-2);
  return before ? { restores: before } : { refused: "undo_nothing_before" };
}
