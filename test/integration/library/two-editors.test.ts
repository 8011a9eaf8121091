import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contentDraft, contentDraftPast } from "@db/schema";
import { discardDraft, editingOf, type Seen } from "~/curriculum/drafts.server";
import { currentVersion } from "~/curriculum/queries.server";
import type { FieldDiff } from "~/library/body-diff";
import { publish } from "~/library/publication.server";
import { action as saveInBackground } from "~/library/routes/draft";
import { action as editAction } from "~/library/routes/edit";
import type { Stale } from "~/library/stale.server";
import { setDb } from "~/platform/database.server";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { visit } from "./visit";

const { db, owner, make, ctx } = await freshDatabase();
const params = { kind: "acknowledgement", slug: "rules-3" };
const key = { kind: "acknowledgement" as const, slug: "rules-3" };
const path = "/library/acknowledgement/rules-3";
let [lin, zhou, linId, base] = ["", "", "", ""];

beforeAll(async () => {
  setDb(db);
  await make.plan();
  linId = (await make.person({ name: "Lin", roles: ["content_owner"] })).id;
  lin = await make.signIn(linId);
  zhou = await make.signIn((await make.person({ name: "Zhou", roles: ["content_owner"] })).id);
});
beforeEach(async () => {
  await owner.delete(contentDraft);
  base = (await currentVersion(db, "acknowledgement", "rules-3"))?.id ?? "";
});

type Typed = Partial<Record<"title" | "body" | "statement" | "madeFrom", string>>;
type Hidden = Partial<Record<"draft" | "base" | "revision", string>>;

const hidden = ({ draftId, revision, baseVersionId }: Seen, at = "") => ({
  [`${at}draft`]: draftId ?? "",
  [`${at}revision`]: String(revision),
  [`${at}base`]: baseVersionId ?? "",
});

/** The form of a window: what stood when it was loaded, with what was typed since. */
async function windowOf() {
  const editing = await editingOf(db, key);
  const stored = (editing?.draft?.body ?? editing?.item?.body) as Record<string, Record<string, string>>;
  const seen: Seen = { draftId: editing?.draft?.id ?? null, revision: editing?.draft?.revision ?? 0, baseVersionId: base };
  return (typed: Typed, over: Hidden = {}) => ({
    whole: "yes",
    ...hidden(seen),
    madeFrom: typed.madeFrom ?? editing?.draft?.madeFrom ?? "",
    ...Object.fromEntries(
      (["title", "body", "statement"] as const).flatMap((field) =>
        ["zh-CN", "en"].map((l) => [`${field}.${l}`, typed[field] === undefined ? stored[field]?.[l] : both(typed[field])[l as "en"]]),
      ),
    ),
    ...over,
  });
}

const send = async (cookie: string, form: Record<string, string>) => {
  const { status, to, body } = await visit(editAction, `${path}/edit`, { cookie, params, form });
  return { status, to, stale: (body.form as { stale: Stale } | undefined)?.stale ?? null };
};
const draft = async () => (await editingOf(db, key))?.draft;
const places = (rows: readonly FieldDiff[] | undefined) => rows?.map((row) => row.path.join("."));

describe("of two who have one thing open", () => {
  it.each(["save", "publish", "add:steps", "discard"])("the second changes nothing by %s, however often it is pressed", async (pressed) => {
    const [first, second] = [await windowOf(), await windowOf()];
    await send(lin, { ...first({ title: "theirs" }), do: "save" });
    for (let n = 0; n < 2; n++) {
      const late = await send(zhou, { ...second({ statement: "mine" }, pressed === "discard" ? { revision: "9" } : {}), do: pressed });
      expect(late).toMatchObject({ status: 409, stale: { by: "Lin", now: { revision: 1 }, choices: [], isOpen: false } });
      expect(await draft()).toMatchObject({ revision: 1, body: { title: both("theirs") } });
    }
    expect((await draft())?.body.statement).not.toEqual(both("mine"));
  });

  it("sees what each changed, apart", async () => {
    const [first, second] = [await windowOf(), await windowOf()];
    await send(lin, { ...first({ title: "theirs", madeFrom: "a case" }), do: "save" });
    const { stale } = await send(zhou, { ...second({ statement: "mine" }), do: "save" });
    expect(places(stale?.changes?.theirs)).toEqual(["title.zh-CN", "title.en", "madeFrom"]);
    expect(places(stale?.changes?.mine)).toEqual(["statement.zh-CN", "statement.en"]);
  });

  it("goes over what is stored only when asked to, in knowledge of what was shown", async () => {
    const [first, second] = [await windowOf(), await windowOf()];
    await send(lin, { ...first({ title: "theirs" }), do: "save" });
    const { stale } = await send(zhou, { ...second({ statement: "mine" }), do: "save" });
    if (!stale) throw new Error("not stale");
    const again = await windowOf();
    await send(lin, { ...again({ title: "theirs again" }), do: "save" });
    // What was shown is not what stands any more.
    const over = { ...second({ statement: "mine" }), ...hidden(stale.now, "now."), do: "keep" };
    expect(await send(zhou, over)).toMatchObject({ status: 409, stale: { now: { revision: 2 } } });
    expect((await draft())?.body.title).toEqual(both("theirs again"));
    const now = { ...stale.now, revision: 2 };
    expect(await send(zhou, { ...over, ...hidden(now, "now.") })).toMatchObject({ status: 302 });
    expect(await draft()).toMatchObject({ revision: 3, editorName: "Zhou", body: { statement: both("mine") } });
    expect((await draft())?.body.title).not.toEqual(both("theirs again"));
  });

  it("takes no save for a draft that took the place of the one that was seen", async () => {
    await send(lin, { ...(await windowOf())({ title: "one" }), do: "save" });
    const old = await windowOf();
    await discardDraft(ctx(MONDAY, linId), key, 1);
    await send(lin, { ...(await windowOf())({ title: "another" }), do: "save" });
    expect(await send(zhou, { ...old({ statement: "mine" }), do: "save" })).toMatchObject({ status: 409 });
    expect(await send(zhou, { ...old({ statement: "mine" }), do: "discard" })).toMatchObject({ status: 409 });
    expect((await draft())?.body.title).toEqual(both("another"));
  });

  it("takes a save that was made before, when only the answer to it was lost", async () => {
    const form = { ...(await windowOf())({ title: "once" }), do: "save" };
    await send(lin, form);
    expect(await send(lin, form)).toMatchObject({ status: 302 });
    expect((await draft())?.revision).toBe(1);
  });
});

describe("putting both together", () => {
  it("keeps what each changed since the second's window was loaded, though it was loaded from a draft", async () => {
    await send(lin, { ...(await windowOf())({ title: "begun", body: "begun" }), do: "save" });
    const [first, second] = [await windowOf(), await windowOf()];
    await send(lin, { ...first({ title: "theirs" }), do: "save" });
    expect(await send(zhou, { ...second({ statement: "mine" }), do: "merge" })).toMatchObject({ status: 302 });
    expect(await draft()).toMatchObject({ revision: 3, body: { title: both("theirs"), body: both("begun"), statement: both("mine") } });
  });

  it("asks about what both changed, saves nothing meanwhile, and does what was chosen", async () => {
    const [first, second] = [await windowOf(), await windowOf()];
    await send(lin, { ...first({ title: "theirs", body: "theirs", madeFrom: "a case" }), do: "save" });
    const form = { ...second({ title: "mine", body: "mine", statement: "mine" }), do: "merge" };
    const asked = await send(zhou, form);
    expect(asked).toMatchObject({ status: 409, stale: { isOpen: true } });
    const { stale } = asked;
    if (!stale) throw new Error("not stale");
    expect(stale.choices.map((choice) => choice.path.join("."))).toEqual(["title.zh-CN", "title.en", "body.zh-CN", "body.en"]);
    expect(stale.choices[1]?.rows[0]).toMatchObject({ before: "theirs", after: "mine" });
    const shown = { ...form, ...hidden(stale.now, "now.") };
    const half = { ...shown, "pick:title.zh-CN": "theirs", "pick:title.en": "theirs" };
    const still = await send(zhou, half);
    expect(still.stale?.choices.map((choice) => choice.pick)).toEqual(["theirs", "theirs", null, null]);
    expect(await draft()).toMatchObject({ revision: 1, body: { title: both("theirs"), body: both("theirs") } });
    expect(await send(zhou, { ...half, "pick:body.zh-CN": "mine", "pick:body.en": "mine" })).toMatchObject({ status: 302 });
    expect(await draft()).toMatchObject({
      revision: 2,
      madeFrom: "a case",
      body: { title: both("theirs"), body: both("mine"), statement: both("mine") },
    });
  });

  it("takes no choice about what was not shown", async () => {
    const [first, second] = [await windowOf(), await windowOf()];
    await send(lin, { ...first({ title: "theirs" }), do: "save" });
    const form = { ...second({ title: "mine" }), do: "merge" };
    const { stale } = await send(zhou, form);
    if (!stale) throw new Error("not stale");
    await send(lin, { ...(await windowOf())({ title: "theirs again" }), do: "save" });
    const late = { ...form, ...hidden(stale.now, "now."), "pick:title.zh-CN": "mine", "pick:title.en": "mine" };
    expect(await send(zhou, late)).toMatchObject({ status: 409, stale: { isOpen: true, now: { revision: 2 } } });
    expect((await draft())?.body.title).toEqual(both("theirs again"));
  });

  it("knows the beginning still when the draft was published meanwhile", async () => {
    await send(lin, { ...(await windowOf())({ title: "begun" }), do: "save" });
    const second = await windowOf();
    await send(lin, { ...(await windowOf())({ body: "theirs" }), do: "save" });
    const published = await publish(ctx(MONDAY, linId), { items: [{ ...key, revision: 2 }], note: "note", material: false }, "2026-03-02");
    expect(published.ok).toBe(true);
    expect(await send(zhou, { ...second({ statement: "mine" }), do: "save" })).toMatchObject({ status: 409 });
    expect(await send(zhou, { ...second({ statement: "mine" }), do: "merge" })).toMatchObject({ status: 302 });
    expect(await draft()).toMatchObject({ revision: 1, body: { title: both("begun"), body: both("theirs"), statement: both("mine") } });
  });

  it("asks about every difference when the beginning is forgotten", async () => {
    await send(lin, { ...(await windowOf())({ title: "before" }), do: "save" });
    const second = await windowOf();
    await send(lin, { ...(await windowOf())({ body: "other" }), do: "save" });
    const { draftId } = await seenBy();
    await owner.delete(contentDraftPast).where(and(eq(contentDraftPast.draftId, draftId ?? ""), eq(contentDraftPast.revision, 1)));
    const asked = await send(zhou, { ...second({ statement: "mine" }), do: "merge" });
    expect(asked).toMatchObject({ status: 409, stale: { changes: null, isOpen: true } });
    expect(asked.stale?.choices.map((choice) => choice.path[0])).toEqual(["body", "body", "statement", "statement"]);
  });

  it("tells the page in the background what came of both", async () => {
    const [first, second] = [await windowOf(), await windowOf()];
    await send(lin, { ...first({ title: "theirs" }), do: "save" });
    const late = await saveInBackground(routeArgs(`${path}/draft`, { cookie: zhou, params, form: second({ statement: "mine" }) }));
    expect(await late.json()).toMatchObject({ ok: false, seen: { revision: 0 }, body: { statement: both("mine") }, stale: { by: "Lin" } });
    const form = { ...second({ statement: "mine" }), do: "merge" };
    const answer = await saveInBackground(routeArgs(`${path}/draft`, { cookie: zhou, params, form }));
    expect(await answer.json()).toMatchObject({
      ok: true,
      seen: { ...(await seenBy()), revision: 2 },
      body: { title: both("theirs"), statement: both("mine") },
    });
  });
});

async function seenBy(): Promise<Seen> {
  const found = await draft();
  return { draftId: found?.id ?? null, revision: found?.revision ?? 0, baseVersionId: base };
}

describe("what drafts said", () => {
  it("is forgotten after a week", async () => {
    await send(lin, { ...(await windowOf())({ title: "old" }), do: "save" });
    await owner.update(contentDraftPast).set({ savedAt: new Date("2020-01-01") });
    await send(lin, { ...(await windowOf())({ title: "new" }), do: "save" });
    expect((await owner.select().from(contentDraftPast)).map((row) => row.revision)).toEqual([2]);
  });
});
