/** The labelled parts that the reader learns from, and those that it never sees. */

/** Parts that the rules were tuned on: what the rules say there is too good to learn from. */
export const OPENED = ["open", "more", "third", "fourth", "fifth", "sealed", "last", "fresh", "seventh", "eighth"] as const;
/** Parts that were written to learn from, after the rules were settled; nobody tuned a rule on them. */
export const TO_LEARN = [
  "learn-sixth",
  "learn-desk",
  "learn-a",
  "learn-b",
  "learn-c",
  "learn-e",
  "learn-f",
  "learn-g",
  "learn-h",
  "learn-i",
  "learn-k",
  "learn-l",
  "tenth",
  "twelfth",
] as const;
/** What the tests of the linter hold firm: each of these sentences counts for several. */
export const FIRM = { part: "learn-desk", times: 4 } as const;
