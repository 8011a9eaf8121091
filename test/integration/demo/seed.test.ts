import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { person } from "@db/schema";
import { shopCalendar } from "@db/demo/calendar";
import { demoPeople, seedDemo } from "@db/seed";
import { ensurePolicies } from "~/activation/policy.server";
import { gateOf } from "~/activation/queries.server";
import { bankStanding } from "~/drill/bank.server";
import { loadPack } from "~/curriculum/load.server";
import { agreementPage } from "~/probation/agreement.server";
import { clock } from "~/platform/clock.server";
import { plainDateIn } from "~/platform/dates";
import { env } from "~/platform/env.server";
import { isTrainingDay, trainingDayOn } from "~/training/calendar";
import { trainingOf } from "~/training/facts.server";
import { dayLocks, dayState, lateness } from "~/training/unlocking";
import { openCounts } from "~/work/queries.server";
import { freshDatabase } from "@test/setup/database";

const { db, appSql } = await freshDatabase();
/** A Wednesday afternoon in the shop. */
const NOW = new Date("2026-03-18T07:00:00.000Z");
const ZONE = "Asia/Shanghai";
const given = env.DATA_DIR;

const who = async (login: string) => {
  const [row] = await db.select().from(person).where(eq(person.login, login));
  if (!row) throw new Error(`nobody is called ${login}`);
  return row;
};
const training = async (login: string) => {
  const found = await trainingOf(db, (await who(login)).id, NOW);
  if (!found) throw new Error(`${login} has no plan`);
  return { ...found, day: trainingDayOn(found.calendar, found.startDate, found.today) };
};
const met = async (login: string, gate: "desk" | "activation") =>
  Object.fromEntries(((await gateOf(db, (await who(login)).id, gate, NOW))?.requirements ?? []).map((r) => [r.id, r.met]));

async function counts(): Promise<Record<string, number>> {
  const tables = await appSql<
    { name: string }[]
  >`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  const rows = await Promise.all(
    tables.map(async ({ name }) => [name, (await appSql.unsafe(`select count(*)::int as n from "${name}"`))[0]?.n as number]),
  );
  return Object.fromEntries(rows);
}

class Killed extends Error {}

beforeAll(async () => {
  env.DATA_DIR = mkdtempSync(join(tmpdir(), "deskready-demo-"));
  clock.setOffset(NOW.getTime() - Date.now());
  await loadPack(db, "content/taobao-cs", NOW);
  await ensurePolicies(db, NOW);
  // The first attempt ends when a third of the people are there, as if the process had been killed.
  let finished = 0;
  const cut = () => {
    if (++finished > 5) throw new Killed();
  };
  await expect(seedDemo(db, cut)).rejects.toThrow(Killed);
  clock.setOffset(NOW.getTime() + 3_600_000 - Date.now());
  await seedDemo(db, () => undefined);
}, 300_000);

afterAll(() => {
  clock.setOffset(0);
  rmSync(env.DATA_DIR, { recursive: true, force: true });
  env.DATA_DIR = given;
});

describe("the demo's people", () => {
  it("stand where their stories say, with the clearance that follows", async () => {
    const rows = await db
      .select({ login: person.login, name: person.name, state: person.state, clearance: person.clearance })
      .from(person)
      .orderBy(person.externalId);
    expect(rows.map((r) => `${r.login ?? r.name} ${r.state ?? "leads"} ${r.clearance}`)).toEqual([
      "admin leads none",
      "zhaomin leads none",
      "wangjing leads none",
      "liqiang leads none",
      "sunyue leads none",
      "liuyang active full",
      "zhangqian active none",
      "xulei active full",
      "malin active full",
      "gaoyuan active full",
      "jiangxue probation supervised",
      "fengtao probation supervised",
      "tangning probation supervised",
      "luojia probation supervised",
      "zhengjie training none",
      "hemiao training none",
      "wudi training none",
      "chenxi training none",
      "zhouyu training none",
      "林可 invited none",
    ]);
  });

  it("have one for every role, and read in the language of whoever looks", async () => {
    const people = await demoPeople(db);
    expect(people.map((p) => p.role)).toEqual([
      "trainee",
      "in probation",
      "agent",
      "supervisor",
      "manager",
      "content owner",
      "administrator",
    ]);
    const chosen = await appSql`select count(*)::int as n from person where locale is not null`;
    expect(chosen[0]?.n).toBe(0);
  });

  it("did everything in the past, on working days, in the shop's hours", async () => {
    const rows = await appSql<{ what: string; at: Date }[]>`
      select 'answer' as what, at from attempt union all select 'sitting', started_at from sitting union all select 'practical', submitted_at from practical_submission
      union all select 'sign-off', decided_at from signoff union all select 'signature', signed_at from acknowledgement_signature
      union all select 'grade', graded_at from grading_result union all select 'agreed grade', decided_at from checklist_result union all select 'gate', decided_at from gate_decision
      union all select 'chat', started_at from simulation_run union all select 'chat''s end', ended_at from simulation_run
      union all select 'script', submitted_at from script_draft_version union all select 'script''s review', at from script_review`;
    expect(rows.length).toBeGreaterThan(1500);
    const { calendar } = shopCalendar("2026-03-18");
    const odd = rows.filter(({ at }) => {
      const hour = new Date(at.getTime() + 8 * 3_600_000).getUTCHours();
      return at > NOW || hour < 8 || hour >= 20 || !isTrainingDay(calendar, plainDateIn(ZONE, at));
    });
    expect(odd.map(({ what, at }) => `${what} ${at.toISOString()}`)).toEqual([]);
  });
});

describe("the trainees", () => {
  it("chenxi is on day 4, on time, with a practical returned and one waiting", async () => {
    const found = await training("chenxi");
    expect({ day: found.day, late: lateness(found, found.today) }).toEqual({ day: 4, late: { days: 0, own: [], others: ["pack-along"] } });
    expect(Object.fromEntries(found.activities.map((a) => [a.slug, a.status]))).toMatchObject({
      "pack-along": "submitted",
      "products-quiz": "done",
      "price-ladder": "done",
      "price-wall": "returned",
      "pack-five-orders": "started",
    });
    const sentBack = found.activities.find((a) => a.slug === "price-wall");
    expect(sentBack?.submission).toMatchObject({ decision: "returned", by: "王静", remark: expect.stringMatching(/./) });
    expect(found.calendar.holidays.some((h) => h.own)).toBe(true);
  });

  it("zhouyu is on day 2 today, hemiao waits for the warehouse exam, wudi is late by his own work", async () => {
    expect((await training("zhouyu")).day).toBe(2);
    const waits = await training("hemiao");
    expect(waits.day).toBe(8);
    expect(waits.leaves).toHaveLength(1);
    expect(dayLocks(waits, 8, waits.today)).toEqual([{ code: "needs_acceptance", slug: "warehouse-exam" }]);
    expect(dayState(waits, 7, waits.today)).toBe("waiting");
    const late = await training("wudi");
    expect(late.day).toBe(6);
    expect(lateness(late, late.today)).toMatchObject({ days: 1, own: ["craft-by-hand", "day-5-check"] });
  });
});

describe("the evidence", () => {
  it("opens the gate of whoever is ready, and no other", async () => {
    expect(await met("zhengjie", "desk")).toEqual({
      activities: true,
      signoffs: true,
      rules_exam: true,
      acknowledgement: true,
      bank_certificate: true,
      simulations: true,
      scripts: true,
      desk_exam: true,
    });
    expect(await met("hemiao", "desk")).toMatchObject({ activities: false, signoffs: false, desk_exam: false });
    expect(await met("jiangxue", "activation")).toEqual({ checklist: true, no_open_dispute: true, conduct: true, probation_days: true });
    expect(await met("fengtao", "activation")).toEqual({ checklist: false, no_open_dispute: false, conduct: true, probation_days: true });
    expect(await met("tangning", "activation")).toEqual({ checklist: false, no_open_dispute: false, conduct: true, probation_days: false });
    expect(await met("luojia", "activation")).toEqual({ checklist: false, no_open_dispute: false, conduct: true, probation_days: true });
  });

  it("carries both decisions of each active agent", async () => {
    for (const login of ["liuyang", "zhangqian", "xulei", "malin", "gaoyuan"]) {
      expect(Object.values({ ...(await met(login, "desk")), ...(await met(login, "activation")) })).toEqual(Array(12).fill(true));
      const view = await gateOf(db, (await who(login)).id, "activation", NOW);
      expect(view?.facts.decisions.map((d) => d.gate)).toEqual(["activation", "desk"]);
    }
  });
});

describe("the second gradings", () => {
  it("are one that waits, one that was settled, and one that was averaged", async () => {
    const rows = await appSql<{ login: string; results: number; second: boolean; settled: boolean }[]>`
      select p.login, count(c.id)::int as results, bool_or(c.second_grading_id is not null) as second, bool_or(c.reconciliation_id is not null) as settled
      from second_request q join person p on p.id = q.person_id left join checklist_result c on c.first_grading_id = q.grading_id
      group by p.login order by p.login`;
    expect(rows.map((r) => [r.login, r.results, r.second, r.settled])).toEqual([
      ["jiangxue", 2, true, true],
      ["luojia", 0, false, false],
      ["malin", 1, true, false],
    ]);
    const [place] = await appSql<{ id: string }[]>`select id from team`;
    const { sheets, pairs } = await agreementPage(db, [{ role: "manager", teamId: place?.id ?? null }], "zh-CN");
    expect(sheets).toBe(2);
    expect(pairs).toMatchObject([{ sheets: 2, n: 70, isEnough: true }]);
    expect(pairs[0]?.kappa).toBeGreaterThan(0);
  });
});

describe("the banks", () => {
  it("hold what the lessons taught, and every card stands as its answers left it", async () => {
    const [zhengjie, chenxi] = await Promise.all(["zhengjie", "chenxi"].map(who));
    expect(await bankStanding(db, zhengjie?.id ?? "", NOW)).toMatchObject({ required: 311 });
    const young = await bankStanding(db, chenxi?.id ?? "", NOW);
    expect([young.required > 30, young.fluent > 0, young.fluent < young.required]).toEqual([true, true, true]);
    const odd = await appSql`
      select c.person_id from bank_card c left join lateral (
        select count(*)::int as n, max(a.at) as last from attempt a where a.person_id = c.person_id and a.item_id = c.item_id and a.context = 'drill') a on true
      where c.reps <> a.n or c.reviewed_at is distinct from a.last
        or c.revision <> a.n + (select count(*) from remedial_question q join remedial_person r on r.id = q.remedial_person_id
          where r.person_id = c.person_id and q.item_id = c.item_id)`;
    expect(odd).toHaveLength(0);
    // Whoever sits at the desk has kept the bank alive: a few reviews are due, not hundreds.
    const due = await appSql<{ n: number }[]>`select count(*)::int as n from bank_card c join person p on p.id = c.person_id
      where p.state = 'active' and c.due_at <= ${NOW} group by p.id`;
    expect(Math.max(...due.map(({ n }) => n))).toBeLessThan(60);
  });
});

describe("the remedial drills", () => {
  it("are half way for one agent, and done for another", async () => {
    const rows = await appSql<{ login: string; outcome: string | null; mended: number; of: number }[]>`
      select o.login, p.outcome, count(q.mended_at)::int as mended, count(*)::int as of
      from remedial_person p join person o on o.id = p.person_id join remedial_question q on q.remedial_person_id = p.id
      group by p.id, o.login order by o.login`;
    expect(rows.map((row) => [row.login, row.outcome, row.mended, row.of])).toEqual([
      // By the plan that his failed checklist made.
      ["fengtao", null, 0, 31],
      ["liuyang", null, 2, 5],
      // What last week's meeting asked for.
      ["luojia", null, 0, 3],
      ["xulei", "done", 3, 3],
    ]);
  });
});

describe("the cases", () => {
  it("are some that two meetings decided, each with what came of it, and those of the next agenda", async () => {
    const rows = await appSql<
      { state: string; n: number }[]
    >`select state, count(*)::int as n from chat_case group by state order by state`;
    expect(rows.map(({ state, n }) => `${state} ${n}`)).toEqual(["agenda 8", "decided 6"]);
    const actions = await appSql<{ kind: string; outcome: string | null; evidence: string | null }[]>`
      select kind, outcome, evidence ->> 'kind' as evidence from case_action order by kind`;
    expect(actions.map(({ kind, outcome, evidence }) => [kind, outcome, evidence])).toEqual([
      ["drill", "done", "remedial"],
      ["lesson", null, null],
      ["question", "done", "version"],
      ["replay", null, null],
      ["script", null, null],
      ["tell", "done", "note"],
    ]);
    const meetings = await appSql<{ held: boolean }[]>`select closed_at is not null as held from meeting order by week`;
    expect(meetings.map(({ held }) => held)).toEqual([true, true, false]);
  });
});

describe("the disputes", () => {
  it("are one that waits and one that was ruled on, which kept one grade and changed another", async () => {
    const rows = await appSql<{ login: string; outcome: string | null; items: number; changed: number }[]>`
      select p.login, d.outcome, (select count(*)::int from dispute_item i where i.dispute_id = d.id) as items,
        (select count(r.grade)::int from ruled_item r where r.dispute_id = d.id) as changed
      from dispute d join person p on p.id = d.person_id order by p.login`;
    expect(rows.map((r) => [r.login, r.outcome, r.items, r.changed])).toEqual([
      ["fengtao", null, 1, 0],
      ["jiangxue", "ruled", 2, 1],
    ]);
  });
});

describe("the inbox", () => {
  it("has something for the supervisor and for the manager", async () => {
    const [place] = await appSql<{ id: string }[]>`select id from team`;
    const kinds = async (login: string, role: "supervisor" | "manager") =>
      (await openCounts(db, { personId: (await who(login)).id, roles: [{ role, teamId: place?.id ?? null }] }))
        .map((c) => `${c.kind} ${c.count}`)
        .sort();
    expect(await kinds("wangjing", "supervisor")).toEqual([
      "calibration 1",
      "case_action 1",
      "desk_gate 1",
      "dispute 1",
      "grading 1",
      "meeting 1",
      "practical 4",
      "script 2",
      "second_grading 1",
      "simulation 1",
    ]);
    expect(await kinds("zhaomin", "manager")).toEqual([
      "action_overdue 1",
      "activation_gate 1",
      "chat_breach 1",
      "chat_dispute 1",
      "clearance_lapsed 1",
      "clearance_warning 1",
      "conduct_appeal 1",
      "desk_gate 1",
      "dispute 1",
      "grading 1",
      "level_proposal 4",
      "meeting 1",
      "practical 4",
      "probation_end 1",
      "script 2",
      "second_grading 1",
      "simulation 1",
    ]);
  });
});

describe("another start", () => {
  it("adds nothing", async () => {
    const before = await counts();
    await seedDemo(db, () => undefined);
    expect(await counts()).toEqual(before);
  });
});
