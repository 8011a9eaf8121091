import { accept, type Outcome, refuse } from "~/platform/refusal";

/** The shop's couriers, as they are named to customers: at most so many, each at most so long. Pure. */
export const MOST_COURIERS = 12;
export const LONGEST_COURIER = 20;

/** Names one a line: blank lines are none, twice is once. */
export function couriersIn(text: string): Outcome<string[]> {
  const names = [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ];
  const long = names.find((name) => [...name].length > LONGEST_COURIER);
  if (long !== undefined)
    return refuse("courier_long", {
      field: "couriers",
      params: { max: LONGEST_COURIER, name: [...long].slice(0, LONGEST_COURIER).join("") },
    });
  if (names.length > MOST_COURIERS) return refuse("couriers_many", { field: "couriers", params: { max: MOST_COURIERS } });
  return accept(names);
}
