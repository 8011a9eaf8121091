import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { session } from "@db/schema";
import * as streamRoute from "~/cases/routes/live-stream";
import { closeEventStreams } from "~/platform/event-stream.server";
import { liveDesk } from "./live-desk";

const { owner, ids, ask, begun, listen } = await liveDesk();
afterEach(closeEventStreams);
const LAST_PIECE = "今天拍吗？";

describe("the stream", () => {
  it("brings the present state first, then each change, to each what they may see", async () => {
    const { first, press, params } = await begun();
    const [ann, lead] = [await listen("ann", params), await listen("supervisor", params, "?as=lead")];
    expect((await ann.next((view) => view.slide !== null)).slide?.pieces).toEqual([]);
    const follows = await lead.next((view) => (view.lead?.followers.length ?? 0) > 0);
    expect(follows.lead?.followers.map(({ name }) => name)).toEqual(["Ann Lee"]);
    await press({ intent: "reveal", from: first.caseId, shown: "0" });
    const told = await ann.next((view) => view.slide?.pieces.length === 1);
    expect(told).toMatchObject({ revision: 2, lead: null });
    expect(ann.text()).not.toContain(LAST_PIECE);
    expect(ann.text()).toContain("id: 2\n");
  });

  it("counts nobody any more whose page is closed", async () => {
    const { params } = await begun();
    const [ann, lead] = [await listen("ann", params), await listen("supervisor", params, "?as=lead")];
    await lead.next((view) => view.lead?.followers.length === 1);
    ann.close();
    await lead.next((view) => view.lead?.followers.length === 0);
  });

  it("listens over one connection, whatever becomes of it, and catches up", async () => {
    const { first, press, params } = await begun();
    const [ann, bob] = [await listen("ann", params), await listen("bob", params)];
    await Promise.all([ann, bob].map((one) => one.next((view) => view.slide !== null)));
    const listeners = () => owner.execute<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and query ilike 'listen %'`);
    expect(await listeners()).toHaveLength(1);
    await owner.execute(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`);
    await press({ intent: "next", from: first.caseId });
    await Promise.all([ann, bob].map((one) => one.next((view) => view.slide?.index === 1)));
    expect(await listeners()).toHaveLength(1);
  });

  it("ends the oldest of more than six of one person", async () => {
    const { params } = await begun();
    const all = [];
    for (let n = 0; n < 7; n++) all.push(await listen("ann", params));
    await all[0]?.end();
    expect(all[0]?.text()).toContain("event: end\ndata: elsewhere\n\n");
    expect(all[1]?.text()).not.toContain("event: end");
  });

  it("refuses whoever has no session any more", async () => {
    const { params } = await begun();
    await owner.delete(session).where(eq(session.personId, ids.other));
    expect((await ask(streamRoute, "other", params)).status).toBe(302);
  });
});
