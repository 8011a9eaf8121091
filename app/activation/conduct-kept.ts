import { sayMonth } from "~/conduct/months";
import { plainDateIn } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import { locales, type LocalText } from "~/platform/locale";
import type { GateFacts } from "./gate-facts";
import type { Evidence, Found, PolicyEntry } from "./requirement";

/**
 * Whether more conduct points than the policy says were left of every month of the probation, that of the desk gate and the present one included (the domain: more than 5). A month in which
 * nothing was entered has lost none. The evidence is the decision of the desk gate, from which the months count, and the months' sums.
 */
export function conductKept(facts: GateFacts, entry: PolicyEntry): Found {
  const desk = facts.decisions.find((d) => d.gate === "desk");
  const { probationMonth: from, zone } = facts;
  if (!desk || from === null) return { done: 0, of: 1, evidence: [], blocker: { code: "conduct_nothing", params: {} }, whereToMend: null };
  const activation = facts.decisions.find((d) => d.gate === "activation");
  const until = activation && plainDateIn(zone, activation.decidedAt);
  const months = facts.conduct.filter(({ month }) => month >= from && (!until || month <= until));
  const above = Decimal.of(entry.above ?? 5);
  // Whoever passed by it keeps it: what is entered or ruled afterwards undoes no decision.
  const letWait = facts.overrides.some((o) => o.gate === "activation" && o.requirement === "conduct");
  const isKept = activation !== undefined && !letWait;
  const low = isKept ? [] : months.filter(({ balance }) => above.atLeast(Decimal.parse(balance)));
  const [first] = low;
  const ledger = `/conduct/${facts.personId}`;
  if (first) {
    const params = { count: low.length, left: first.balance, above: above.toString() };
    const to = `${ledger}?month=${first.month.slice(0, 7)}`;
    return { done: 0, of: 1, evidence: [], blocker: { code: "conduct_low", params }, whereToMend: { to, minutes: null } };
  }
  const opened: Evidence = {
    ...{ kind: "gate_decision", id: desk.id, label: null, by: desk.decidedByName, at: desk.decidedAt },
    to: `/gate/${facts.personId}/desk`,
  };
  const sums = months.map(({ id, month, at }): Evidence => ({
    ...{ kind: "conduct_month", id, label: inWords(month), by: null, at },
    to: `${ledger}?month=${month.slice(0, 7)}`,
  }));
  return { done: 1, of: 1, evidence: [opened, ...sums], blocker: null, whereToMend: null };
}

const inWords = (month: string) => Object.fromEntries(locales.map((locale) => [locale, sayMonth(month, locale)])) as LocalText;
