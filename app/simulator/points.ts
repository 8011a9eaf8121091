/** Points of 100 as they are shown: cut after one decimal, never rounded up to a mark that was not reached. */
export function pointsText(total: number): string {
  return String(Math.floor(total * 10 + 1e-6) / 10);
}
