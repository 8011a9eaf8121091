/** A word of an agent's line; lines count from 1. */
export type Place = { line: number; from: number; to: number };

/** The word to which a key leads from the word `at`, null when the key leads nowhere. Up and down go to the first word of a line. */
export function aimOf(places: readonly Place[], at: number, key: string): number | null {
  const line = places[at]?.line ?? 0;
  const last = places.length - 1;
  if (last < 0) return null;
  const firstOf = (of: number | undefined) => places.findIndex((place) => place.line === of);
  switch (key) {
    case "ArrowRight":
      return Math.min(at + 1, last);
    case "ArrowLeft":
      return Math.max(at - 1, 0);
    case "ArrowDown": {
      const below = places.findIndex((place) => place.line > line);
      return below < 0 ? at : below;
    }
    case "ArrowUp": {
      const above = places.findLast((place) => place.line < line);
      return above ? firstOf(above.line) : firstOf(line);
    }
    case "Home":
      return firstOf(line);
    case "End":
      return places.findLastIndex((place) => place.line === line);
    default:
      return null;
  }
}

/** How many marks the chosen words make: neighbours of one line are one. */
export function countMarks(places: readonly Place[], chosen: readonly boolean[]): number {
  return places.filter((place, at) => chosen[at] && !(chosen[at - 1] && places[at - 1]?.line === place.line)).length;
}
