import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { calibrationGrading, calibrationReference, calibrationSet, grading, person } from "@db/schema";
import { contentBySlugs, versionById } from "~/curriculum/queries.server";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { chatsOfRun } from "~/simulator/debrief.server";
import { runHead } from "~/simulator/debrief-read.server";
import type { Entries } from "../rules";
import { type DrawnProduct, productIn, type Puzzle } from "../sheet.server";
import { type Actor, filesOf, itemsOf } from "./actions.server";
import { leansOf, meanRange, type Sheet, spreadOf } from "./rules";
import { managedTeams } from "./sources.server";

type SetRow = typeof calibrationSet.$inferSelect;

/** Whether a manager with these roles sees a set with its names: one of their own, or of a team that they manage. */
function manages(actor: Actor, set: Pick<SetRow, "madeBy" | "teamIds">): boolean {
  const teams = managedTeams(actor.roles);
  const isManager = actor.roles.some((held) => held.role === "manager");
  return isManager && (set.madeBy === actor.personId || teams === null || set.teamIds.some((id) => teams.includes(id)));
}

/** A set as this viewer may know of it: `own` is their grading of it, `manages` that they see names and spread. Null: none of theirs. */
export async function setFor(reader: Reader, actor: Actor, setId: string) {
  const [row] = await reader
    .select({ set: calibrationSet, own: calibrationGrading })
    .from(calibrationSet)
    .leftJoin(calibrationGrading, and(eq(calibrationGrading.setId, calibrationSet.id), eq(calibrationGrading.graderId, actor.personId)))
    .where(eq(calibrationSet.id, setId));
  if (!row) return null;
  const isManager = manages(actor, row.set);
  return isManager || row.own ? { ...row, manages: isManager } : null;
}

export type OwnSet = NonNullable<Awaited<ReturnType<typeof setFor>>>;

/** What a grader sees of a set: its items with what the source shows of each, whose it is nowhere. */
export async function calibrationSheet(reader: Reader, { set, own }: OwnSet, locale: Locale) {
  const run = set.source === "simulation" && set.sourceId ? await runHead(reader, set.sourceId) : null;
  const [version, files, chats, [recorded]] = await Promise.all([
    versionById(reader, set.checklistVersionId, "checklist"),
    filesOf(reader, set),
    run && chatsOfRun(reader, run, locale),
    set.source === "grading" && set.sourceId
      ? reader.select({ drawn: grading.drawn }).from(grading).where(eq(grading.id, set.sourceId))
      : [],
  ]);
  if (!version) throw new Error(`calibration set ${set.id} names a version that is no checklist`);
  const drawn = recorded?.drawn ?? {};
  const products = await contentBySlugs(
    reader,
    set.items.flatMap((slug) => (drawn[slug] ?? []).map((product) => ({ kind: "product" as const, slug: product }))),
  );
  const say = (text: { "zh-CN": string; en: string }) => pick(text, locale);
  return {
    setId: set.id,
    title: set.title,
    source: set.source,
    dueOn: set.dueOn,
    revision: own?.draftRevision ?? 0,
    entries: (own?.draft ?? {}) as Entries,
    carried: [] as string[],
    /** Pictures of the whole, and the chats. */
    pictures: files.filter((file) => file.item === null).flatMap((file) => file.fileIds),
    chats: (chats?.chats ?? []).map((chat) => ({
      name: chat.name,
      lines: chat.lines.map((line) => ({ n: line.n, who: line.who, text: line.pieces.map((piece) => piece.text).join("") })),
    })),
    shown: Object.fromEntries(
      set.items.map((slug) => [
        slug,
        { situation: set.situations[slug] ?? null, fileIds: files.filter((file) => file.item === slug).flatMap((file) => file.fileIds) },
      ]),
    ),
    areas: itemsOf(version.body, set.items).areas.map((area) => ({
      slug: area.slug,
      title: say(area.title),
      how: say(area.how),
      weight: area.weight,
      items: area.items.map((item) => ({
        slug: item.slug,
        title: say(item.title),
        critical: item.critical,
        evidence: item.evidence,
        descriptors: item.descriptors.map(say),
        drawn: (drawn[item.slug] ?? []).flatMap((slug): DrawnProduct[] => productIn(products, slug, locale)),
        puzzles: (drawn[item.slug] ?? []).flatMap((slug): Puzzle[] => {
          const puzzle = item.puzzles?.find((one) => one.slug === slug);
          return puzzle ? [{ slug, ask: say(puzzle.ask), right: say(puzzle.right) }] : [];
        }),
        written: null,
      })),
    })),
  };
}

export type CalibrationSheet = Awaited<ReturnType<typeof calibrationSheet>>;

const gradesIn = (draft: Entries): Sheet["grades"] =>
  Object.fromEntries(Object.entries(draft).flatMap(([slug, { grade }]) => (grade === undefined ? [] : [[slug, grade]])));

/**
 * How a closed set came out: spread and agreed grade of each item; the viewer's own grade where they gave one; names, every grader's grade, remark and lean to managers only. While it is
 * open only who has graded, and that to managers.
 */
export async function calibrationResult(reader: Reader, { set, own, manages: isManager }: OwnSet, locale: Locale) {
  const entering = alias(person, "entering");
  const [version, rows, references, [about]] = await Promise.all([
    versionById(reader, set.checklistVersionId, "checklist"),
    reader
      .select({
        graderId: calibrationGrading.graderId,
        name: person.name,
        draft: calibrationGrading.draft,
        submittedAt: calibrationGrading.submittedAt,
      })
      .from(calibrationGrading)
      .innerJoin(person, eq(person.id, calibrationGrading.graderId))
      .where(eq(calibrationGrading.setId, set.id))
      .orderBy(person.name),
    reader
      .select({
        item: calibrationReference.item,
        grade: calibrationReference.grade,
        reason: calibrationReference.reason,
        by: entering.name,
      })
      .from(calibrationReference)
      .innerJoin(entering, eq(entering.id, calibrationReference.enteredBy))
      .where(eq(calibrationReference.setId, set.id)),
    set.shownId ? reader.select({ name: person.name }).from(person).where(eq(person.id, set.shownId)) : [],
  ]);
  if (!version) throw new Error(`calibration set ${set.id} names a version that is no checklist`);
  const closed = set.closedAt !== null;
  const inSheets = rows.filter((row) => row.submittedAt !== null);
  const sheets = closed ? inSheets.map(({ graderId, draft }) => ({ graderId, grades: gradesIn(draft) })) : [];
  const spreads = spreadOf(set.items, sheets);
  const leans = leansOf(set.items, sheets);
  const bySlug = new Map(version.body.areas.flatMap((area) => area.items.map((item) => [item.slug, item])));
  const ownGrades = own?.submittedAt ? gradesIn(own.draft) : null;
  return {
    id: set.id,
    title: set.title,
    source: set.source,
    dueOn: set.dueOn,
    closedAt: set.closedAt,
    manages: isManager,
    shown: isManager ? (about?.name ?? null) : null,
    asked: rows.length,
    graded: inSheets.length,
    meanRange: meanRange(spreads),
    /** The viewer's own lean. */
    lean: leans.find((one) => one.graderId === own?.graderId)?.lean ?? null,
    isGrader: own !== null,
    handedIn: own?.submittedAt ?? null,
    graders: isManager
      ? rows.map(({ graderId, name, submittedAt }) => ({
          name,
          submittedAt,
          lean: leans.find((one) => one.graderId === graderId)?.lean ?? null,
        }))
      : [],
    items: set.items.map((slug) => {
      const item = bySlug.get(slug);
      const spread = spreads.find((one) => one.slug === slug) ?? null;
      return {
        slug,
        title: item ? pick(item.title, locale) : slug,
        descriptors: item?.descriptors.map((text) => pick(text, locale)) ?? [],
        spread,
        own: ownGrades?.[slug] ?? null,
        reference: references.find((one) => one.item === slug) ?? null,
        given:
          isManager && closed
            ? inSheets.map(({ name, draft }) => ({ name, grade: draft[slug]?.grade ?? 0, remark: draft[slug]?.remark ?? "" }))
            : [],
      };
    }),
  };
}

export type CalibrationResult = Awaited<ReturnType<typeof calibrationResult>>;

/** So many sets are listed; older ones stay by their address. */
const LISTED = 30;

/** The sets of which the viewer sees anything, newest first, with how far the graders lay apart; and over the closed ones how each grader leans: to managers all, to a grader themself. */
export async function calibrationList(reader: Reader, actor: Actor) {
  const teams = managedTeams(actor.roles);
  const isManager = actor.roles.some((held) => held.role === "manager");
  const asManager = !isManager
    ? sql`false`
    : teams === null
      ? sql`true`
      : sql`(${calibrationSet.madeBy} = ${actor.personId} or ${calibrationSet.teamIds} && ${sql.param(teams)}::uuid[])`;
  const sets = await reader
    .select()
    .from(calibrationSet)
    .where(
      sql`${asManager} or exists (select from calibration_grading g where g.set_id = calibration_set.id and g.grader_id = ${actor.personId})`,
    )
    .orderBy(desc(calibrationSet.madeAt))
    .limit(LISTED);
  const rows =
    sets.length === 0
      ? []
      : await reader
          .select({
            setId: calibrationGrading.setId,
            graderId: calibrationGrading.graderId,
            name: person.name,
            draft: calibrationGrading.draft,
            submittedAt: calibrationGrading.submittedAt,
          })
          .from(calibrationGrading)
          .innerJoin(person, eq(person.id, calibrationGrading.graderId))
          .where(
            inArray(
              calibrationGrading.setId,
              sets.map((set) => set.id),
            ),
          );
  const leans = new Map<string, { name: string; leans: { setId: string; lean: number }[] }>();
  const listed = sets.map((set) => {
    const mine = rows.filter((row) => row.setId === set.id);
    const inSheets = mine.filter((row) => row.submittedAt !== null);
    const sheets = set.closedAt ? inSheets.map(({ graderId, draft }) => ({ graderId, grades: gradesIn(draft) })) : [];
    const seesNames = manages(actor, set);
    for (const { graderId, lean } of leansOf(set.items, sheets)) {
      if (lean === null || (!seesNames && graderId !== actor.personId)) continue;
      const known = leans.get(graderId) ?? { name: mine.find((row) => row.graderId === graderId)?.name ?? "", leans: [] };
      leans.set(graderId, { ...known, leans: [...known.leans, { setId: set.id, lean }] });
    }
    const own = mine.find((row) => row.graderId === actor.personId);
    return {
      id: set.id,
      title: set.title,
      source: set.source,
      items: set.items.length,
      dueOn: set.dueOn,
      closed: set.closedAt !== null,
      graded: inSheets.length,
      asked: mine.length,
      waitsForMe: own !== undefined && own.submittedAt === null && set.closedAt === null,
      meanRange: meanRange(spreadOf(set.items, sheets)),
    };
  });
  const history = [...leans.entries()].map(([graderId, { name, leans: each }]) => ({
    graderId,
    name,
    isOwn: graderId === actor.personId,
    sets: each.length,
    mean: Math.round((each.reduce((sum, one) => sum + one.lean, 0) / each.length) * 100) / 100,
    last: each[0]?.lean ?? 0,
  }));
  return { sets: listed, history: history.sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean)), mayMake: isManager };
}

/** The teams whose supervisors a manager may ask. */
export async function teamsToAsk(reader: Reader, actor: Actor) {
  return (await openTeams(reader, managedTeams(actor.roles) ?? "all")).map(({ id, name }) => ({ id, name }));
}
