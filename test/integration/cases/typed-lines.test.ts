import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, caseChange, chatCase, meetingLine, meetingVote } from "@db/schema";
import { decideOn } from "~/cases/meeting-actions.server";
import * as liveRoute from "~/cases/routes/live";
import * as minutesRoute from "~/cases/routes/minutes";
import { newId } from "~/platform/ids";
import type { Who } from "./desk";
import { liveDesk } from "./live-desk";
import { got } from "./meeting-desk";

const { owner, appSql, ids, ask, lead, hold, begun } = await liveDesk();
const TYPED = "这款头层牛皮越用越亮，您平时装电脑吗？";

/** A meeting with an open vote, of which people type lines. */
async function voting() {
  const meeting = await begun();
  const { first, params, press, seen } = meeting;
  await press({ intent: "vote_open", from: first.caseId });
  const vote = (await seen("ann")).vote?.id ?? "";
  const type = (line: string, who: Who = "ann") => ask(liveRoute, who, params, { intent: "line", vote, line });
  const typed = async () => (await seen("supervisor", true)).lead?.typed ?? [];
  const lineId = async () => (await typed())[0]?.id ?? "";
  return { ...meeting, vote, type, typed, lineId };
}

describe("a line that somebody types in a vote", () => {
  it("is one a person, theirs to change and to take back; nobody else sees it, and who leads sees not whose it is", async () => {
    const { type, typed, seen, meetingId } = await voting();
    expect(await type(TYPED)).toMatchObject({ status: 302, to: `/meetings/${meetingId}/live` });
    await type("您先看看大小合适吗？");
    await type("两款都能装电脑。", "bob");
    expect((await seen("ann")).vote?.own).toEqual({ text: "您先看看大小合适吗？", key: null });
    expect((await typed()).map(({ text }) => text)).toEqual(["您先看看大小合适吗？", "两款都能装电脑。"]);
    expect(JSON.stringify(await seen("supervisor"))).not.toContain("您先看看");
    expect(JSON.stringify(await typed())).not.toContain(ids.ann);
    await type("");
    expect((await seen("ann")).vote?.own).toBeNull();
    expect(await typed()).toHaveLength(1);
    expect(await owner.select().from(audit).where(eq(audit.actorId, ids.ann))).toEqual([]);
  });

  it("is masked as chats are, and no longer than a line", async () => {
    const { type, seen } = await voting();
    await type("王小明您好，地址是杭州市西湖区文三路 90 号 3 幢 502 对吗？电话 13812345678");
    const own = (await seen("ann")).vote?.own?.text ?? "";
    expect(own).not.toMatch(/13812345678|文三路/);
    const long = await type("好".repeat(301));
    expect([long.status, long.body]).toEqual([422, expect.stringContaining("text_long")]);
    expect(long.body).toContain("好好好");
    expect((await seen("ann")).vote?.own?.text).toBe(own);
  });

  it("is put to the vote by whoever presents: chosen like the others, said to be nobody's, and it stays as it is", async () => {
    const { first, meetingId, now, params, press, seen, type, typed, lineId, vote } = await voting();
    await type(TYPED);
    expect((await press({ intent: "line_put", line: await lineId() }, "manager")).body).toContain("not_presenter");
    await Promise.all([1, 2].map(async () => press({ intent: "line_put", line: await lineId() })));
    const options = (await seen("bob")).vote?.options ?? [];
    expect(options.map(({ text }) => text).filter((text) => text === TYPED)).toHaveLength(1);
    const key = options.find(({ text }) => text === TYPED)?.key ?? "";
    expect([(await seen("ann")).vote?.own?.key, (await typed())[0]?.key]).toEqual([key, key]);
    expect((await type("又想改一下")).body).toContain("line_voted_on");
    await type(TYPED.replaceAll("，", "， "), "bob");
    const same = (await typed()).find((line) => line.key === null)?.id ?? "";
    expect((await press({ intent: "line_put", line: same })).body).toContain("line_there");
    await ask(liveRoute, "bob", params, { vote, choice: key });
    await press({ intent: "vote_close" });
    expect((await seen("bob")).vote?.options.find((one) => one.key === key)).toMatchObject({ from: "typed", count: 1 });
    expect((await type("迟到的一句", "manager")).body).toContain("vote_closed");
    got(await decideOn(...lead(now), meetingId, first.caseId, "改"));
    await hold(meetingId, now);
    expect((await ask(minutesRoute, "ann", params)).body).toContain('"from":"typed"');
    const rows = await owner
      .select()
      .from(audit)
      .where(and(eq(audit.subjectId, first.caseId), eq(audit.action, "cases.line_put")));
    expect(rows.map(({ personId }) => personId)).toEqual([null]);
  });

  it("is taken as what should have been said, which everybody sees at once; what stood there is kept", async () => {
    const { first, press, seen, type, lineId } = await voting();
    await type(TYPED);
    await press({ intent: "vote_close" });
    await press({ intent: "line_take", line: await lineId() });
    expect((await seen("bob")).slide?.pieces.join("")).toBe(TYPED);
    const [one] = await owner.select().from(chatCase).where(eq(chatCase.id, first.caseId));
    expect([one?.better, one?.revision]).toEqual([TYPED, 2]);
    expect(one?.words).toContain("越用越亮");
    const changes = await owner.select().from(caseChange).where(eq(caseChange.caseId, first.caseId));
    expect(changes.at(-1)).toMatchObject({
      what: "edited",
      by: ids.supervisor,
      before: { better: "这款是头层牛皮，能用三年。今天拍吗？" },
    });
    await press({ intent: "line_take", line: await lineId() });
    expect((await owner.select().from(caseChange).where(eq(caseChange.caseId, first.caseId))).length).toBe(changes.length);
    expect((await press({ intent: "line_take", line: newId() })).body).toContain("line_unknown");
  });

  it("is for the team alone, and none of another meeting's", async () => {
    const { type, lineId, press } = await voting();
    await type(TYPED);
    const line = await lineId();
    expect((await type("我也写一句", "other")).body).toContain("not_found");
    expect((await type("我也写一句", "editor")).status).toBe(403);
    const { press: elsewhere } = await voting();
    expect((await elsewhere({ intent: "line_take", line })).body).toContain("line_unknown");
    expect((await press({ intent: "line_put", line: "x" })).status).toBe(400);
  });

  it("stays in the database as it was voted on, and so do the lines of the vote", async () => {
    const { type, lineId, press, vote } = await voting();
    await type(TYPED);
    const line = await lineId();
    await expect(appSql`update meeting_line set key = 'c' where id = ${line}`).rejects.toMatchObject({ code: "23514" });
    await expect(appSql`delete from meeting_line`).rejects.toMatchObject({ code: "42501" });
    await press({ intent: "line_put", line });
    await expect(appSql`update meeting_line set text = 'x' where id = ${line}`).rejects.toMatchObject({ code: "DR035" });
    await expect(appSql`update meeting_vote set options = jsonb_set(options, '{0,text}', '"x"') where id = ${vote}`).rejects.toMatchObject({
      code: "DR035",
    });
    await expect(appSql`update meeting_vote set options = options - 2 where id = ${vote}`).rejects.toMatchObject({ code: "DR035" });
    await type("两款都能装电脑。", "bob");
    await press({ intent: "vote_close" });
    await expect(appSql`update meeting_line set text = 'x' where vote_id = ${vote} and key is null`).rejects.toMatchObject({
      code: "DR035",
    });
    const [row] = await owner.select().from(meetingVote).where(eq(meetingVote.id, vote));
    expect(row?.options).toHaveLength(3);
    expect(await owner.select().from(meetingLine).where(eq(meetingLine.voteId, vote))).toHaveLength(2);
  });
});
