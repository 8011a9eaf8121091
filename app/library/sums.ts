/** What the numbers of a list's entries make together, and what lacks (above nought) or is too much (below) to make `to`. What is no number counts as nothing. */
export function sumOf(numbers: readonly unknown[], to: number): { sum: number; lacks: number } {
  const sum = numbers.reduce<number>((all, one) => {
    const number = typeof one === "string" && one.trim() !== "" ? Number(one) : one;
    return typeof number === "number" && Number.isFinite(number) ? all + number : all;
  }, 0);
  const rounded = Math.round(sum * 1000) / 1000;
  return { sum: rounded, lacks: Math.round((to - rounded) * 1000) / 1000 };
}
