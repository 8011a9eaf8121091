import { addDays, addMonths, type PlainDate } from "~/platform/dates";

/** Contract terms as the law tells them apart. A contract until a task is done counts as the shortest. */
export const contractTerms = ["under_3_months", "under_1_year", "under_3_years", "3_years_or_longer"] as const;
export type ContractTerm = (typeof contractTerms)[number];

/** The longest probation in months by contract term; 0: none may be agreed. Source: PRC Labour Contract Law, art. 19. */
export const probationMonths: Record<ContractTerm, number> = {
  under_3_months: 0,
  under_1_year: 1,
  under_3_years: 2,
  "3_years_or_longer": 6,
};

/**
 * The last day that an agreed probation may have, counted from the hire date, which is its first day; null where none may be agreed.
 * Where the last month has no such day, its last day (31 January + 1 month: 28 February). Source: PRC Labour Contract Law, art. 19.
 */
export function probationLimit(hireDate: PlainDate, term: ContractTerm): PlainDate | null {
  const months = probationMonths[term];
  if (months === 0) return null;
  const sameDay = addMonths(hireDate, months);
  return sameDay.slice(8) === hireDate.slice(8) ? addDays(sameDay, -1) : sameDay;
}

export type ProbationFault =
  "probation_needs_hire_date" | "probation_needs_term" | "probation_none_allowed" | "probation_before_hire" | "probation_past_limit";

/** Why an agreed end of probation cannot stand; null when it can, or when none is agreed. */
export function probationFault(agreed: {
  hireDate: PlainDate | null;
  contractTerm: ContractTerm | null;
  probationEnd: PlainDate | null;
}): ProbationFault | null {
  const { hireDate, contractTerm, probationEnd } = agreed;
  if (probationEnd === null) return null;
  if (hireDate === null) return "probation_needs_hire_date";
  if (contractTerm === null) return "probation_needs_term";
  const limit = probationLimit(hireDate, contractTerm);
  if (limit === null) return "probation_none_allowed";
  if (probationEnd < hireDate) return "probation_before_hire";
  return probationEnd > limit ? "probation_past_limit" : null;
}

type State = "invited" | "training" | "probation" | "active" | "suspended" | "left" | null;

/** Whether the agreed probation runs: from signing up until the activation or the leaving, a suspension included, since the law's months run on. */
export function probationRuns(state: State, stateBefore: State): boolean {
  const standing = state === "suspended" ? stateBefore : state;
  return standing === "training" || standing === "probation";
}

/**
 * Why the agreed end may not be changed by an edit: whoever was taken back has no second probation (art. 19: the same employer agrees one
 * only once), and a running one is lengthened, or made endless, only where its limit, reason and consent are asked for.
 */
export function probationEditFault(
  was: { state: State; stateBefore: State; probationEnd: PlainDate | null; rehiredAt: Date | null },
  next: PlainDate | null,
): "probation_second" | "probation_extend_instead" | null {
  if (next === was.probationEnd) return null;
  if (was.rehiredAt !== null && next !== null) return "probation_second";
  if (was.probationEnd === null || !probationRuns(was.state, was.stateBefore)) return null;
  return next === null || next > was.probationEnd ? "probation_extend_instead" : null;
}
