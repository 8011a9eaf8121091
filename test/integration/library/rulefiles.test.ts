import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { contentVersion, grading, gradingResult } from "@db/schema";
import { editingOf, saveDraft } from "~/curriculum/drafts.server";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { currentVersion } from "~/curriculum/queries.server";
import { readPack } from "~/curriculum/read-pack.server";
import { historyOf } from "~/curriculum/publish.server";
import { materialPage } from "~/library/history-page.server";
import { publish, undoPublication } from "~/library/publication.server";
import { action as beginNew } from "~/library/routes/drafts";
import { action as save, loader as edit } from "~/library/routes/edit";
import { action as change } from "~/library/routes/item";
import { loader as publishing } from "~/library/routes/publish";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { gradingResultOf } from "~/probation/result.server";
import { gradingSheet } from "~/probation/sheet.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { visit } from "./visit";

const { db, owner, ctx, make } = await freshDatabase();
const TODAY = "2026-03-02";
const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);
const kinds = ["checklist", "kpi_rules", "level_rules", "conduct_rules", "drill_rules"] as const;
type Kind = (typeof kinds)[number];
type Checklist = ItemBody<"checklist">;
const slugs = new Map<Kind, string>();
let editor = "";
let cookie = "";

beforeAll(async () => {
  setDb(db);
  const { pack } = await readPack("content/taobao-cs");
  for (const { kind, slug, body } of pack?.items ?? []) {
    const found = kinds.find((k) => k === kind);
    if (!found) continue;
    const { slug: _, ...rest } = body as Record<string, unknown>;
    slugs.set(found, slug);
    await make.content(found, slug, rest);
  }
  for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`);
  editor = (await make.person({ name: "Lin", roles: ["content_owner"] })).id;
  cookie = await make.signIn(editor);
});

const keyOf = (kind: Kind) => ({ kind, slug: slugs.get(kind) ?? "" });
const paramsOf = (kind: Kind, params = keyOf(kind)) => ({ path: `/library/${kind}/${params.slug}`, params });

/** Change an item and publish it; the page of its effects when it was material. */
async function published<K extends ItemKind>(
  kind: K,
  slug: string,
  alter: (body: ItemBody<K>) => ItemBody<K>,
  material: boolean,
  at: Date,
) {
  const { item } = (await editingOf(db, { kind, slug })) ?? {};
  const body = alter(structuredClone(item?.body) as ItemBody<K>);
  const saved = await saveDraft(
    ctx(at, editor),
    { kind, slug },
    { revision: 0, baseVersionId: item?.versionId ?? null, body, madeFrom: null },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.refusals));
  const items = [{ kind, slug, revision: saved.value.revision }];
  const done = await publish(ctx(at, editor), { items, note: "why it changed", material }, TODAY);
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return done.value;
}

/** The form of an item as a browser without script sends it. */
async function formOf(kind: Kind): Promise<Record<string, string>> {
  const { path, params } = paramsOf(kind);
  const { body: page } = await visit(edit, `${path}/edit`, { cookie, params });
  const form: Record<string, string> = {
    whole: "yes",
    draft: (page.draft as { id: string } | null)?.id ?? "",
    base: (page.item as { versionId: string }).versionId,
    revision: String((page.draft as { revision: number } | null)?.revision ?? 0),
    madeFrom: "",
  };
  const put = (name: string, value: unknown): void => {
    if (value === true) form[name] = "on";
    else if (typeof value === "string" || typeof value === "number") form[name] = String(value);
    else if (Array.isArray(value)) {
      form[`${name}:n`] = String(value.length);
      value.forEach((one, i) => put(`${name}.${i}`, one));
    } else if (typeof value === "object" && value !== null) for (const [key, one] of Object.entries(value)) put(`${name}.${key}`, one);
  };
  for (const [name, value] of Object.entries(page.body as object)) put(name, value);
  return form;
}

const send = async (kind: Kind, alter: Record<string, string>, asked = "save") => {
  const { path, params } = paramsOf(kind);
  return visit(save, `${path}/edit`, { cookie, params, form: { ...(await formOf(kind)), ...alter, do: asked } });
};

describe("a second checklist", () => {
  it("begins as another one, under a name of its own", async () => {
    const begin = (form: Record<string, string>) =>
      visit(beginNew, "/library/drafts", { cookie, params: {}, form: { kind: "checklist", ...form } });
    expect(await begin({ slug: "night-shift", from: "probation" })).toMatchObject({ status: 302 });
    const draft = (await editingOf(db, { kind: "checklist", slug: "night-shift" }))?.draft?.body as Checklist;
    const shops = (await editingOf(db, { kind: "checklist", slug: "probation" }))?.item?.body as Checklist;
    expect(draft).toEqual({ ...shops, slug: "night-shift" });
    expect(await begin({ slug: "from-nothing", from: "" })).toMatchObject({ status: 302 });
    expect((await editingOf(db, { kind: "checklist", slug: "from-nothing" }))?.draft?.body).toMatchObject({ areas: [{ weight: 10 }] });
    expect(await begin({ slug: "probation", from: "probation" })).toMatchObject({ status: 400 });
  });

  it("may be put away; the shop's own may not", async () => {
    const { slug: _, ...shops } = (await editingOf(db, { kind: "checklist", slug: "probation" }))?.item?.body as Checklist;
    await make.content("checklist", "old-one", { ...shops, title: { "zh-CN": "旧表", en: "old one" } });
    const archive = (slug: string) =>
      visit(change, `/library/checklist/${slug}`, {
        cookie,
        params: { kind: "checklist", slug },
        form: { intent: "archive", reason: "nobody is graded by it any more" },
      });
    expect(await archive("old-one")).toMatchObject({ status: 302 });
    expect(await archive("probation")).toMatchObject({ status: 404 });
  });
});

describe("the editor of the checklist and of the rule files", () => {
  it.each(kinds)("opens %s without a fault, and saving it as it is begins no draft", async (kind) => {
    const { path, params } = paramsOf(kind);
    const { body: page } = await visit(edit, `${path}/edit`, { cookie, params });
    expect(page).toMatchObject({ faults: [], draft: null, preview: { kind } });
    expect(await send(kind, {})).toMatchObject({ status: 302 });
    expect((await editingOf(db, keyOf(kind)))?.draft).toBeNull();
  });

  it.each<[Kind, Record<string, string>, string, string]>([
    ["checklist", { "areas.0.weight": "15" }, "areas", "the weights of the areas must sum to 100, they make 95"],
    ["kpi_rules", { "metrics.0.band.1.0": "many" }, "metrics.0.band.1.0", "needs a number"],
    ["level_rules", { "levels.4.opens:n": "1", "levels.4.opens.0": "nothing" }, "levels.gold-medal.opens", 'there is no module "nothing"'],
    ["drill_rules", { "seconds.single_choice": "0" }, "seconds.single_choice", "must not be below 1"],
    ["conduct_rules", { "rules.0.points": "2" }, "rules.0.points", "must be below 0: write it with a minus, such as -0.5"],
  ])("%s keeps what is wrong as a draft, names it, and does not publish it", async (kind, wrong, path, rule) => {
    expect((await send(kind, wrong)).status).toBe(302);
    const { path: address, params } = paramsOf(kind);
    const { body: page } = await visit(publishing, `${address}/publish`, { cookie, params });
    expect(page.faults).toContainEqual({ ...keyOf(kind), path, rule });
    const revision = (await editingOf(db, keyOf(kind)))?.draft?.revision ?? 0;
    const refused = await publish(ctx(MONDAY, editor), { items: [{ ...keyOf(kind), revision }], note: "wrong", material: false }, TODAY);
    expect(refused).toMatchObject({ ok: false, refusals: [{ code: "content_faults" }] });
    const { body: open } = await visit(edit, `${address}/edit`, { cookie, params });
    expect((open.preview as { kind: string } | null)?.kind).toBe(kind);
    await send(kind, {}, "discard");
    expect((await editingOf(db, keyOf(kind)))?.draft).toBeNull();
  });

  it("adds an item with a name of its own, publishes it, and takes it back", async () => {
    const { path, params } = paramsOf("checklist");
    const items = async () => (await currentVersion(db, "checklist", "probation"))?.body.areas[6]?.items ?? [];
    const before = (await items()).length;
    await send("checklist", {}, "add:areas.6.items");
    const fresh = `areas.6.items.${before}`;
    const texts = Object.fromEntries(
      ["title", ...[0, 1, 2, 3, 4].map((n) => `descriptors.${n}`)].flatMap((f) => [
        [`${fresh}.${f}.zh-CN`, "新的一项"],
        [`${fresh}.${f}.en`, "A new one"],
      ]),
    );
    await send("checklist", { ...texts, [`${fresh}.draw.from`]: "products", [`${fresh}.draw.count`]: "3" });
    const { body: page } = await visit(publishing, `${path}/publish`, { cookie, params });
    expect(page.faults).toEqual([]);
    const revision = (await editingOf(db, keyOf("checklist")))?.draft?.revision ?? 0;
    const key = keyOf("checklist");
    expect(await publish(ctx(MONDAY, editor), { items: [{ ...key, revision }], note: "one more", material: false }, TODAY)).toMatchObject({
      ok: true,
    });
    expect((await items()).at(-1)).toMatchObject({
      slug: "item-1",
      draw: { from: "products", count: 3 },
      evidence: "none",
      critical: false,
    });
    const [last] = await historyOf(db, key);
    expect(await undoPublication(ctx(MONDAY, editor), key, last?.id ?? "", "too much", TODAY)).toMatchObject({ ok: true });
    expect(await items()).toHaveLength(before);
  });

  it.each(kinds.filter((kind) => kind !== "checklist"))(
    "neither begins a second %s nor takes the one there is out of use",
    async (kind) => {
      expect(await visit(beginNew, "/library/drafts", { cookie, form: { kind, slug: "second" } })).toMatchObject({ status: 400 });
      const { path, params } = paramsOf(kind);
      expect(await visit(change, path, { cookie, params, form: { intent: "archive", reason: "no more" } })).toMatchObject({ status: 404 });
    },
  );
});

describe("a grading in progress", () => {
  const reweighted = (body: Checklist): Checklist => {
    const [first, second, ...rest] = body.areas;
    if (!first || !second) throw new Error("no areas");
    return {
      ...body,
      pass_total: 95,
      areas: [{ ...first, weight: first.weight - 5, items: first.items.slice(1) }, { ...second, weight: second.weight + 5 }, ...rest],
    };
  };

  it.each([
    ["minor", false],
    ["material", true],
  ])("is not disturbed by a %s publication; the next one goes by the new version", async (_, material) => {
    const { person, teamId } = await make.inProbation({ name: material ? "Ma" : "Mi" });
    const grader = (await make.supervisor(teamId)).id;
    const other = (await make.supervisor(teamId)).id;
    const began = await currentVersion(db, "checklist", "probation");
    const begun = await startGrading(ctx(MONDAY, grader), person.id);
    if (!began || !begun.ok) throw new Error("no grading");
    const { gradingId } = begun.value;
    const sheet = () => gradingSheet(db, { personId: person.id, gradingId, graderId: grader }, "en");
    const before = await sheet();

    const done = await published("checklist", "probation", reweighted, material, later(5));
    const now = await currentVersion(db, "checklist", "probation");
    expect(now?.body.pass_total).toBe(95);
    expect(await sheet()).toEqual(before);

    // Finished by the version it began with: its items, its weights, its marks.
    const items = began.body.areas.flatMap((a) => a.items);
    const draft = Object.fromEntries(
      items.map((i, n) => [
        i.slug,
        { grade: i.critical || n % 2 === 0 ? 4 : 3, ...(i.evidence === "required" ? { fileIds: [newId()] } : {}) },
      ]),
    );
    await owner
      .update(grading)
      .set({ draft, draftRevision: 3 })
      .where(and(eq(grading.id, gradingId), eq(grading.graderId, grader)));
    expect(await submitGrading(ctx(later(10), grader), person.id, gradingId, 3)).toMatchObject({ ok: true, value: { passed: true } });
    const [result] = await db.select().from(gradingResult).where(eq(gradingResult.gradingId, gradingId));
    expect(Number(result?.total)).toBeLessThan(95);
    expect((await gradingResultOf(db, person.id, gradingId, "en"))?.passTotal).toBe(began.body.pass_total);

    const next = await startGrading(ctx(later(20), other), person.id);
    if (!next.ok) throw new Error("no second grading");
    const [row] = await db
      .select({ version: contentVersion.version })
      .from(grading)
      .innerJoin(contentVersion, eq(contentVersion.id, grading.checklistVersionId))
      .where(eq(grading.id, next.value.gradingId));
    expect(row?.version).toBe(now?.version);

    // A material change says whom it concerns, and a manager decides; a minor one asks nobody.
    expect(done.materialId === null).toBe(!material);
    const page = done.materialId ? await materialPage(db, done.materialId) : null;
    if (material)
      expect(page?.people.filter((p) => p.name === "Ma")).toEqual([
        { personId: person.id, name: "Ma", team: expect.any(String) as string, stand: "graded" },
      ]);
    const back = (await historyOf(db, { kind: "checklist", slug: "probation" }))[0];
    expect(
      await undoPublication(ctx(later(30), editor), { kind: "checklist", slug: "probation" }, back?.id ?? "", "put back", TODAY),
    ).toMatchObject({ ok: true });
  });

  it("says of somebody being graded that the sheet stays as it began", async () => {
    const { person, teamId } = await make.inProbation({ name: "Open" });
    await startGrading(ctx(later(40), (await make.supervisor(teamId)).id), person.id);
    const { materialId } = await published("checklist", "probation", (body) => ({ ...body, pass_area: 65 }), true, later(50));
    const page = await materialPage(db, materialId ?? "");
    expect(page?.people.find((p) => p.personId === person.id)).toMatchObject({ stand: "grading" });
    expect(page?.total).toBe(page?.people.length);
  });

  it("asks the checklist in force how often somebody may be graded again", async () => {
    await published("checklist", "probation", (body) => ({ ...body, retakes: 0 }), false, later(60));
    const { person, teamId } = await make.inProbation();
    const grader = (await make.supervisor(teamId)).id;
    const begun = await startGrading(ctx(later(61), grader), person.id);
    await published("checklist", "probation", (body) => ({ ...body, retakes: 2 }), false, later(62));
    if (!begun.ok) throw new Error("no grading");
    const items = (await currentVersion(db, "checklist", "probation"))?.body.areas.flatMap((a) => a.items) ?? [];
    const draft = Object.fromEntries(
      items.map((i) => [i.slug, { grade: 0, ...(i.evidence === "required" ? { fileIds: [newId()] } : {}) }]),
    );
    await owner.update(grading).set({ draft, draftRevision: 3 }).where(eq(grading.id, begun.value.gradingId));
    expect(await submitGrading(ctx(later(63), grader), person.id, begun.value.gradingId, 3)).toMatchObject({
      ok: true,
      value: { passed: false },
    });
    expect(await startGrading(ctx(later(64), grader), person.id)).toMatchObject({ ok: true });
  });
});
