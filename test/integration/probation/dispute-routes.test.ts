import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { disputeItem } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as disputeRoute from "~/probation/routes/dispute";
import * as newRoute from "~/probation/routes/dispute-new";
import * as queueRoute from "~/probation/routes/disputes";
import * as overviewRoute from "~/probation/routes/overview";
import * as resultRoute from "~/probation/routes/result";
import { routeArgs } from "@test/factories/request";
import { MONDAY } from "@test/setup/database";
import { gradingDesk } from "./grading-desk";

const { db, make, desk, gradeFirst } = await gradingDesk();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

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
type Route = { loader?: unknown; action?: unknown };
const call = (route: Route, cookie: string, params: Record<string, string>, form?: Record<string, string | Blob>, path = "/x") => {
  const args = routeArgs(path, {
    cookie,
    params: { personId: desk.agent.person.id, ...params },
    form: form && { submissionId: newId(), ...form },
  });
  return ask(() => ((form ? route.action : route.loader) as (a: typeof args) => unknown)(args));
};
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

describe("the pages of a dispute, by plain forms", () => {
  it("lead from the result through the dispute to the ruling", async () => {
    const { gradingId } = await gradeFirst(4, { "message-return": 2 });
    const own = await make.signIn(desk.agent.person.id);
    const [grader, ruler] = [await make.signIn(desk.first), await make.signIn(desk.second)];

    const shown = await call(resultRoute, own, { gradingId });
    expect(shown.body.outcome).toMatchObject({ until: "2026-03-09", reading: null, dispute: null, mayRead: true, mayDispute: true });
    expect((await call(resultRoute, ruler, { gradingId })).body.outcome).toMatchObject({
      mayRead: false,
      mayDispute: false,
      mayAsk: false,
    });
    expect((await call(resultRoute, ruler, { gradingId }, { intent: "read" })).status).toBe(404);
    expect((await call(resultRoute, own, { gradingId }, { intent: "dance" })).status).toBe(400);
    expect((await call(resultRoute, own, { gradingId }, { intent: "read" })).to).toBe(
      `/probation/${desk.agent.person.id}/result/${gradingId}`,
    );
    expect((await call(resultRoute, own, { gradingId }, { intent: "read" })).body).toMatchObject({
      intent: "read",
      refusals: [{ code: "read_already" }],
    });

    expect((await call(newRoute, ruler, { gradingId })).status).toBe(404);
    const form = await call(newRoute, own, { gradingId }, undefined, "/x?item=message-return");
    expect(form.body).toMatchObject({ chosen: "message-return", whyNot: null, until: "2026-03-09" });
    const typed = { "reason:message-return": "I named the address and the time", "reason:message-price": "", "link:message-price": "" };
    expect((await call(newRoute, own, { gradingId }, { "reason:message-return": "no" })).body).toMatchObject({
      refusals: [{ code: "dispute_reason", field: "reason:message-return" }],
    });
    expect((await call(newRoute, own, { gradingId }, {})).body).toMatchObject({ refusals: [{ code: "dispute_empty" }] });
    const sent = await call(newRoute, own, { gradingId }, { ...typed, "picture:message-return": new Blob([PNG], { type: "image/png" }) });
    const disputeId = sent.to?.split("/").at(-1) ?? "";
    expect(sent.to).toBe(`/probation/disputes/${disputeId}`);
    expect(await db.select().from(disputeItem).where(eq(disputeItem.disputeId, disputeId))).toMatchObject([
      { item: "message-return", fileIds: [expect.any(String)], link: null },
    ]);
    expect((await call(newRoute, own, { gradingId })).body).toMatchObject({ whyNot: { code: "dispute_twice" } });

    expect((await call(overviewRoute, ruler, {})).body).toMatchObject({ disputeId, whyNot: { code: "dispute_waits" } });
    const queue = await call(queueRoute, grader, {});
    expect(queue.body.rows).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: disputeId, graded: true, items: 1, isLate: false })]),
    );
    expect((await call(queueRoute, own, {})).status).toBe(403);
    expect((await call(queueRoute, ruler, {}, undefined, "/x?show=decided&q=%25")).body.rows).toEqual([]);

    const at = { disputeId };
    const page = (cookie: string) => call(disputeRoute, cookie, at);
    expect((await page(own)).body.page).toMatchObject({ self: true, mayRule: false });
    expect((await page(grader)).body.page).toMatchObject({ graded: true, mayRule: false });
    expect((await page(ruler)).body.page).toMatchObject({ mayRule: true });
    const colleague = await make.signIn((await make.inProbation({ teamId: desk.agent.teamId })).person.id);
    expect((await page(colleague)).status).toBe(404);
    expect((await call(disputeRoute, ruler, { disputeId: newId() })).status).toBe(404);

    const ruling = { intent: "rule", "verdict:message-return": "3", "reason:message-return": "the message had both" };
    expect((await call(disputeRoute, own, at, ruling)).status).toBe(404);
    expect((await call(disputeRoute, ruler, at, { intent: "withdraw" })).status).toBe(404);
    expect((await call(disputeRoute, grader, at, ruling)).body).toMatchObject({ refusals: [{ code: "rule_grader" }] });
    expect((await call(disputeRoute, ruler, at, { intent: "rule" })).body).toMatchObject({
      refusals: [{ code: "verdict_missing", field: "verdict:message-return" }, { code: "dispute_reason" }],
    });
    expect((await call(disputeRoute, ruler, at, ruling)).to).toBe(`/probation/disputes/${disputeId}`);
    expect((await page(own)).body.page).toMatchObject({ outcome: "ruled", before: { passed: false }, after: { passed: true }, changed: 1 });
    expect((await call(resultRoute, own, { gradingId })).body).toMatchObject({
      plan: null,
      result: { passed: true, dispute: { outcome: "ruled" } },
    });
    const decided = await call(queueRoute, ruler, {}, undefined, "/x?show=decided");
    expect(decided.body.rows).toEqual(expect.arrayContaining([expect.objectContaining({ id: disputeId, changed: 1, outcome: "ruled" })]));
  });
});
