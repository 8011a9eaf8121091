import { probationRuns } from "~/people/probation-law";
import { readSetting } from "~/people/settings.server";
import type { Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { dossierOf } from "./dossier.server";
import { blockerText } from "./explain";
import { lapseLines } from "./lapse-lines";
import { lapsesAhead } from "./lapse-rules";
import { gatesOf, type GateView, openedOf } from "./queries.server";
import type { Gate, OverrideFact, RequirementId } from "./gate-facts";
import type { Requirement } from "./requirement";
import { isLive, isOverridable } from "./requirements";
import { confirmRefusals, gateOutcome } from "./rules";

/** Who looks at the gate, and where they may go. */
export type Viewer = {
  personId: string;
  self: boolean;
  mayConfirm: boolean;
  mayOverride: boolean;
  mayExtend: boolean;
  /** The zone in which their days are reckoned. */
  zone: string;
  seesTraining: boolean;
  seesProbation: boolean;
};

/** A link as this viewer may follow it: to the agent their own pages, to others the person's; null where they may not look. */
function linkFor(to: string | null, personId: string, viewer: Viewer): string | null {
  if (to === null || viewer.self) return to;
  if (to.startsWith("/probation/") || to.startsWith("/conduct/")) return viewer.seesProbation ? to : null;
  if (to.startsWith("/gate/")) return to;
  return viewer.seesTraining ? `/training/${personId}` : null;
}

/** How the gate stands: shut, met and waiting for a confirmation, opened, or opened and lapsed since. */
function barOf({ gate, requirements, facts }: GateView): "shut" | "ready" | "open" | "lapsed" {
  const decided = facts.decisions.some((d) => d.gate === gate);
  if (decided && facts.lapses.length > 0) return "lapsed";
  if (requirements.every((r) => r.met)) return decided ? "open" : "ready";
  return decided ? "lapsed" : "shut";
}

function scarOf(o: OverrideFact, now: Date) {
  return { id: o.id, reason: o.reason, by: o.givenByName, givenAt: o.givenAt, expiresAt: o.expiresAt, live: isLive(o, now) };
}

/** What a requirement waits for when there is no page to mend it. */
function waitsFor(r: Requirement): "time" | "somebody" | null {
  if (r.met || r.whereToMend) return null;
  if (r.id === "probation_days") return "time";
  return r.blocker?.code === "waits" ? "somebody" : null;
}

function lineOf(r: Requirement, view: GateView, viewer: Viewer, locale: Locale, now: Date) {
  const { personId, overrides } = view.facts;
  const mend = linkFor(r.whereToMend?.to ?? null, personId, viewer);
  return {
    id: r.id,
    met: r.met,
    progress: r.progress,
    blocker: r.blocker && blockerText(r.blocker, locale),
    mend: mend && !r.met ? { to: mend, minutes: viewer.self ? (r.whereToMend?.minutes ?? null) : null } : null,
    waitsFor: waitsFor(r),
    evidence: r.evidence.map((e) => ({
      kind: e.kind,
      id: e.id,
      label: e.label && pick(e.label, locale),
      by: e.by,
      at: e.at,
      to: linkFor(e.to, personId, viewer),
    })),
    scars: overrides.filter((o) => o.gate === view.gate && o.requirement === r.id).map((o) => scarOf(o, now)),
  };
}

/** What may be overridden now, or why nothing may; null where nobody may give one or the person does not stand before the gate. */
function overrideOf(view: GateView, viewer: Viewer, now: Date): { options: RequirementId[]; taken: boolean } | null {
  const { gate, facts, requirements } = view;
  if (!viewer.mayOverride || facts.state !== gateOutcome[gate].from || requirements.every((r) => r.met)) return null;
  return {
    options: requirements.filter((r) => !r.met && isOverridable(r.id)).map((r) => r.id),
    taken: facts.overrides.some((o) => o.gate === gate && isLive(o, now)),
  };
}

/** Why this viewer may not confirm, and whether they would as the only grader in single-examiner mode. */
async function confirmOf(reader: Reader, view: GateView, viewer: Viewer) {
  const refusals = confirmRefusals(view.gate, view.requirements, view.facts, viewer.personId, false);
  if (!refusals.some((r) => r.code === "only_grader") || !(await readSetting(reader, "single_examiner")))
    return { refusals, single: false };
  return { refusals: refusals.filter((r) => r.code !== "only_grader"), single: true };
}

/** How the agreed probation stands beside the activation gate; null where nothing is to be said of it. */
function probationOf({ gate, facts }: GateView, viewer: Viewer, today: PlainDate) {
  const { state, stateBefore, probationEnd: end, rehired } = facts;
  if (gate !== "activation" || !probationRuns(state, stateBefore)) return null;
  if (rehired) return { standing: "none" as const };
  if (end === null) return null;
  const over = today > end;
  return { standing: over ? ("over" as const) : ("runs" as const), end, mayExtend: viewer.mayExtend && !over };
}

/** The gate as its page shows it to this viewer; null when there is no such person. Two statements, one or two more once it is decided. */
export async function gatePage(reader: Reader, personId: string, gate: Gate, viewer: Viewer, locale: Locale, now: Date) {
  const views = await gatesOf(reader, personId, now);
  if (!views) return null;
  const view = views[gate];
  const decided = view.facts.decisions.find((d) => d.gate === gate) ?? null;
  const [dossier, confirm] = await Promise.all([
    decided && dossierOf(reader, personId, decided.id),
    decided || !viewer.mayConfirm ? null : confirmOf(reader, view, viewer),
  ]);
  return {
    gate,
    person: { id: personId, name: view.facts.name, state: view.facts.state },
    bar: barOf(view),
    lapses: lapseLines(view.facts, lapsesAhead(view.facts, openedOf(views)), { locale, zone: viewer.zone }, now),
    met: view.requirements.filter((r) => r.met).length,
    of: view.requirements.length,
    requirements: view.requirements.map((r) => lineOf(r, view, viewer, locale, now)),
    decision: decided && {
      id: decided.id,
      by: decided.decidedByName,
      at: decided.decidedAt,
      policyVersion: view.policy.version,
      singleExaminer: decided.singleExaminer,
      digest: dossier?.digest ?? "",
      intact: dossier?.intact ?? false,
    },
    confirm,
    probation: probationOf(view, viewer, plainDateIn(viewer.zone, now)),
    override: decided ? null : overrideOf(view, viewer, now),
  };
}

export type GatePage = NonNullable<Awaited<ReturnType<typeof gatePage>>>;
