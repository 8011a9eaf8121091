import { describe, expect, it } from "vitest";
import { probationEditFault, probationFault, probationLimit, probationMonths, probationRuns } from "~/people/probation-law";

describe("the legal limit of probation", () => {
  it.each([
    ["under_3_months", 0],
    ["under_1_year", 1],
    ["under_3_years", 2],
    ["3_years_or_longer", 6],
  ] as const)("art. 19: a contract %s allows %i months", (term, months) => {
    expect(probationMonths[term]).toBe(months);
  });

  it.each([
    ["2026-01-15", "under_1_year", "2026-02-14", "the day before the same day a month later"],
    ["2026-01-15", "under_3_years", "2026-03-14", "two months"],
    ["2026-01-15", "3_years_or_longer", "2026-07-14", "six months"],
    ["2026-01-31", "under_1_year", "2026-02-28", "February has no 31st: its last day"],
    ["2026-01-28", "under_1_year", "2026-02-27", "the 28th exists"],
    ["2026-01-29", "under_1_year", "2026-02-28", "no 29th in 2026"],
    ["2028-01-29", "under_1_year", "2028-02-28", "a leap year has the 29th"],
    ["2028-01-31", "under_1_year", "2028-02-29", "last day of a leap February"],
    ["2026-03-01", "under_1_year", "2026-03-31", "the whole of March"],
    ["2026-08-31", "3_years_or_longer", "2027-02-28", "over the year's end"],
    ["2026-12-31", "under_3_years", "2027-02-28", "two months over the year's end"],
    ["2026-12-15", "under_1_year", "2027-01-14", "over the year's end by one"],
    ["2026-01-15", "under_3_months", null, "none may be agreed"],
  ] as const)("hired %s, %s: until %s (%s)", (...[hired, term, limit]) => {
    expect(probationLimit(hired, term)).toBe(limit);
  });

  it.each([
    [{ hireDate: "2026-01-15", contractTerm: "under_1_year", probationEnd: "2026-02-14" }, null],
    [{ hireDate: "2026-01-15", contractTerm: "under_1_year", probationEnd: "2026-02-15" }, "probation_past_limit"],
    [{ hireDate: "2026-01-15", contractTerm: "under_1_year", probationEnd: "2026-01-14" }, "probation_before_hire"],
    [{ hireDate: "2026-01-15", contractTerm: "under_1_year", probationEnd: "2026-01-15" }, null],
    [{ hireDate: null, contractTerm: "under_1_year", probationEnd: "2026-01-15" }, "probation_needs_hire_date"],
    [{ hireDate: "2026-01-15", contractTerm: null, probationEnd: "2026-01-20" }, "probation_needs_term"],
    [{ hireDate: "2026-01-15", contractTerm: "under_3_months", probationEnd: "2026-01-20" }, "probation_none_allowed"],
    [{ hireDate: "2026-01-15", contractTerm: "under_3_months", probationEnd: null }, null],
    [{ hireDate: null, contractTerm: null, probationEnd: null }, null],
  ] as const)("%o → %s", (agreed, fault) => {
    expect(probationFault(agreed)).toBe(fault);
  });
});

describe("an agreed end and the form of the details", () => {
  const was = { state: "probation", stateBefore: null, probationEnd: "2026-06-01", rehiredAt: null } as const;
  const taken = new Date("2026-03-02T01:00:00.000Z");
  it.each([
    [was, "2026-06-01", null, "unchanged"],
    [was, "2026-05-01", null, "earlier: to the agent's good"],
    [was, "2026-06-02", "probation_extend_instead", "a running one is extended elsewhere"],
    [was, null, "probation_extend_instead", "without an end it could be set anew to any day"],
    [{ ...was, state: "training" }, "2026-06-02", "probation_extend_instead", "the law's months run in training too"],
    [{ ...was, state: "suspended", stateBefore: "probation" }, "2026-06-02", "probation_extend_instead", "and while suspended"],
    [{ ...was, state: "suspended", stateBefore: "active" }, "2026-06-02", null, "over by the activation: a record is corrected"],
    [{ ...was, state: "invited" }, "2026-06-02", null, "not begun"],
    [{ ...was, probationEnd: null }, "2026-06-02", null, "entered for the first time"],
    [{ ...was, state: "invited", probationEnd: null, rehiredAt: taken }, "2026-06-02", "probation_second", "only once by one employer"],
    [{ ...was, state: "invited", probationEnd: null, rehiredAt: taken }, null, null, "none"],
  ] as const)("%o to %s: %s (%s)", (...[before, next, fault]) => {
    expect(probationEditFault(before, next)).toBe(fault);
  });

  it.each([
    ["invited", null, false],
    ["training", null, true],
    ["probation", null, true],
    ["active", null, false],
    ["suspended", "training", true],
    ["suspended", "active", false],
    ["left", null, false],
    [null, null, false],
  ] as const)("%s (before: %s) runs: %s", (state, before, runs) => {
    expect(probationRuns(state, before)).toBe(runs);
  });
});
