import { eq } from "drizzle-orm";
import { sweepEntitlements } from "~/activation/entitlements/sweep.server";
import { sweepLapses } from "~/activation/lapse-sweep.server";
import { sweepProbationEnds } from "~/activation/probation-end.server";
import { sweepReadyGates } from "~/activation/sweeps.server";
import { clock } from "~/platform/clock.server";
import type { Db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { moveDemoClock } from "~/platform/demo-clock.server";
import { at, openingMoment, shopCalendar, workingDayBefore, ZONE } from "./demo/calendar";
import { type Agent, agents, owner } from "./demo/cast";
import { writeCases } from "./demo/cases";
import { writeCalibrations } from "./demo/calibration";
import { readCurriculum } from "./demo/curriculum";
import { writeConduct } from "./demo/conduct";
import { writeFigures } from "./demo/figures";
import { writeDrafts } from "./demo/drafts";
import { writeHistory } from "./demo/history";
import { writeMonths } from "./demo/months";
import { writeNotifying } from "./demo/notifying";
import { readPictures } from "./demo/pictures";
import { writeRemedials } from "./demo/remedials";
import { scopeScripts } from "./demo/scripts";
import { openDemoShop, readShop } from "./demo/shop";
import { writeChatChecks } from "./demo/chat-checks";
import { writeChatImport } from "./demo/chat-import";
import { writeShopChats } from "./demo/shop-chats";
import type { Stage } from "./demo/stage";
import { writeTries } from "./demo/tries";
import { person, setting } from "./schema";

const KEY = "demo_shop";
/** Histories written side by side: one database process each. */
const AT_ONCE = 3;

/** When the demo begins, and whether everybody is there. */
type Mark = { opensAt: string; finished: boolean };

/**
 * Fill an empty database with the demo shop: people with histories that the product's own actions wrote, in the past. Does nothing when
 * it is there, or when somebody else is. Killed in the middle, the next start goes on with whoever is missing, on the same days.
 */
export async function seedDemo(db: Db, tell: (step: string) => void): Promise<void> {
  const mark = (await readMark(db)) ?? (await beginDemo(db));
  if (!mark || mark.finished) return;
  tell("Making the demo shop");
  const now = new Date(mark.opensAt);
  const today = plainDateIn(ZONE, now);
  if (!(await exists(db, owner.externalId))) await openDemoShop(db, today);
  const { calendar } = shopCalendar(today);
  const stage: Stage = {
    db,
    now,
    today,
    calendar,
    ...(await readShop(db)),
    curriculum: await readCurriculum(db),
    pictures: await readPictures(),
  };
  await scopeScripts(stage);
  let count = 0;
  await everyone(agents, async (agent) => {
    await writeHistory(stage, agent);
    tell(`Making the demo shop: ${++count} of ${agents.length} people have their history`);
  });
  await writeRemedials(stage);
  await writeDrafts(stage);
  await writeTries(stage);
  await writeCalibrations(stage);
  await writeShopChats(stage);
  await writeChatImport(stage);
  await writeChatChecks(stage);
  await writeCases(stage);
  await writeFigures(stage);
  await writeMonths(stage);
  await writeConduct(stage);
  await writeNotifying(stage);
  // What has waited since yesterday evening is in the inbox, as if the minute sweep had come by then.
  await sweepReadyGates(db, at(workingDayBefore(calendar, today, 1), 18 * 60));
  await sweepEntitlements(db, at(today, 8 * 60));
  await sweepProbationEnds(db, at(today, 8 * 60));
  await sweepLapses(db, at(today, 8 * 60));
  await writeMark(db, { ...mark, finished: true });
}

/** Three at a time, the longest histories first. After a failure nobody new is begun, and whoever was begun is waited for. */
async function everyone(cast: readonly Agent[], write: (agent: Agent) => Promise<void>): Promise<void> {
  const left = [...cast];
  const failures: unknown[] = [];
  const line = async () => {
    for (let agent = left.shift(); agent && failures.length === 0; agent = left.shift()) {
      try {
        await write(agent);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  if (failures.length > 0) throw failures[0];
}

/** Set the demo's clock to working hours and note the moment. Null when somebody is here who is not the demo's. */
async function beginDemo(db: Db): Promise<Mark | null> {
  const [anybody] = await db.select({ id: person.id }).from(person).limit(1);
  if (anybody) return null;
  const now = clock.now();
  const opens = openingMoment(now);
  if (opens > now) await moveDemoClock(db, clock.offset() + opens.getTime() - now.getTime());
  const mark = { opensAt: opens.toISOString(), finished: false };
  await writeMark(db, mark);
  return mark;
}

async function readMark(db: Db): Promise<Mark | null> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY));
  return (row?.value as Mark | undefined) ?? null;
}

async function writeMark(db: Db, value: Mark): Promise<void> {
  const row = { value, updatedAt: new Date() };
  await db
    .insert(setting)
    .values({ key: KEY, ...row })
    .onConflictDoUpdate({ target: setting.key, set: row });
}

async function exists(db: Db, externalId: string): Promise<boolean> {
  const rows = await db.select({ id: person.id }).from(person).where(eq(person.externalId, externalId));
  return rows.length > 0;
}

/** One person per role, of the agents one for each state, in the order of the walk-through. */
export async function demoPeople(db: Db): Promise<{ role: string; personId: string }[]> {
  const roles = [
    ["trainee", "chenxi"],
    ["in probation", "fengtao"],
    ["agent", "liuyang"],
    ["supervisor", "wangjing"],
    ["manager", "zhaomin"],
    ["content owner", "sunyue"],
    ["administrator", "admin"],
  ] as const;
  const rows = await Promise.all(roles.map(([, login]) => db.select({ id: person.id }).from(person).where(eq(person.login, login))));
  return rows.flatMap((found, i) => (found[0] ? [{ role: roles[i]?.[0] ?? "", personId: found[0].id }] : []));
}
