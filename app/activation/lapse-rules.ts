import type { Gate, GateFacts, LapseReason, LiveLapse, RetestFact } from "./gate-facts";
import type { LocalText } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { addDays, addMonths, plainDateIn, startOfDay } from "~/platform/dates";
import { lapsesByAbsence } from "./absence-rules";
import type { Policy, Requirement, Terms } from "./requirement";

/** A test that brings a clearance back: an exam of the person's plan, begun at `since` or later. */
type ExamAgain = { slug: string; title: LocalText; minutes: number; since: Date };

/** What mends a lapse: a requirement of a gate that is to be met again, the steps of a re-test, or an exam to be passed again. */
export type Mend = { requirement: Requirement } | { retest: RetestFact } | { exam: ExamAgain };

/** A date at which the clearance lapses, or lapsed: why, by what, when, and what mends it. */
export type Lapse = { reason: Exclude<LapseReason, "conduct">; causeId: string; at: Date; mend: Mend };

type Opened = { gate: Gate; requirements: Requirement[]; policy: Pick<Policy, "terms"> };

/**
 * What lets the clearance of this person lapse, with its dates, whether they have come or not. A suspension for conduct is not here: a human begins and ends it.
 * `opened`: the gates that were opened, with their requirements as they stand.
 */
export function lapsesAhead(facts: GateFacts, opened: readonly Opened[]): Lapse[] {
  const retests = facts.retests
    .filter((retest) => !isDone(retest))
    .map((retest): Lapse => ({ reason: "retest_overdue", causeId: retest.materialId, at: retest.dueAt, mend: { retest } }));
  return [...retests, ...overridesThatCarry(facts, opened), ...lapsesByTerms(facts, opened)];
}

/** So many days before a re-certification is due its test can be sat: as long as it is shown ahead. */
const AHEAD_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * What the policy by which somebody passed their last gate says of re-certification and long absence. Who has no such exam in their plan could never come back: it does not concern them.
 */
function lapsesByTerms(facts: GateFacts, opened: readonly Opened[]): Lapse[] {
  const last = opened.find((o) => o.gate === "activation") ?? opened.find((o) => o.gate === "desk");
  const decision = last && facts.decisions.find((d) => d.gate === last.gate);
  if (!last || !decision) return [];
  const { recertification, absence } = last.policy.terms;
  const of = (reason: "recertification_due" | "absence", term: NonNullable<Terms["absence" | "recertification"]>): Lapse[] => {
    const activity = facts.activities.find((a) => a.kind === "exam" && a.role === term.exam);
    if (!activity) return [];
    const passes = facts.results.filter((r) => r.role === term.exam && r.passed).map((r) => r.startedAt);
    const { slug, title, minutes } = activity;
    const lapse = (causeId: string, at: Date, since: Date): Lapse => ({
      reason,
      causeId,
      at,
      mend: { exam: { slug, title, minutes, since } },
    });
    if ("months" in term) {
      const base = [decision.decidedAt, ...passes].sort((a, b) => a.getTime() - b.getTime()).at(-1) ?? decision.decidedAt;
      const at = startOfDay(addDays(addMonths(plainDateIn(facts.zone, base), term.months), 1), facts.zone);
      return [lapse(decision.id, at, new Date(at.getTime() - AHEAD_DAYS * DAY_MS))];
    }
    const ground = { zone: facts.zone, since: decision.decidedAt, passes };
    return lapsesByAbsence(facts.away, term.days, ground).map(({ id, at }) => lapse(id, at, at));
  };
  return [...(recertification ? of("recertification_due", recertification) : []), ...(absence ? of("absence", absence) : [])];
}

/** The exams that are to be sat again now, each since when a sitting counts: of a re-certification from two weeks before its date, of an absence from its lapse. */
export function examsAgain(ahead: readonly Lapse[], now: Date): { slug: string; since: Date }[] {
  return ahead.flatMap(({ mend }) => ("exam" in mend && mend.exam.since <= now ? [{ slug: mend.exam.slug, since: mend.exam.since }] : []));
}

/** Whether everything that a re-test asks is there. One that asks nothing (its content is gone) is done. */
export function isDone({ steps }: Pick<RetestFact, "steps">): boolean {
  return steps.every((step) => step.done);
}

/** The activities that somebody does again, each since the latest instant from which it is asked for: after a change, or as `again` says. */
export function renewalsOf(
  retests: readonly RetestFact[],
  again: readonly { slug: string; since: Date }[] = [],
): { slug: string; since: Date }[] {
  const found = new Map<string, Date>();
  const asked = retests.flatMap(({ steps, publishedAt: since }) =>
    steps.flatMap((step) => (step.kind === "questions" || step.done ? [] : [{ slug: step.slug, since }])),
  );
  for (const { slug, since } of [...asked, ...again]) {
    const known = found.get(slug);
    if (!known || known < since) found.set(slug, since);
  }
  return [...found].map(([slug, since]) => ({ slug, since }));
}

/** So many days before its date somebody is warned of a lapse; the first as soon as there is one. */
const warnings: Record<Lapse["reason"], readonly number[]> = {
  retest_overdue: [Infinity, 2],
  recertification_due: [14, 3],
  absence: [3],
  override_expired: [3],
};
/** What the first warning, which has no day, is kept as. */
const AT_ONCE = 1000;

/**
 * The warning that is due of a lapse at `now`: the last of its stages that has come, as days before; null before the first and from the date on. After a clock that jumped over several only
 * the last is said.
 */
export function warningDue({ reason, at }: Pick<Lapse, "reason" | "at">, now: Date): number | null {
  if (at <= now) return null;
  const left = (at.getTime() - now.getTime()) / DAY_MS;
  const due = warnings[reason].filter((days) => left <= days).at(-1);
  return due === undefined ? null : Math.min(due, AT_ONCE);
}

/** The overrides that an opened gate rests on and no evidence has taken the place of: at their expiry the requirement is unmet again. */
function overridesThatCarry({ overrides }: GateFacts, opened: readonly Opened[]): Lapse[] {
  return opened.flatMap(({ gate, requirements }) =>
    requirements.flatMap((requirement): Lapse[] => {
      if (requirement.blocker === null) return [];
      const given = requirement.override ?? overrides.find((o) => o.gate === gate && o.requirement === requirement.id);
      return given ? [{ reason: "override_expired", causeId: given.id, at: given.expiresAt, mend: { requirement } }] : [];
    }),
  );
}

const isSame = (a: { reason: LapseReason; causeId: string }, b: { reason: LapseReason; causeId: string }) =>
  a.reason === b.reason && a.causeId === b.causeId;

/**
 * What is to be written now: lapses whose date has come and that are not live begin; live ones that nothing asks for any more end. What lies between two
 * looks, however long that was, changes nothing of it. A suspension for conduct ends by a human alone.
 */
export function lapseSteps(live: readonly LiveLapse[], ahead: readonly Lapse[], now: Date): { begin: Lapse[]; end: LiveLapse[] } {
  const due = ahead.filter(({ at }) => at <= now);
  return {
    begin: due.filter((d) => !live.some((l) => isSame(l, d))),
    end: live.filter((l) => l.reason !== "conduct" && !due.some((d) => isSame(l, d))),
  };
}

/** Whether a lapse lies ahead, near enough to be shown. */
export function showsAhead({ at }: Pick<Lapse, "at">, now: Date): boolean {
  return at > now && at.getTime() - now.getTime() <= AHEAD_DAYS * DAY_MS;
}

/** Whether somebody in this state holds a seat whose clearance could lapse: in probation or active, also while suspended from there. */
export function holdsSeat({ state, stateBefore }: Pick<GateFacts, "state" | "stateBefore">): boolean {
  const held = state === "suspended" ? stateBefore : state;
  return held === "probation" || held === "active";
}

const REASON_LENGTH = 10;

/** Whether what somebody gave as the place of the evidence leads anywhere: an address of the web, or of a page of this product. */
function isAddress(value: string): boolean {
  return /^(https?:\/\/\S+|\/(?!\/)\S*)$/i.test(value);
}

/**
 * Why the clearance may not be suspended now; empty: it may. At once, by somebody else, with a reason; only of whoever has a seat, and not twice. The domain: open conflict with a
 * customer suspends the clearance for a human's decision; the state stays.
 */
export function holdRefusals(
  facts: Pick<GateFacts, "personId" | "state" | "lapses">,
  asked: { reason: string; evidence: string; by: string },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (asked.by === facts.personId) refusals.push({ code: "hold_oneself" });
  if (facts.state !== "probation" && facts.state !== "active")
    refusals.push({ code: "hold_no_seat", params: { state: facts.state ?? "none" } });
  if (facts.lapses.some((l) => l.reason === "conduct")) refusals.push({ code: "hold_already" });
  if (asked.reason.trim().length < REASON_LENGTH) refusals.push({ code: "hold_reason", field: "reason" });
  if (asked.evidence.trim() !== "" && !isAddress(asked.evidence.trim())) refusals.push({ code: "hold_evidence", field: "evidence" });
  return refusals;
}

/** Why a suspended clearance may not be given back by this person now; empty: it may. */
export function giveBackRefusals(facts: Pick<GateFacts, "personId" | "lapses">, asked: { reason: string; by: string }): Refusal[] {
  const refusals: Refusal[] = [];
  if (asked.by === facts.personId) refusals.push({ code: "hold_oneself" });
  if (!facts.lapses.some((l) => l.reason === "conduct")) refusals.push({ code: "hold_none" });
  if (asked.reason.trim().length < REASON_LENGTH) refusals.push({ code: "hold_reason", field: "reason" });
  return refusals;
}
