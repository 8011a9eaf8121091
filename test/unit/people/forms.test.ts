import { describe, expect, it } from "vitest";
import { detailsSchema } from "~/people/forms";

const details = {
  name: "陈晓",
  externalId: "",
  email: "",
  hireDate: "2026-01-15",
  contractTerm: "under_1_year",
  probationEnd: "2026-02-14",
};
/** Each field's first fault: the one that the page shows. */
const faultsOf = (fields: Partial<typeof details>): Record<string, string> => {
  const issues = detailsSchema.safeParse({ ...details, ...fields }).error?.issues ?? [];
  return Object.fromEntries(issues.toReversed().map((issue) => [issue.path.join("."), issue.message]));
};

describe("a person's details", () => {
  it.each<[Partial<typeof details>, Record<string, string>]>([
    [{}, {}],
    [{ probationEnd: "2026-02-15" }, { probationEnd: "probation_past_limit" }],
    // What is no date is that field's fault alone: no limit is reckoned from it.
    [{ hireDate: "a\u0000b" }, { hireDate: "date_malformed" }],
    [{ hireDate: "2026-02-30" }, { hireDate: "date_malformed" }],
    [{ probationEnd: "soon" }, { probationEnd: "date_malformed" }],
  ])("%j: %j", (fields, faults) => {
    expect(faultsOf(fields)).toEqual(faults);
  });
});
