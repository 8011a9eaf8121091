/** Fen as yuan for people: 178000 → "1780.00", a loss with a minus sign. */
export function yuan(fen: number): string {
  const size = Math.abs(fen);
  return `${fen < 0 ? "−" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}
