import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, caseChange, chatCase, chatText } from "@db/schema";
import { dismissCase, editCase, makeCase, mergeCase, reopenCase } from "~/cases/actions.server";
import { alikeCases, caseByNumber } from "~/cases/queries.server";
import type { CaseValues } from "~/cases/rules";
import * as caseRoute from "~/cases/routes/case";
import * as listRoute from "~/cases/routes/cases";
import * as editRoute from "~/cases/routes/edit";
import * as lostRoute from "~/cases/routes/lost";
import * as newRoute from "~/cases/routes/new";
import { caseDesk, type Who } from "./desk";

const { db, owner, appSql, ids, reach, by, ask, lostChat } = await caseDesk();

async function made(who: Who = "supervisor", of: Who = "ann", values: Parameters<typeof lostChat>[1] = {}) {
  const chat = await lostChat(of, values);
  const outcome = await makeCase(by(who), reach(who), { chatId: chat.id, source: "list", kind: "lost" });
  if (!outcome.ok) throw new Error(outcome.refusals[0]?.code);
  return { ...outcome.value, chat };
}
const row = async (id: string) => (await owner.select().from(chatCase).where(eq(chatCase.id, id)))[0];
const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => outcome.refusals?.map(({ code }) => code) ?? [];
const said: CaseValues = {
  ...{ kind: "lost", title: "嫌贵", reasons: ["price_objection"], worthFen: 29_900, marked: [1], why: "" },
  better: "这款是头层牛皮，能用三年，一天不到三毛钱。您今天要不要拍一个？",
};

describe("making a case", () => {
  it("copies the masked chat, proposes amount, reasons and lines, and counts on", async () => {
    const first = await made();
    const second = await made();
    expect(second.number).toBe(first.number + 1);
    const kept = await row(first.caseId);
    expect(kept).toMatchObject({
      state: "open",
      worthFen: 39_900,
      reasons: ["did_not_ask"],
      personId: ids.ann,
      products: ["dawn-backpack-nylon"],
    });
    expect(kept?.lines.length).toBeGreaterThan(0);
    expect(kept?.tokens.length).toBeGreaterThan(0);
    // The text of the chat goes when its time has come; the case keeps what it quotes.
    await owner.delete(chatText).where(eq(chatText.chatId, first.chat.id));
    expect((await row(first.caseId))?.lines).toEqual(kept?.lines);
    const [trail] = await owner.select().from(audit).where(eq(audit.subjectId, first.caseId));
    expect(trail).toMatchObject({ action: "cases.made", personId: ids.ann });
  });

  it("opens the one that is there when a chat is pressed twice, at once too", async () => {
    const chat = await lostChat("ann");
    const press = () => makeCase(by("supervisor"), reach("supervisor"), { chatId: chat.id, source: "list", kind: "lost" });
    const both = await Promise.all([press(), press()]);
    expect(new Set(both.map((one) => one.ok && one.value.caseId)).size).toBe(1);
    expect(both.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
  });

  it("is for who leads the team and for the agent of the chat", async () => {
    const chat = await lostChat("ann");
    const press = async (who: Who) => codes(await makeCase(by(who), reach(who), { chatId: chat.id, source: "own", kind: "lost" }));
    expect(await press("bob")).toEqual(["chat_unknown"]);
    expect(await press("other")).toEqual(["chat_unknown"]);
    expect(await press("ann")).toEqual([]);
  });

  it("is refused where nobody knows whose the chat was, or its text is gone", async () => {
    const gone = await lostChat("ann");
    await owner.delete(chatText).where(eq(chatText.chatId, gone.id));
    const press = (chatId: string) =>
      makeCase(by("manager"), { ...reach("manager"), leads: "all" }, { chatId, source: "list", kind: "lost" });
    expect(codes(await press(gone.id))).toEqual(["text_gone"]);
    const unmapped = await lostChat("ann", { personId: null, teamId: null });
    expect(codes(await press(unmapped.id))).toEqual(["chat_unmapped"]);
  });
});

describe("changing a case", () => {
  it("keeps what it said before, tells a second window, and finds it by its new words", async () => {
    const { caseId, number } = await made();
    const save = (revision: number, values: CaseValues) => editCase(by("supervisor"), reach("supervisor"), { caseId, revision, values });
    expect((await save(0, said)).ok).toBe(true);
    // The answer to the first save may have been lost.
    expect((await save(0, said)).ok).toBe(true);
    expect(codes(await save(0, { ...said, title: "别的" }))).toEqual(["stale"]);
    const [last] = (await caseByNumber(db, reach("supervisor"), number))?.history ?? [];
    expect(last).toMatchObject({ what: "edited", before: { reasons: ["did_not_ask"], worthFen: 39_900, better: "" } });
    const found = await ask(listRoute, "supervisor", {}, undefined, `/cases?q=${encodeURIComponent("頭層牛皮")}`);
    expect(found.body).toContain(`"number":${number}`);
    expect((await ask(listRoute, "supervisor", {}, undefined, `/cases?q=${encodeURIComponent("尼龙扣")}`)).body).not.toContain(
      `"number":${number},`,
    );
  });

  it("is refused with what the rules name, and leaves nothing", async () => {
    const { caseId } = await made();
    const outcome = await editCase(by("supervisor"), reach("supervisor"), {
      caseId,
      revision: 0,
      values: { ...said, reasons: [], marked: [99] },
    });
    expect(codes(outcome)).toEqual(["reason_missing", "marked_unknown"]);
    expect((await row(caseId))?.revision).toBe(0);
  });

  it("forgets reasons and amount of what turns out to be excellent", async () => {
    const { caseId } = await made();
    const values = { ...said, kind: "excellent" as const, why: "先问用途，再推荐，最后开口请客户下单" };
    expect((await editCase(by("supervisor"), reach("supervisor"), { caseId, revision: 0, values })).ok).toBe(true);
    expect(await row(caseId)).toMatchObject({ kind: "excellent", reasons: [], worthFen: null });
  });

  it("is for who leads the team, and for the agent while it is open and theirs", async () => {
    const own = await lostChat("ann");
    const outcome = await makeCase(by("ann"), reach("ann"), { chatId: own.id, source: "own", kind: "lost" });
    const caseId = outcome.ok ? outcome.value.caseId : "";
    const save = async (who: Who, id: string, revision = 0) =>
      codes(await editCase(by(who), reach(who), { caseId: id, revision, values: said }));
    expect(await save("bob", caseId)).toEqual(["not_found"]);
    expect(await save("ann", caseId)).toEqual([]);
    const { caseId: theirs } = await made();
    expect(await save("ann", theirs)).toEqual(["not_found"]);
    expect(await save("other", theirs)).toEqual(["not_found"]);
  });
});

describe("dismissing, opening again, taking together", () => {
  it("dismisses with a reason, and takes it back", async () => {
    const { caseId, number } = await made();
    expect(codes(await dismissCase(by("supervisor"), reach("supervisor"), caseId, "不"))).toEqual(["dismiss_reason"]);
    expect(codes(await dismissCase(by("ann"), reach("ann"), caseId, "不是流失"))).toEqual(["not_found"]);
    expect((await dismissCase(by("supervisor"), reach("supervisor"), caseId, "客户买了别的颜色")).ok).toBe(true);
    expect((await row(caseId))?.state).toBe("dismissed");
    expect(codes(await dismissCase(by("supervisor"), reach("supervisor"), caseId, "客户买了别的颜色"))).toEqual(["not_now.dismissed"]);
    expect((await reopenCase(by("supervisor"), reach("supervisor"), caseId)).ok).toBe(true);
    expect((await row(caseId))?.state).toBe("open");
    expect((await caseByNumber(db, reach("supervisor"), number))?.history.map(({ what }) => what)).toEqual([
      "reopened",
      "dismissed",
      "made",
    ]);
  });

  it("lets one stand for another and what that stood for, until it is opened again", async () => {
    const [a, b, c] = [await made(), await made(), await made()];
    const merge = (one: string, into: string) => mergeCase(by("supervisor"), reach("supervisor"), one, into);
    expect((await merge(a.caseId, b.caseId)).ok).toBe(true);
    expect(codes(await merge(c.caseId, a.caseId))).toEqual(["merge_gone"]);
    expect((await merge(b.caseId, c.caseId)).ok).toBe(true);
    expect((await row(a.caseId))?.mergedInto).toBe(c.caseId);
    expect((await reopenCase(by("supervisor"), reach("supervisor"), a.caseId)).ok).toBe(true);
    expect(await row(a.caseId)).toMatchObject({ state: "open", mergedInto: null });
  });

  it("lets only one of two mergers stand that would turn in a circle", async () => {
    const [a, b] = [await made(), await made()];
    const both = await Promise.all([
      mergeCase(by("supervisor"), reach("supervisor"), a.caseId, b.caseId),
      mergeCase(by("manager"), reach("manager"), b.caseId, a.caseId),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("shows what is like it, of the same team, the most alike first", async () => {
    const dear = [
      { at: 0, who: "buyer" as const, text: "这个腰包太贵了能不能少二十" },
      { at: 9000, who: "agent" as const, text: "不议价的" },
    ];
    const one = await made("supervisor", "ann", { lines: dear, products: ["hip-pouch"] });
    const like = await made("supervisor", "bob", { lines: dear, products: ["hip-pouch"] });
    await made("supervisor", "bob", { products: ["other-thing"], askedForOrder: true });
    const found = await caseByNumber(db, reach("supervisor"), one.number);
    const alike = found ? await alikeCases(db, found.one) : [];
    expect(alike[0]?.number).toBe(like.number);
    expect(alike.every(({ likeness }) => likeness >= 0.35)).toBe(true);
  });
});

describe("the pages", () => {
  it("lead from a lost inquiry to a case in one press, and leave it out of the list afterwards", async () => {
    const chat = await lostChat("ann");
    const before = await ask(lostRoute, "supervisor", {}, undefined, "/cases/lost");
    expect(before.body).toContain(chat.id);
    const pressed = await ask(lostRoute, "supervisor", {}, { chat: chat.id });
    expect(pressed.to).toMatch(/^\/cases\/\d+\/edit$/);
    expect((await ask(lostRoute, "supervisor", {}, undefined, "/cases/lost")).body).not.toContain(chat.id);
    expect((await ask(lostRoute, "supervisor", {}, undefined, "/cases/lost?all=yes")).body).toContain(chat.id);
  });

  it("show agents their own lost inquiries only", async () => {
    const [own, other] = [await lostChat("ann"), await lostChat("bob")];
    const { body } = await ask(lostRoute, "ann", {}, undefined, "/cases/lost");
    expect(body).toContain(own.id);
    expect(body).not.toContain(other.id);
    expect((await ask(newRoute, "ann", {}, undefined, `/cases/new?chat=${other.id}`)).status).toBe(404);
  });

  it("go on by key, newest or dearest first, without losing or doubling one", async () => {
    const chats = [];
    for (let n = 0; n < 33; n++) chats.push(await lostChat("bob", { worthFen: (n % 5) * 1000, products: ["keyed"] }));
    for (const sort of ["new", "worth"]) {
      const seen: string[] = [];
      let address: string | null = `/cases/lost?product=keyed&sort=${sort}`;
      while (address) {
        const { body } = await ask(lostRoute, "supervisor", {}, undefined, address);
        const page = JSON.parse(body) as { rows: { chatId: string }[]; next: { worth: number; id: string } | null };
        seen.push(...page.rows.map(({ chatId }) => chatId));
        address = page.next && `/cases/lost?product=keyed&sort=${sort}&before=${page.next.worth}.${page.next.id}`;
      }
      expect(seen).toHaveLength(33);
      expect(new Set(seen)).toEqual(new Set(chats.map(({ id }) => id)));
    }
  });

  it("say the agent's name to who leads them, and to no colleague", async () => {
    const { number } = await made("supervisor", "ann");
    const read = async (who: Who) => (await ask(caseRoute, who, { number: String(number) })).body;
    expect(await read("supervisor")).toContain("Ann Lee");
    expect(await read("bob")).not.toContain("Ann Lee");
    expect(await read("editor")).not.toContain("Ann Lee");
    expect((await ask(caseRoute, "other", { number: String(number) })).status).toBe(404);
    const list = async (who: Who, query = "") => (await ask(listRoute, who, {}, undefined, `/cases${query}`)).body;
    expect(await list("bob")).toContain(`"number":${number},`);
    expect(await list("bob")).not.toContain("Ann Lee");
    // Nobody finds out by asking for a person whose it was.
    expect(await list("bob", `?person=${ids.ann}`)).not.toContain(`"number":${number},`);
    expect(await list("supervisor", `?person=${ids.ann}`)).toContain(`"number":${number},`);
  });

  it("check the wording without keeping anything", async () => {
    const { number, caseId } = await made();
    const checked = await ask(
      editRoute,
      "supervisor",
      { number: String(number) },
      { intent: "check", title: "嫌贵", better: "亲 {{nothing}}", marked: "0" },
    );
    expect(checked.status).toBe(200);
    expect(JSON.parse(checked.body)).toMatchObject({ data: { typed: { better: "亲 {{nothing}}" } } });
    expect(checked.body).toContain('"severity"');
    expect((await row(caseId))?.better).toBe("");
  });

  it("save what the form says", async () => {
    const { number, caseId } = await made();
    const form = {
      intent: "save",
      revision: "0",
      kind: "lost",
      title: "嫌贵",
      reasons: ["price_objection"],
      worth: "¥299",
      marked: ["0", "1"],
      better: "值",
      why: "",
    };
    expect((await ask(editRoute, "supervisor", { number: String(number) }, form)).to).toBe(`/cases/${number}`);
    expect(await row(caseId)).toMatchObject({ worthFen: 29_900, marked: [0, 1], better: "值" });
    expect((await ask(editRoute, "bob", { number: String(number) }, form)).status).toBe(404);
  });

  it("let an agent play it in the place of who had it", async () => {
    const { number } = await made("supervisor", "ann");
    const played = await ask(caseRoute, "bob", { number: String(number) }, { intent: "play" });
    expect(played.to).toMatch(/^\/simulator\/runs\//);
    expect((await ask(caseRoute, "supervisor", { number: String(number) }, { intent: "play" })).status).toBe(403);
  });
});

describe("the database", () => {
  it("keeps every change of a case", async () => {
    const { caseId } = await made();
    const [change] = await owner.select().from(caseChange).where(eq(caseChange.caseId, caseId));
    await expect(appSql`delete from case_change where id = ${change?.id ?? ""}`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`update chat_case set lines = '[]' where id = ${caseId}`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`delete from chat_case where id = ${caseId}`).rejects.toMatchObject({ code: "42501" });
  });
});
