import { canonicalJson } from "~/curriculum/canonical";
import type { Refusal } from "~/platform/refusal";
import type { Gate, RequirementId } from "./gate-facts";
import type { Policy, PolicyEntry, Terms } from "./requirement";
import { isLocked, renewalExams, type TermKind, termKinds, termsOf, vocabulary, wordsOf } from "./vocabulary";

/** A version of a policy as it was published, of the shop (`teamId` null) or of a team. */
export type PolicyVersion = Policy & {
  teamId: string | null;
  followsDefault: boolean;
  vocabulary: readonly string[];
  publishedBy: string | null;
};

/** What somebody wants a policy to be; `follows`: a team keeps to the shop's default, the shop to the house's. */
export type PolicyAsked = { follows: boolean; requirements: PolicyEntry[]; terms: Terms };

/** The newest version of a team or (null) the shop. `versions`: newest first. */
export function newestOf<V extends Pick<PolicyVersion, "gate" | "teamId">>(
  versions: readonly V[],
  gate: Gate,
  teamId: string | null,
): V | undefined {
  return versions.find((v) => v.gate === gate && v.teamId === teamId);
}

/** The version in force for a team: its own newest, unless it follows the shop or has none; then the shop's newest. The database's `gate_policy_in_force` says the same. */
export function inForceOf<V extends Pick<PolicyVersion, "gate" | "teamId" | "followsDefault">>(
  versions: readonly V[],
  gate: Gate,
  teamId: string | null,
): V | undefined {
  const own = teamId === null ? undefined : newestOf(versions, gate, teamId);
  return own && !own.followsDefault ? own : newestOf(versions, gate, null);
}

const REASON_LENGTH = 10;
const inside = (value: unknown, { min, max }: { min: number; max: number }) =>
  typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;

/**
 * Why a policy may not be published so, each by the field that is wrong; empty: it may. What can never be left out is there, every number within its limits, every word one of this gate's; with
 * a reason. The house sets `reason` to null.
 */
export function policyRefusals(gate: Gate, asked: PolicyAsked, reason: string | null): Refusal[] {
  const refusals: Refusal[] = [];
  if (!asked.follows) {
    const words = wordsOf(gate);
    for (const id of words)
      if (isLocked(id) && !asked.requirements.some((r) => r.id === id)) refusals.push({ code: "policy_locked", field: `has.${id}` });
    for (const entry of asked.requirements) {
      if (!words.includes(entry.id)) {
        refusals.push({ code: "policy_word" });
        continue;
      }
      for (const parameter of vocabulary[entry.id].parameters) {
        const { name, min, max } = parameter;
        if (!inside(entry[name], parameter)) refusals.push({ code: "policy_number", field: `${entry.id}.${name}`, params: { min, max } });
      }
    }
    refusals.push(...termRefusals(gate, asked.terms));
  }
  if (reason !== null && reason.trim().length < REASON_LENGTH) refusals.push({ code: "policy_reason", field: "reason" });
  return refusals;
}

function termRefusals(gate: Gate, terms: Terms): Refusal[] {
  return (Object.keys(terms) as TermKind[]).flatMap((kind): Refusal[] => {
    const term = terms[kind];
    if (!term) return [];
    if (!termsOf(gate).includes(kind)) return [{ code: "policy_word" }];
    const { name, min, max } = termKinds[kind].number;
    const value = "months" in term ? term.months : term.days;
    const wrong: Refusal[] = inside(value, { min, max }) ? [] : [{ code: "policy_number", field: `${kind}.${name}`, params: { min, max } }];
    if (!renewalExams.includes(term.exam)) wrong.push({ code: "policy_exam", field: `${kind}.exam` });
    return wrong;
  });
}

/** Whether two policies ask the same. The order in which they do is of no account. */
export function isSamePolicy(a: PolicyAsked, b: PolicyAsked): boolean {
  const form = ({ follows, requirements, terms }: PolicyAsked) =>
    canonicalJson(follows ? { follows } : { requirements: requirements.toSorted((x, y) => (x.id < y.id ? -1 : 1)), terms });
  return form(a) === form(b);
}

/** What the vocabulary of this release offers that was not there to choose from when this version was published. A version that follows has no such thing. */
export function newSince({ gate, followsDefault, vocabulary: known, requirements }: PolicyVersion): RequirementId[] {
  if (followsDefault) return [];
  return wordsOf(gate).filter((id) => !known.includes(id) && !requirements.some((r) => r.id === id));
}

/** One line of what a policy changes against another: a requirement or a term that came, went or has another number. */
export type PolicyChange = { id: RequirementId | TermKind; what: "added" | "removed" | "changed" };

/** What `after` asks otherwise than `before`, in the order of the vocabulary. */
export function changesBetween(
  before: Pick<Policy, "gate" | "requirements" | "terms">,
  after: Pick<Policy, "requirements" | "terms">,
): PolicyChange[] {
  const change = <Id extends PolicyChange["id"]>(id: Id, was: unknown, now: unknown): PolicyChange[] => {
    if (was === undefined && now === undefined) return [];
    if (was === undefined) return [{ id, what: "added" }];
    if (now === undefined) return [{ id, what: "removed" }];
    return canonicalJson(was) === canonicalJson(now) ? [] : [{ id, what: "changed" }];
  };
  const entry = (policy: Pick<Policy, "requirements">, id: RequirementId) => policy.requirements.find((r) => r.id === id);
  return [
    ...wordsOf(before.gate).flatMap((id) => change(id, entry(before, id), entry(after, id))),
    ...termsOf(before.gate).flatMap((kind) => change(kind, before.terms[kind], after.terms[kind])),
  ];
}
