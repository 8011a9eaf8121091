import { blockerText } from "~/activation/explain";
import { activationMessages } from "~/activation/messages";
import { type LapseLine, lapseLines } from "~/activation/lapse-lines";
import { lapseMessages } from "~/activation/messages.lapse";
import { type GateSummary, standingOf as gateStanding } from "~/activation/queries.server";
import type { Requirement } from "~/activation/requirement";
import { monthOf } from "~/conduct/months";
import { statementAddress } from "~/kpi/address";
import { statementMessages } from "~/kpi/messages.statement";
import { nextPoint, worth, yuan } from "~/kpi/statement-values";
import { monthSoFar } from "~/kpi/statement.server";
import type { Actor } from "~/people/actor";
import type { OwnRemedial } from "~/drill/remedial-queries.server";
import { pressing } from "~/drill/remedial-rules";
import { mayEver } from "~/people/permissions";
import type { Db, Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import { formatDay, formatMinutes } from "~/platform/format";
import { type Locale, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { aheadOf } from "~/probation/ahead.server";
import { probationMessages } from "~/probation/messages";
import { selfMessages } from "~/probation/messages.self";
import { type RemedialPlanView, remedialPlanOf } from "~/probation/remedial-page.server";
import { bankNow } from "~/training/bank-days.server";
import { trainingOf } from "~/training/facts.server";
import { remedialMessages } from "~/training/messages.remedial";
import { workMessages } from "~/work/messages";
import { openCounts } from "~/work/queries.server";
import { bankToday } from "./bank.server";
import { todayMessages } from "./messages";
import { announcementOf, standingOf } from "./said";
import { todayView } from "./view";

/** What stands between somebody and their next gate; `nearest` is the first thing that blocks it. */
export type GateCard = {
  gate: "desk" | "activation";
  met: number;
  of: number;
  open: boolean;
  nearest: { text: string; to: string | null } | null;
};

/** What somebody has to mend or to do beside the plan, in words: a line of Today that leads there. `tone` says how pressing it is. */
export type MendLine = { id: string; to: string; title: string; detail: string; action: string; tone: "neutral" | "waiting" | "blocked" };

/** What keeps the clearance away or soon will, in words, with the one way to mend it. */
export type LapseNotice = {
  id: string;
  title: string;
  detail: string;
  tone: "waiting" | "blocked";
  action: { to: string; text: string } | null;
};

/** Today of an agent: their plan while they are in training, their bank and what of it is to be mended, and how far the next gate is. Four or five statements side by side, one more after them with a remedial plan. */
export async function agentToday(db: Db, actor: Actor, locale: Locale, now: Date) {
  const { personId, state, clearance, zone } = actor;
  const today = plainDateIn(zone, now);
  const [training, gates, bank, ahead, month] = await Promise.all([
    state === "probation" ? null : trainingOf(db, personId, now),
    gateStanding(db, personId, now),
    bankNow(db, personId, now, startOfDay(today, zone)),
    state === "probation" ? aheadOf(db, personId) : null,
    state === "active" ? monthSoFar(db, personId, monthOf(today)) : null,
  ]);
  const plan = ahead?.hasPlan ? await remedialPlanOf(db, personId, locale) : null;
  const open = plan && !plan.ended && plan.done < plan.of ? plan : null;
  const running = training && !training.endedAt && state === "training" ? training : null;
  const view = running && todayView(running, locale);
  const atWork = state === "training" || state === "probation" || state === "active";
  return {
    for: "agent" as const,
    personId,
    state,
    hasPlan: training !== null || ahead?.enrolled === true,
    view,
    announcement: view && announcementOf(view, locale),
    standing: view ? null : standingOf(state, clearance, locale),
    bank: atWork ? await bankToday(db, bank, running, locale) : null,
    gate: gateCard(gates.gate, locale),
    score: month && scoreLine(month, statementAddress(personId, monthOf(today)), locale),
    lapses: lapseLines(gates, gates.ahead, { locale, zone }, now).map((line) => lapseNotice(line, locale)),
    mend: [
      ...(open ? [planLine(open, personId, today, locale)] : []),
      ...conductLine(gates.conduct, personId, today, locale),
      ...(ahead?.own ? [ownLine(ahead.own, personId, locale)] : []),
      // The drill of the plan is reached through the plan.
      ...bank.mend.filter((remedial) => remedial.id !== open?.remedialId).map((remedial) => mendLine(remedial, today, locale)),
    ],
  };
}

/** The month's score so far and what one more point is worth, in words. */
function scoreLine({ score, tiers, ...days }: NonNullable<Awaited<ReturnType<typeof monthSoFar>>>, to: string, locale: Locale) {
  const t = translate(statementMessages, locale);
  const { point } = nextPoint(tiers, score, days);
  const now = worth(tiers, score, days);
  return {
    to,
    text: t("today", { score: now.score, bonus: now.bonus }),
    aside: point > 0n ? t("today_point", { amount: yuan(point) }) : "",
  };
}

function lapseNotice({ id, live, title, why, note, mends }: LapseLine, locale: Locale): LapseNotice {
  const t = translate(lapseMessages, locale);
  const mend = mends.find(({ to }) => to !== null);
  const minutes = mend?.minutes ?? null;
  return {
    ...{ id, title, tone: live ? "blocked" : "waiting" },
    detail: [why, note && `${t("by", { name: note.by })} ${note.text}`, ...mends.map(({ text }) => text)]
      .filter(Boolean)
      .join(locale === "en" ? " " : ""),
    action: mend?.to ? { to: mend.to, text: minutes === null ? t("go") : t("go_minutes", { time: formatMinutes(minutes, locale) }) } : null,
  };
}

const tones = { open: "neutral", soon: "waiting", late: "blocked" } as const;

function mendLine({ id, title, due, mended, of }: OwnRemedial, today: PlainDate, locale: Locale): MendLine {
  const t = translate(remedialMessages, locale);
  const how = pressing(due, today);
  const words = { k: mended, n: of, day: formatDay(due, locale) };
  return {
    ...{
      id,
      to: `/drill?remedial=${id}`,
      title: t("today.title", { title: pick(title, locale) }),
      detail: t(how === "late" ? "own.late" : "own.open", words),
    },
    ...{ action: t(mended > 0 ? "own.go_on" : "own.go"), tone: tones[how] },
  };
}

function planLine({ id, gradingId, due, done, of }: RemedialPlanView, personId: string, today: PlainDate, locale: Locale): MendLine {
  const t = translate(probationMessages, locale);
  return {
    ...{ id, to: `/probation/${personId}/result/${gradingId}`, tone: tones[pressing(due, today)] },
    ...{
      title: t("remedial.today"),
      detail: t("remedial.today_detail", { done, of, day: formatDay(due, locale) }),
      action: t("remedial.today_go"),
    },
  };
}

function ownLine({ done }: { done: number }, personId: string, locale: Locale): MendLine {
  const t = translate(selfMessages, locale);
  return {
    ...{ id: "self", to: `/probation/${personId}/self`, tone: "neutral", title: t("today.title") },
    ...{ detail: t(done > 0 ? "today.open" : "today.none", { done }), action: t(done > 0 ? "today.go_on" : "today.go") },
  };
}

/** A line when points of this month's conduct were lost; nothing otherwise. */
function conductLine(
  months: readonly { month: PlainDate; balance: string; entries: number }[],
  personId: string,
  today: PlainDate,
  locale: Locale,
): MendLine[] {
  const month = months.find((one) => one.month === monthOf(today) && one.entries > 0);
  if (!month) return [];
  const t = translate(todayMessages, locale);
  return [
    {
      ...{ id: "conduct", to: `/conduct/${personId}`, tone: "neutral", title: t("conduct.title", { left: showScore(month.balance) }) },
      ...{ detail: t("conduct.detail", { count: month.entries }), action: t("conduct.see") },
    },
  ];
}

function gateCard(summary: GateSummary | null, locale: Locale): GateCard | null {
  if (!summary) return null;
  const { gate, met, of, open, nearest } = summary;
  return { gate, met, of, open, nearest: nearest && { text: nearestText(nearest, locale), to: nearest.whereToMend?.to ?? null } };
}

/** What blocks a gate first: the activity's own sentence, else the requirement with what it lacks. */
function nearestText({ id, blocker }: Requirement, locale: Locale): string {
  const name = translate(activationMessages, locale)(`requirement.${id}`);
  if (!blocker) return name;
  const text = blockerText(blocker, locale);
  return blocker.title ? text : `${name}: ${text}`;
}

/** Today of those who lead or look after the shop: what waits for them, and their places. One statement. */
export async function leadToday(reader: Reader, actor: Actor, locale: Locale) {
  const roles = actor.roles.map((r) => r.role);
  const places = (["team", "library", "people", "settings"] as const).filter((place) =>
    mayEver(({ team: "team:view", library: "library:view", people: "people:list", settings: "settings:view" } as const)[place], roles),
  );
  // Named here: the names of all kinds in both languages are nothing that a trainee has to wait for.
  const t = translate(workMessages, locale);
  const counts = (await openCounts(reader, actor)).map((one) => ({ ...one, name: t(`kind.${one.kind}`) }));
  return { for: "lead" as const, name: actor.name, hasRole: roles.length > 0, counts, places };
}
