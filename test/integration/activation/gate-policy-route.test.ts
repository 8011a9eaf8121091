import { afterAll, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { ensurePolicies } from "~/activation/policy.server";
import * as list from "~/activation/routes/gate-policies";
import * as editor from "~/activation/routes/gate-policy";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make, appUrl } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);
setDb(counted.db, () => void statements++);
clock.setOffset(MONDAY.getTime() - Date.now());
await ensurePolicies(db, MONDAY);

const { id: teamId } = await make.team({ name: "Nights" });
const leads = await make.signIn((await make.manager(teamId)).id);
const boss = await make.signIn((await make.manager()).id);
const elsewhere = await make.signIn((await make.manager((await make.team()).id)).id);
const administrator = await make.signIn((await make.administrator()).id);
const supervisor = await make.signIn((await make.supervisor(teamId)).id);

type Answer = { status: number; to: string | null; body: Record<string, unknown> };
async function ask(run: () => unknown): Promise<Answer> {
  const result: unknown = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => thrown);
  if (result instanceof Response) return { status: result.status, to: result.headers.get("Location"), body: {} };
  if (result instanceof Error) throw result;
  const wrapped = result as { type?: string; data?: Answer["body"]; init?: { status?: number } };
  if (wrapped.type === "DataWithResponseInit") return { status: wrapped.init?.status ?? 200, to: null, body: wrapped.data ?? {} };
  return { status: 200, to: null, body: result as Answer["body"] };
}
const place = (gate: string, team: string) => ({ path: `/settings/gates/${gate}/${team}`, params: { gate, team } });
const see = (cookie: string, gate = "activation", team = teamId) => {
  const { path, params } = place(gate, team);
  return ask(() => editor.loader(routeArgs(path, { cookie, params })));
};
const post = (cookie: string, form: Record<string, string>, gate = "activation", team = teamId) => {
  const { path, params } = place(gate, team);
  const filled = {
    submissionId: newId(),
    mode: "own",
    version: "0",
    reason: "agreed in Monday's meeting",
    "has.no_open_dispute": "yes",
    "probation_days.workingDays": "15",
    ...form,
  };
  return ask(() => editor.action(routeArgs(path, { cookie, params, form: filled })));
};

describe("what the gates ask for", () => {
  it("is listed for managers and administrators, and not for supervisors", async () => {
    const listed = (cookie: string) => ask(() => list.loader(routeArgs("/settings/gates", { cookie })));
    for (const cookie of [leads, boss, administrator]) {
      statements = 0;
      expect((await listed(cookie)).status).toBe(200);
      expect(statements).toBeLessThanOrEqual(4);
    }
    expect((await listed(supervisor)).status).toBe(403);
  });

  it("is decided by who manages the team or the whole shop; administrators and managers elsewhere only see it", async () => {
    for (const [cookie, mayDecide] of [
      [leads, true],
      [boss, true],
      [elsewhere, false],
      [administrator, false],
    ] as const) {
      statements = 0;
      expect((await see(cookie)).body).toMatchObject({ mayDecide, page: { gate: "activation", teamId, team: "Nights" } });
      expect(statements).toBeLessThanOrEqual(5);
    }
    for (const cookie of [elsewhere, administrator, supervisor]) expect((await post(cookie, { intent: "publish" })).status).toBe(403);
    expect((await post(leads, { intent: "publish" }, "activation", "shop")).status).toBe(403);
    expect((await see(leads, "front")).status).toBe(404);
    expect((await see(leads, "desk", newId())).status).toBe(404);
    expect((await post(leads, { intent: "burn" })).status).toBe(400);
  });

  it("is previewed without a word being written, refused beside its field, published, and undone; all by plain forms", async () => {
    await make.inProbation({ teamId, name: "Chen" });
    statements = 0;
    const preview = await post(leads, { intent: "preview", "has.scripts": "yes", "scripts.approved": "3", "scripts.prepared": "10" });
    expect(statements).toBeLessThanOrEqual(9);
    expect(preview.body).toMatchObject({
      asked: {
        follows: false,
        requirements: expect.arrayContaining([
          { id: "scripts", approved: 3, prepared: 10 },
          { id: "checklist" },
          { id: "probation_days", workingDays: 15 },
        ]),
      },
      preview: { looked: 1, blocked: { people: [{ name: "Chen", requirements: ["scripts"] }] }, freed: { people: [] } },
    });
    expect((await see(leads)).body).toMatchObject({ page: { expected: 0, versions: [] } });

    const wrong = await post(leads, {
      intent: "publish",
      "probation_days.workingDays": "soon",
      "has.absence": "yes",
      "absence.days": "3",
      "absence.exam": "quiz",
    });
    expect(wrong.status).toBe(422);
    expect((wrong.body.refusals as { field?: string }[]).map((r) => r.field)).toEqual([
      "probation_days.workingDays",
      "absence.days",
      "absence.exam",
    ]);

    const term = { "has.recertification": "yes", "recertification.months": "12", "recertification.exam": "desk_exam" };
    expect(await post(leads, { intent: "publish", ...term })).toMatchObject({ status: 302, to: `/settings/gates/activation/${teamId}` });
    expect((await see(leads)).body).toMatchObject({
      page: {
        expected: 1,
        undo: 0,
        current: {
          requirements: expect.arrayContaining([{ id: "checklist" }, { id: "probation_days", workingDays: 15 }]),
          terms: { recertification: { months: 12 } },
        },
      },
    });

    const late = await post(boss, { intent: "publish", "probation_days.workingDays": "30" });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      refusals: [{ code: "policy_conflict" }],
      conflict: { expected: 1, version: { version: 1, reason: "agreed in Monday's meeting" } },
      asked: { requirements: expect.arrayContaining([{ id: "checklist" }, { id: "probation_days", workingDays: 30 }]) },
    });
    expect((await post(boss, { intent: "publish", version: "1", "probation_days.workingDays": "30" })).status).toBe(302);
    expect((await post(leads, { intent: "restore", version: "2" })).status).toBe(302);
    expect((await see(leads)).body).toMatchObject({ page: { expected: 3, versions: [{ repeats: 1 }, {}, {}] } });
  });
});
