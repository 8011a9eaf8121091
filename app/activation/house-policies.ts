import { SCRIPTS_NEEDED } from "~/scripts/progress-rules";
import type { Gate } from "./gate-facts";
import type { PolicyEntry } from "./requirement";

/**
 * What the content says of the policies: for how many training days a bank certificate counts, whether it holds simulated chats that are required, and whether scripts. What
 * is not there is not asked for: a shop that writes letters has no chats.
 */
export type Ground = { certificateDays: number; simulations: boolean; scripts: boolean };

/**
 * The house's policy of each gate with its version. A capability that adds a requirement raises the version; who passed under an earlier one keeps it.
 * Desk 2: the bank certificate; 3: the required simulated chats, the approved scripts and the prepared messages. Activation 2: no open dispute; 3: conduct.
 */
export const housePolicies = ({
  certificateDays,
  simulations,
  scripts,
}: Ground): Record<Gate, { version: number; requirements: PolicyEntry[] }> => ({
  desk: {
    version: simulations || scripts ? 3 : 2,
    requirements: [
      { id: "activities" },
      { id: "signoffs" },
      { id: "rules_exam" },
      { id: "acknowledgement" },
      { id: "bank_certificate", trainingDays: certificateDays },
      ...(simulations ? [{ id: "simulations" as const }] : []),
      ...(scripts ? [{ id: "scripts" as const, ...SCRIPTS_NEEDED }] : []),
      { id: "desk_exam" },
    ],
  },
  activation: {
    version: 3,
    requirements: [{ id: "checklist" }, { id: "no_open_dispute" }, { id: "conduct", above: 5 }, { id: "probation_days", workingDays: 10 }],
  },
});
