import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, inject, it } from "vitest";
import { connectRaw } from "@db/client";
import { session } from "@db/schema";
import * as streamRoute from "~/cases/routes/live-stream";
import { closeEventStreams } from "~/platform/event-stream.server";
import { liveDesk } from "./live-desk";

const { owner, ownerUrl, ids, ask, begun, listen } = await liveDesk();
const superSql = connectRaw(inject("cluster").superUrl, { max: 1, name: "deskready-test-super" });
const database = new URL(ownerUrl).pathname.slice(1);
afterEach(closeEventStreams);
afterAll(() => superSql.end({ timeout: 5 }));
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
    const about = superSql`where datname = ${database} and query ilike 'listen %'`;
    const listeners = async () => (await superSql`select pid from pg_stat_activity ${about}`).length;
    expect(await listeners()).toBe(1);
    await superSql`select pg_terminate_backend(pid) from pg_stat_activity ${about}`;
    await press({ intent: "next", from: first.caseId });
    await Promise.all([ann, bob].map((one) => one.next((view) => view.slide?.index === 1)));
    expect(await listeners()).toBe(1);
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
