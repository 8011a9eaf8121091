/** What the schemas of content say, in words for who edits: `content:check` prints the schema's own. */
const said: readonly (readonly [RegExp, string])[] = [
  [/^Too small: expected string to have >=1 characters$/, "must not be empty"],
  [/^Too big: expected number to be <0$/, "must be below 0: write it with a minus, such as -0.5"],
  [/^Too small: expected number to be >0$/, "must be above 0"],
  [/^Too small: expected number to be >=?(\S+)$/, "must not be below $1"],
  [/^Too big: expected number to be <=?(\S+)$/, "must not be above $1"],
  [/^Too small: expected array to have >=(\d+) items$/, "needs at least $1"],
  [/^Too big: expected array to have <=(\d+) items$/, "takes at most $1"],
  [/^Invalid input: expected int.*$/, "needs a whole number"],
  [/^Invalid input: expected number.*$/, "needs a number"],
  [/^Invalid ISO date$/, "needs a date"],
  [/^Invalid option.*$/, "is none of the choices"],
  [/^Invalid input: expected .*$|^Invalid input$/, "is not filled in yet"],
];

/** A rule of content in plain English. */
export function faultInEnglish(rule: string): string {
  for (const [pattern, words] of said) {
    const match = pattern.exec(rule);
    if (match) return words.replace("$1", match[1] ?? "");
  }
  return rule;
}
