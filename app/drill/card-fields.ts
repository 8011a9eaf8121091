import type { CardState } from "./card";

/** How each column of a card's state travels. A column that is missing here does not compile. */
const columns: Record<keyof CardState, "plain" | "time"> = {
  required: "plain",
  mending: "plain",
  revision: "plain",
  stage: "plain",
  stability: "plain",
  difficulty: "plain",
  step: "plain",
  reps: "plain",
  lapses: "plain",
  firstRightMs: "plain",
  secondRightMs: "plain",
  dueAt: "time",
  reviewedAt: "time",
  plainDueAt: "time",
  firstRightAt: "time",
  secondRightAt: "time",
  fluentUntil: "time",
};
const order = Object.keys(columns) as (keyof CardState)[];

/** A card's state as a list. */
export function packCard(card: CardState): unknown[] {
  return order.map((column) => {
    const value = card[column];
    return value instanceof Date ? value.getTime() : value;
  });
}

/** The state that a list was made from; null for a list of another release. What is in it was sealed by us. */
export function unpackCard(fields: readonly unknown[]): CardState | null {
  if (fields.length !== order.length) return null;
  return cardFrom((column) => fields[order.indexOf(column)]);
}

/** A state out of its columns; a time may come as a number or as a text. */
export function cardFrom(read: (column: keyof CardState) => unknown): CardState {
  const entries = order.map((column) => {
    const value = read(column) ?? null;
    return [column, columns[column] === "time" && value !== null ? new Date(value as number | string) : value];
  });
  return Object.fromEntries(entries) as CardState;
}
