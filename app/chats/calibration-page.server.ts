import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import { chatCalibration, chatCalibrationGrader, chatCalibrationScore, person } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import type { Locale } from "~/platform/locale";
import { leansOf, spreadOf } from "./calibration-rules";
import { teamsLedBy } from "./overview.server";
import { cardView, readChats } from "./reading.server";
import { cardVersions } from "./scorecards.server";
import type { Marks } from "./scorecard-rules";

type Viewer = { personId: string; roles: readonly HeldRole[] };

const LISTED = 30;

const manages = ({ roles }: Viewer, teamId: string | null) =>
  roles.some((held) => held.role === "manager" && (held.teamId === null || held.teamId === teamId));

/** The sets of which this viewer sees anything, the newest first; and the teams whose supervisors a manager may ask. */
export async function calibrationList(reader: Reader, viewer: Viewer) {
  const isManager = viewer.roles.some(({ role }) => role === "manager");
  const teams = teamsLedBy(viewer.roles, ["manager"]);
  const asked = sql`exists (select from ${chatCalibrationGrader} g where g.calibration_id = chat_calibration.id and g.grader_id = ${viewer.personId})`;
  const managed = !isManager ? sql`false` : teams === null ? sql`true` : inArray(chatCalibration.teamId, [...teams, viewer.personId]);
  const [sets, choices] = await Promise.all([
    reader
      .select({
        ...{ id: chatCalibration.id, title: chatCalibration.title, dueOn: chatCalibration.dueOn, closedAt: chatCalibration.closedAt },
        chats: sql<number>`cardinality(${chatCalibration.chatIds})`,
        asked: sql<number>`(select count(*)::int from ${chatCalibrationGrader} g where g.calibration_id = chat_calibration.id)`,
        done: sql<number>`(select count(*)::int from ${chatCalibrationGrader} g where g.calibration_id = chat_calibration.id and g.done_at is not null)`,
        waits: sql<boolean>`${chatCalibration.closedAt} is null and exists (select from ${chatCalibrationGrader} g
          where g.calibration_id = chat_calibration.id and g.grader_id = ${viewer.personId} and g.done_at is null)`,
      })
      .from(chatCalibration)
      .where(or(asked, managed))
      .orderBy(desc(chatCalibration.madeAt))
      .limit(LISTED),
    isManager ? openTeams(reader, teams ?? "all") : [],
  ]);
  return { sets, teams: choices.map(({ id, name }) => ({ id, name })) };
}

/** A set as this viewer may know of it: the chat that they score next, or how it came out once it is closed. While it is open nobody is shown a mark. Null: none of theirs. */
export async function calibrationPage(reader: Reader, setId: string, viewer: Viewer, locale: Locale) {
  const [set] = await reader.select().from(chatCalibration).where(eq(chatCalibration.id, setId));
  if (!set) return null;
  const graders = await reader
    .select({
      id: chatCalibrationGrader.id,
      graderId: chatCalibrationGrader.graderId,
      name: person.name,
      doneAt: chatCalibrationGrader.doneAt,
    })
    .from(chatCalibrationGrader)
    .innerJoin(person, eq(person.id, chatCalibrationGrader.graderId))
    .where(eq(chatCalibrationGrader.calibrationId, setId))
    .orderBy(asc(person.name));
  const own = graders.find(({ graderId }) => graderId === viewer.personId) ?? null;
  const isManager = manages(viewer, set.teamId);
  if (!own && !isManager) return null;
  const closed = set.closedAt !== null;
  const [scores, versions] = await Promise.all([
    reader
      .select()
      .from(chatCalibrationScore)
      .where(
        and(
          inArray(
            chatCalibrationScore.graderRowId,
            graders.map(({ id }) => id),
          ),
          closed ? undefined : eq(chatCalibrationScore.graderRowId, own?.id ?? setId),
        ),
      ),
    cardVersions(reader, [set.scorecardVersionId]),
  ]);
  const card = versions.get(set.scorecardVersionId);
  if (!card) throw new Error(`calibration ${setId} names a version that is no scorecard`);
  const scored = new Set(scores.filter(({ graderRowId }) => graderRowId === own?.id).map(({ chatId }) => chatId));
  const nextId = own && !closed ? (set.chatIds.find((chatId) => !scored.has(chatId)) ?? null) : null;
  const chat = nextId ? ((await readChats(reader, [nextId], locale)).get(nextId) ?? null) : null;
  const graderOf = new Map(graders.map(({ id, graderId }) => [id, graderId]));
  const sheets = scores.map(({ graderRowId, chatId, marks, score }) => ({
    graderId: graderOf.get(graderRowId) ?? "",
    chatId,
    marks: marks as Marks,
    score: Number(score),
  }));
  const leans = leansOf(sheets);
  const view = cardView(card, locale);
  const spreads = new Map(
    spreadOf(
      view.criteria.map(({ slug }) => slug),
      sheets,
    ).map((spread) => [spread.slug, spread]),
  );
  return {
    ...{
      id: set.id,
      title: set.title,
      dueOn: set.dueOn,
      closed,
      card: view,
      isManager,
      total: set.chatIds.length,
      scored: scored.size,
      isGrader: own !== null,
    },
    // Whose chat it is would lean the score.
    chat: chat && { ...chat, agent: null, account: "" },
    graders: isManager
      ? graders.map(({ graderId, name, doneAt }) => ({
          ...{ name, isDone: doneAt !== null },
          lean: closed ? (leans.find((one) => one.graderId === graderId)?.lean ?? null) : null,
        }))
      : [],
    ownLean: closed ? (leans.find((one) => one.graderId === viewer.personId)?.lean ?? null) : null,
    spreads: closed
      ? view.criteria.map(({ slug, name }) => ({ ...(spreads.get(slug) ?? { slug, range: null, agreed: 0, chats: 0, split: 0 }), name }))
      : [],
    chats: closed
      ? set.chatIds.map((chatId, n) => ({
          ...{ chatId, n: n + 1 },
          given: sheets
            .filter((sheet) => sheet.chatId === chatId && (isManager || sheet.graderId === viewer.personId))
            .map(({ graderId, score }) => ({
              name: graders.find((one) => one.graderId === graderId)?.name ?? "",
              score: showScore(String(score)),
            })),
        }))
      : [],
  };
}

export type CalibrationPage = NonNullable<Awaited<ReturnType<typeof calibrationPage>>>;
