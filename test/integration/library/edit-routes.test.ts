import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { editingOf } from "~/curriculum/drafts.server";
import { currentVersion } from "~/curriculum/queries.server";
import { action as saveInBackground } from "~/library/routes/draft";
import { loader as drafts } from "~/library/routes/drafts";
import { action as editAction, loader as edit } from "~/library/routes/edit";
import { loader as history } from "~/library/routes/history";
import { loader as publishing } from "~/library/routes/publish";
import { loader as upgrades } from "~/library/routes/upgrades";
import { setDb } from "~/platform/database.server";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase } from "@test/setup/database";

const { db, make, appUrl } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);
let cookie = "";
let other = "";
let baseVersionId = "";
const params = { kind: "acknowledgement", slug: "rules-3" };
const key = { kind: "acknowledgement" as const, slug: "rules-3" };
const path = "/library/acknowledgement/rules-3";

beforeAll(async () => {
  setDb(counted.db, () => void statements++);
  await make.plan();
  cookie = await make.signIn((await make.person({ name: "Lin", roles: ["content_owner"] })).id);
  other = await make.signIn((await make.person({ name: "Zhou", roles: ["content_owner"] })).id);
  baseVersionId = (await currentVersion(db, "acknowledgement", "rules-3"))?.id ?? "";
});

let draftId = "";
const typed = (body: string, revision = 0) => ({
  whole: "yes",
  draft: revision === 0 ? "" : draftId,
  base: baseVersionId,
  revision: String(revision),
  madeFrom: "",
  ...Object.fromEntries(["title", "statement"].flatMap((f) => ["zh-CN", "en"].map((l) => [`${f}.${l}`, both(f)[l as "en"]]))),
  "body.zh-CN": `中文 ${body}`,
  "body.en": body,
});
const post = (form: Record<string, string>, who = cookie) =>
  editAction(routeArgs(`${path}/edit`, { cookie: who, params, form })).catch((thrown: unknown) => thrown);
const statusOf = (answer: unknown) =>
  (answer as { init?: { status?: number } }).init?.status ?? (answer instanceof Response ? answer.status : 200);

describe("the editor", () => {
  it("saves by its button and goes on with the draft; another's stale form gets the differences", async () => {
    expect(statusOf(await post({ ...typed("first"), do: "save" }))).toBe(302);
    draftId = (await editingOf(db, key))?.draft?.id ?? "";
    expect((await editingOf(db, key))?.draft).toMatchObject({ revision: 1, body: { body: both("first") } });
    const late = (await post({ ...typed("second"), do: "save" }, other)) as {
      data: { form: { stale: { changes: { mine: unknown[] } } } };
    };
    expect(statusOf(late)).toBe(409);
    expect(late.data.form.stale).toMatchObject({ by: "Lin", now: { draftId, revision: 1 } });
    expect(late.data.form.stale.changes.mine.length).toBeGreaterThanOrEqual(2);
    expect((await editingOf(db, key))?.draft).toMatchObject({ revision: 1, body: { body: both("first") } });
    // Put together knowingly: what only one side changed is taken from that side.
    expect(statusOf(await post({ ...typed("second", 1), do: "merge" }, other))).toBe(302);
    expect((await editingOf(db, key))?.draft).toMatchObject({ revision: 2, editorName: "Zhou", body: { body: both("second") } });
  });

  it.each([
    ["cut short", { whole: "" }, 400],
    ["with a revision that is none", { revision: "x" }, 400],
    ["with a base that is none", { base: "../.." }, 400],
    ["of a draft that is none", { draft: "1" }, 400],
    ["of another draft", { draft: "01890a5d-ac96-774b-bcce-b302099a8057" }, 409],
    ["from long ago", { revision: "0" }, 409],
  ])("keeps nothing of a form %s", async (_, wrong, status) => {
    const before = (await editingOf(db, key))?.draft?.revision;
    expect(statusOf(await post({ ...typed("lost", before), do: "save", ...wrong }))).toBe(status);
    expect((await editingOf(db, key))?.draft?.revision).toBe(before);
  });

  it("saves in the background with a preview in which scripts and odd addresses are harmless", async () => {
    const revision = (await editingOf(db, key))?.draft?.revision;
    const evil = '<script>alert(1)</script>\n\n[go](javascript:alert(2)) <img src=x onerror="alert(3)"> **kept**';
    const response = await saveInBackground(routeArgs(`${path}/draft`, { cookie, params, form: typed(evil, revision) }));
    const answer = (await response.json()) as { ok: boolean; seen: { revision: number }; preview: { html: { en: unknown } } };
    expect(answer).toMatchObject({ ok: true, seen: { draftId, revision: (revision ?? 0) + 1 } });
    const shown = JSON.stringify(answer.preview.html);
    expect(shown).not.toMatch(/javascript:|onerror|"tag":"script"|href/);
    expect(shown).toContain('"tag":"strong"');
    const stale = await saveInBackground(routeArgs(`${path}/draft`, { cookie, params, form: typed("late", revision) }));
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({ ok: false, stale: { by: "Lin" } });
  });
});

describe("pages", () => {
  it.each([
    ["the editor of a lesson", edit, { kind: "lesson", slug: "lesson-1" }],
    ["the editor of a question", edit, { kind: "question", slug: "lesson-1-q1" }],
    ["the editor of a plan", edit, { kind: "plan", slug: "plan" }],
    ["the editor of a quiz", edit, { kind: "quiz", slug: "quiz-1" }],
    ["a comparison before publishing", publishing, params],
    ["a history", history, params],
    ["what is in progress", drafts, {}],
    ["newer packs", upgrades, {}],
  ])("%s takes at most 6 statements, session included", async (_, loader, asked) => {
    const ask = () => (loader as typeof edit)(routeArgs("/library", { cookie, params: asked as Record<string, string> }));
    await ask();
    statements = 0;
    expect(await ask()).toBeTruthy();
    expect(statements).toBeLessThanOrEqual(6);
  });

  it.each([
    ["an item that is not there", { kind: "lesson", slug: "nothing" }],
    ["a kind without an editor", { kind: "product", slug: "month" }],
    ["no kind at all", { kind: "__proto__", slug: "x" }],
    ["no slug", { kind: "lesson", slug: "../../etc" }],
  ])("%s answers 404", async (_, asked) => {
    await expect(edit(routeArgs("/library", { cookie, params: asked }))).rejects.toMatchObject({ status: 404 });
    await expect(history(routeArgs("/library", { cookie, params: asked }))).rejects.toMatchObject({ status: 404 });
  });

  it("a supervisor reads the history and may not edit", async () => {
    const supervisor = await make.signIn((await make.supervisor((await make.team()).id)).id);
    expect(await history(routeArgs("/library", { cookie: supervisor, params }))).toMatchObject({ mayUndo: false });
    await expect(edit(routeArgs("/library", { cookie: supervisor, params }))).rejects.toMatchObject({ status: 403 });
  });
});
