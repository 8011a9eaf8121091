import { MOST_REPLIES, type RunState } from "~/curriculum/simulation-run";

/** When a message is not taken. Pure. */

/** The longest message, in UTF-16 units. */
export const LONGEST_MESSAGE = 1000;

export type SayRefusal = "ended" | "no_customer" | "not_arrived" | "empty" | "too_long" | "too_many";

/** Why a message to a customer is not taken, in a run that stands so; null: it is. */
export function sayRefusal(state: RunState, customer: string, text: string): SayRefusal | null {
  if (state.isOver) return "ended";
  const chat = state.customers.find(({ slug }) => slug === customer);
  if (!chat) return "no_customer";
  if (!chat.arrived) return "not_arrived";
  if (text.trim() === "") return "empty";
  if (text.length > LONGEST_MESSAGE) return "too_long";
  return chat.lines.filter(({ who }) => who === "agent").length >= MOST_REPLIES ? "too_many" : null;
}
