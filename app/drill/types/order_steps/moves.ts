/** The order so far with one step more. The last one left is placed along: there is but one place for it. */
export function placed(order: readonly string[], id: string, all: readonly string[]): string[] {
  const next = order.includes(id) ? [...order] : [...order, id];
  const left = all.filter((step) => !next.includes(step));
  return left.length === 1 ? [...next, ...left] : next;
}

/** The order so far without a step. */
export function takenOut(order: readonly string[], id: string): string[] {
  return order.filter((step) => step !== id);
}

/** The order with a step one place earlier (-1) or later (1); unchanged at its ends. */
export function moved(order: readonly string[], id: string, by: -1 | 1): string[] {
  const at = order.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= order.length) return [...order];
  const rest = takenOut(order, id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
