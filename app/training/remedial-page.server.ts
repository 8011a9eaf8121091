import { currentVersions } from "~/curriculum/queries.server";
import { isExaminable } from "~/curriculum/pack-question";
import { weakestAmong } from "~/drill/remedial-choice.server";
import { pressing } from "~/drill/remedial-rules";
import { remedialHead, remedialItems, remedialParts, type RemedialScope } from "~/drill/remedial-queries.server";
import { targetMs } from "~/drill/targets";
import { tuningInForce } from "~/drill/tuning.server";
import type { Actor } from "~/people/actor";
import { agentsOfTeams, holidaysBetween, openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { nextTrainingDay } from "./calendar";

/** So many working days somebody has, unless whoever assigns says otherwise. */
const USUAL_DAYS = 3;
const HORIZON_DAYS = 30;

/** Whose remedial drills somebody sees and assigns: of the people whom they lead. */
export function remedialScope(actor: Actor): RemedialScope {
  const leads = actor.roles.filter(({ role }) => role === "supervisor" || role === "manager");
  const isAll = leads.some(({ teamId }) => teamId === null);
  return { personId: actor.personId, teams: isAll ? "all" : [...new Set(leads.flatMap(({ teamId }) => teamId ?? []))] };
}

export type Candidate = { id: string; name: string; team: string };

/** The people to whom somebody may assign: agents at work of the teams that they lead, by name. */
async function candidates(reader: Reader, scope: RemedialScope, now: Date): Promise<Candidate[]> {
  const agents = await agentsOfTeams(reader, scope.teams, now);
  return agents
    .filter(({ personId, state }) => personId !== scope.personId && state !== "invited" && state !== "suspended")
    .map(({ personId, name, teamName }) => ({ id: personId, name, team: teamName }));
}

/** A question that may be assigned, as the page lists it. */
export type Assignable = { id: string; stem: string; ms: number; critical: boolean };
const STEM_LENGTH = 120;

/** What the page needs to assign: the people, all questions of the bank by topic, and the day that is proposed. */
export async function newRemedialPage(reader: Reader, actor: Actor, locale: Locale, now: Date) {
  const scope = remedialScope(actor);
  const [people, questions, topics, { targets }, teams] = await Promise.all([
    candidates(reader, scope, now),
    currentVersions(reader, "question"),
    currentVersions(reader, "topic"),
    tuningInForce(reader, now),
    openTeams(reader, scope.teams),
  ]);
  const banked = questions.filter(({ body }) => isExaminable(body));
  const today = plainDateIn(teams[0]?.zone ?? actor.zone, now);
  const byTopic = topics.map(({ slug, body }) => ({
    slug,
    title: pick(body.title, locale),
    questions: banked.flatMap(({ itemId, body: question }): Assignable[] =>
      question.topic === slug
        ? [
            {
              id: itemId,
              stem: begun(pick(question.stem, locale)),
              ms: targetMs(question, locale, targets),
              critical: question.critical,
            },
          ]
        : [],
    ),
  }));
  return {
    people,
    topics: byTopic.filter((topic) => topic.questions.length > 0),
    today,
    due: teams[0] ? await usualDue(reader, teams[0], today) : addDays(today, USUAL_DAYS),
  };
}

async function usualDue(reader: Reader, team: { id: string; workingWeek: number[] }, today: PlainDate): Promise<PlainDate> {
  const holidays = await holidaysBetween(reader, team.id, today, addDays(today, HORIZON_DAYS));
  const calendar = { workingWeek: team.workingWeek, holidays: holidays.map((h) => ({ ...h, own: true })), leaves: [] };
  let day: PlainDate | null = today;
  for (let n = 0; n < USUAL_DAYS && day !== null; n++) day = nextTrainingDay(calendar, day);
  return day ?? addDays(today, USUAL_DAYS);
}

/** The weakest questions of these people, of those whom the reader leads. */
export async function weakestOfPeople(reader: Reader, actor: Actor, asked: readonly string[], now: Date): Promise<string[]> {
  const people = (await candidates(reader, remedialScope(actor), now)).map(({ id }) => id).filter((id) => asked.includes(id));
  return weakestAmong(reader, people, now);
}

/** A remedial drill to one who leads some of its people, or to one of them; null: it is none of the reader's. */
export async function remedialPage(reader: Reader, actor: Actor, id: string, locale: Locale, now: Date) {
  const head = await remedialHead(reader, id);
  if (!head) return null;
  const scope = remedialScope(actor);
  const [own] = await remedialParts(reader, { ownOf: actor.personId }, id, now);
  const parts = own ? [own] : await remedialParts(reader, scope, id, now);
  if (parts.length === 0) return null;
  const people = parts.map(({ personId }) => personId);
  const open = parts.filter(({ closedAt }) => closedAt === null).map(({ personId }) => personId);
  const items = await remedialItems(reader, id, people);
  const today = plainDateIn(actor.zone, now);
  const shared = {
    id,
    title: pick(head.title, locale),
    ...{
      reason: head.reason,
      due: head.due,
      cause: head.cause,
      caseNumber: head.caseNumber,
      by: head.by,
      assignedAt: head.assignedAt,
      cancelled: head.cancelled,
    },
    ...{ pressing: pressing(head.due, today), today },
    items: items.map((item) => ({ ...item, stem: pick(item.stem, locale) })),
  };
  if (own) return { ...shared, own, parts: [], candidates: [], mayChange: false };
  const isOpen = open.length > 0 && head.cancelled === null;
  const outside = isOpen ? (await candidates(reader, scope, now)).filter((one) => !people.includes(one.id)) : [];
  return {
    ...{ ...shared, own: null, parts, candidates: head.due < today ? [] : outside },
    // Who sees all that are open leads all of them.
    mayChange: isOpen && open.length === head.open,
  };
}
export type RemedialPage = NonNullable<Awaited<ReturnType<typeof remedialPage>>>;

/** A question by its beginning: there may be hundreds on the page. */
function begun(stem: string): string {
  return stem.length <= STEM_LENGTH ? stem : `${stem.slice(0, STEM_LENGTH).replace(/\s\S{0,20}$/, "")}…`;
}
