import type { Asked } from "./world";

/** A good ticket with something wrong: a bit, its end, its seal, its form. */
export function forged(ticket: string, n: number): string {
  const [body = "", seal = ""] = ticket.split(".");
  const at = n % body.length;
  const ways = [
    `${body.slice(0, at)}${body[at] === "A" ? "B" : "A"}${body.slice(at + 1)}.${seal}`,
    `${body}.${seal.slice(0, -1)}${seal.endsWith("0") ? "1" : "0"}`,
    ...[
      `${body}.`,
      `.${seal}`,
      body,
      `${body}.${seal}.${seal}`,
      `${body}.${seal.toUpperCase().replace(/^[0-9]+$/, "x")}x`,
      `${seal}.${body}`,
    ],
    ...[`${body}.${"é".repeat(seal.length / 2)}`, "x".repeat(5000), "", "\u0000", "😀.😀", `${body.repeat(9)}.${seal}`],
  ];
  return ways[n % ways.length] ?? "";
}

/** The values of a plain form that say this answer. */
export function plainFields({ body }: Asked, json: string): string[] {
  let answer: Record<string, unknown> | null;
  try {
    answer = JSON.parse(json) as Record<string, unknown> | null;
  } catch {
    return [json];
  }
  const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);
  const text = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  if (typeof answer !== "object" || answer === null) return [text(answer)];
  switch (body.type) {
    case "multiple_choice":
      return list(answer.options).map(text);
    case "true_false":
      return [`truth=${text(answer.truth)}`, `reason=${text(answer.reason)}`];
    case "fill_blanks":
      return Object.entries((answer.blanks as object | null | undefined) ?? {}).flatMap(([id, written]) => [id, text(written)]);
    case "order_steps":
      return list(answer.steps).map((id, at) => `${text(id)}=${at + 1}`);
    case "match":
      return list(answer.pairs).map(
        (pair) => `${text((pair as { left?: unknown } | null)?.left)}=${text((pair as { right?: unknown } | null)?.right)}`,
      );
    case "spot_violation":
      return list(answer.marks).map((mark) => {
        const { line, from, to } = (mark ?? {}) as Record<string, unknown>;
        return `${text(answer.locale)}:${text(line)}:${text(from)}-${text(to)}`;
      });
    default:
      return [text(answer.option ?? answer.text ?? "")];
  }
}
