import type { Gate } from "./gate-facts";
import type { PolicyEntry } from "./requirements";

/**
 * The house's policy of each gate with its version. A capability that adds a requirement raises the version; who passed under an earlier one keeps it.
 * Desk 2: the bank certificate. `certificateDays`: for how many training days one counts, as the content says.
 */
export const housePolicies = (certificateDays: number): Record<Gate, { version: number; requirements: PolicyEntry[] }> => ({
  desk: {
    version: 2,
    requirements: [
      { id: "activities" },
      { id: "signoffs" },
      { id: "rules_exam" },
      { id: "acknowledgement" },
      { id: "bank_certificate", trainingDays: certificateDays },
      { id: "desk_exam" },
    ],
  },
  activation: { version: 1, requirements: [{ id: "checklist" }, { id: "probation_days", workingDays: 10 }] },
});
