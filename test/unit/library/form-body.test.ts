import { describe, expect, it } from "vitest";
import { type ItemKind, itemSchemas } from "~/curriculum/pack";
import { readPack } from "~/curriculum/read-pack.server";
import { editableKinds, fieldsOf, isEditable } from "~/library/fields";
import type { Field, Fields } from "~/library/field";
import { questionFields, questionTypes } from "~/library/fields-questions";
import { applyMove, blankBody, bodyOfForm, parseMove } from "~/library/form-body";

/** The form as the browser would send it for a body. */
function formOf(fields: Fields, body: Record<string, unknown>): FormData {
  const form = new FormData();
  const put = (name: string, field: Field, value: unknown): void => {
    const both = (value ?? {}) as Record<string, unknown>;
    const items = (value ?? []) as unknown[];
    if (field.type === "text") for (const l of ["zh-CN", "en"]) form.append(`${name}.${l}`, String(both[l] ?? ""));
    else if (field.type === "words")
      for (const l of ["zh-CN", "en"]) form.append(`${name}.${l}`, ((both[l] as string[]) ?? []).join("\r\n"));
    else if (field.type === "lines") form.append(name, items.join("\r\n"));
    else if (field.type === "several") for (const one of items) form.append(name, String(one));
    else if (field.type === "tick") {
      if (value === true) form.append(name, "on");
    } else if (field.type === "tuple") field.of.forEach((one, i) => put(`${name}.${i}`, one, items[i]));
    else if (field.type === "group") for (const [n, f] of Object.entries(field.fields)) put(`${name}.${n}`, f, both[n]);
    else if (field.type === "list") {
      form.append(`${name}:n`, String(items.length));
      items.forEach((item, i) => put(`${name}.${i}`, field.item, item));
    } else if (field.type === "cells") {
      form.append(`${name}:n`, String(items.length));
      items.forEach((cell, i) => {
        const pair = typeof cell === "string" ? { "zh-CN": cell, en: cell } : (cell as Record<string, string>);
        for (const l of ["zh-CN", "en"] as const) form.append(`${name}.${i}.${l}`, pair[l] ?? "");
      });
    } else form.append(name, value === undefined || value === null ? "" : String(value));
  };
  for (const [name, field] of Object.entries(fields)) put(name, field, body[name]);
  return form;
}

describe("the form of every item of the packs", () => {
  it.each(["content/taobao-cs", "content/foreign-trade"])(
    "brings back what it was given: %s",
    async (dir) => {
      const { pack } = await readPack(dir);
      const seen = new Set<string>();
      for (const item of pack?.items ?? []) {
        if (!isEditable(item.kind)) continue;
        const body = item.body as Record<string, unknown>;
        const fields = fieldsOf(item.kind, body.type);
        if (!fields) throw new Error(`no fields for ${item.kind}`);
        const back = { slug: item.slug, ...(body.type ? { type: body.type } : {}), ...bodyOfForm(fields, formOf(fields, body)) };
        // Whatever the form leaves out has the same default in the schema.
        expect(itemSchemas[item.kind].parse(back), `${item.kind} ${item.slug}`).toEqual(trimmed(item.body));
        seen.add(item.kind);
      }
      expect(seen.size).toBeGreaterThan(3);
      if (dir.endsWith("taobao-cs"))
        expect([...seen]).toEqual(expect.arrayContaining(["checklist", "kpi_rules", "level_rules", "conduct_rules", "drill_rules"]));
    },
    60_000,
  );
});

/** Texts as the form keeps them: without blank ends. */
function trimmed(value: unknown): unknown {
  if (typeof value === "string") return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, trimmed(v)]));
}

describe("a blank body", () => {
  it.each(editableKinds.filter((k) => k !== "question"))("of a %s survives its form", (kind) => {
    const fields = fieldsOf(kind, undefined);
    if (!fields) throw new Error("no fields");
    const blank = blankBody(fields);
    expect(bodyOfForm(fields, formOf(fields, blank))).toEqual(blank);
  });
  it.each(questionTypes)("of a question %s survives its form, with letters of its own", (type) => {
    const blank = blankBody(questionFields[type]);
    expect(bodyOfForm(questionFields[type], formOf(questionFields[type], blank))).toEqual(blank);
    const options = blank.options as { id: string }[] | undefined;
    if (options) expect(options.map((o) => o.id)).toEqual(["a", "b"]);
  });
  it("knows every field of the schema", () => {
    for (const kind of editableKinds.filter((k): k is Exclude<typeof k, "question"> => k !== "question")) {
      const shape = (itemSchemas[kind as ItemKind] as unknown as { shape: Record<string, unknown> }).shape;
      expect(Object.keys(fieldsOf(kind, undefined) ?? {}).sort(), kind).toEqual(
        Object.keys(shape)
          .filter((name) => name !== "slug")
          .sort(),
      );
    }
  });
});

describe("moves in lists", () => {
  const fields = questionFields.single_choice;
  const options = ["a", "b", "c"].map((id) => ({ id, text: { "zh-CN": id, en: id }, correct: id === "a" }));
  const move = (text: string, body: Record<string, unknown> = { options }, of: Fields = fields) => {
    const parsed = parseMove(text);
    return parsed ? applyMove(of, body, parsed) : null;
  };
  const letters = (body: Record<string, unknown> | null) => (body?.options as { id: string }[]).map((o) => o.id).join("");

  it.each([
    ["remove:options.1", "ac"],
    ["up:options.2", "acb"],
    ["down:options.0", "bac"],
    ["up:options.0", "abc"],
    ["down:options.2", "abc"],
    ["add:options", "abcd"],
    ["remove:options.9", "abc"],
    ["add:stem", "abc"],
    ["remove:nothing.1", "abc"],
  ])("%s makes %s", (text, expected) => {
    expect(letters(move(text))).toBe(expected);
  });

  it("gives a new entry the letter that is free", () => {
    expect(letters(move("add:options", move("remove:options.1") ?? {}))).toBe("acb");
  });

  it.each(["drop:options.1", "remove:__proto__.x y", "remove:", "", "save"])("takes %j for no move", (text) => {
    expect(parseMove(text)).toBeNull();
  });

  it("moves an activity to the end of the day before, and numbers days", () => {
    const plan = fieldsOf("plan", undefined) ?? {};
    const day = (n: number, ...slugs: string[]) => ({ day: n, activities: slugs.map((slug) => ({ slug })) });
    const days = [day(1, "a"), day(2, "b", "c"), day(3, "d")];
    const slugsOf = (body: Record<string, unknown> | null) =>
      (body?.days as { day: number; activities: { slug: string }[] }[]).map((d) => `${d.day}${d.activities.map((a) => a.slug).join("")}`);
    expect(slugsOf(move("up:days.1.activities.0", { days }, plan))).toEqual(["1ab", "2c", "3d"]);
    expect(slugsOf(move("down:days.1.activities.1", { days }, plan))).toEqual(["1a", "2b", "3cd"]);
    expect(slugsOf(move("up:days.0.activities.0", { days }, plan))).toEqual(["1a", "2bc", "3d"]);
    expect(slugsOf(move("remove:days.1", { days }, plan))).toEqual(["1a", "2d"]);
    expect(slugsOf(move("up:days.2", { days }, plan))).toEqual(["1a", "2d", "3bc"]);
  });
});

describe("entries that have a name nobody types", () => {
  const fields = fieldsOf("checklist", undefined) ?? {};
  type Area = { slug: string; items: { slug: string }[] };
  const named = (body: Record<string, unknown>) => (body.areas as Area[]).map((a) => [a.slug, ...a.items.map((i) => i.slug)]);
  const move = (body: Record<string, unknown>, asked: string) => {
    const found = parseMove(asked);
    return found ? applyMove(fields, body, found) : body;
  };

  it("get one as they are added, of their own in the whole body, and keep it wherever they go", () => {
    let body = blankBody(fields);
    expect(named(body)).toEqual([["area-1", "item-1"]]);
    for (const asked of ["add:areas", "add:areas.0.items", "add:areas.1.items"]) body = move(body, asked);
    expect(named(body)).toEqual([
      ["area-1", "item-1", "item-3"],
      ["area-2", "item-2", "item-4"],
    ]);
    body = move(body, "up:areas.1.items.0");
    expect(named(body)).toEqual([
      ["area-1", "item-1", "item-3", "item-2"],
      ["area-2", "item-4"],
    ]);
    body = move(move(body, "up:areas.1"), "add:areas.0.items");
    expect(named(body)).toEqual([
      ["area-2", "item-4", "item-5"],
      ["area-1", "item-1", "item-3", "item-2"],
    ]);
  });

  it("leaves what a pack named alone", () => {
    const body = { ...blankBody(fields), areas: [{ slug: "features", items: [{ slug: "describe" }, {}] }] };
    expect(named(move(body, "add:areas.0.items"))).toEqual([["features", "describe", "item-1", "item-2"]]);
  });
});

describe("a group that may be left empty", () => {
  const form = (entries: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(entries)) data.append(name, value);
    return data;
  };
  const level = fieldsOf("level_rules", undefined) ?? {};
  const checklist = fieldsOf("checklist", undefined) ?? {};

  it("is not there while nothing is typed in it, and wants the rest once something is", () => {
    const read = (typed: Record<string, string>) =>
      (bodyOfForm(level, form({ "levels:n": "1", ...typed })).levels as Record<string, unknown>[])[0];
    expect(read({})).not.toHaveProperty("entry");
    expect(read({ "levels.0.entry.months": "2" })).toMatchObject({ entry: { months: 2, score: null, no_serious_conduct: false } });
    expect(read({ "levels.0.entry.score": "eighty" })).toMatchObject({ entry: { months: null, score: "eighty" } });
  });

  it("of what is drawn keeps the half that was typed, so that the check names the other", () => {
    const read = (typed: Record<string, string>) =>
      (
        bodyOfForm(checklist, form({ "areas:n": "1", "areas.0.items:n": "1", ...typed })).areas as {
          items: Record<string, unknown>[];
        }[]
      )[0]?.items[0];
    const at = "areas.0.items.0.draw";
    expect(read({ [`${at}.from`]: "", [`${at}.count`]: "" })).not.toHaveProperty("draw");
    expect(read({ [`${at}.count`]: "8" })).toMatchObject({ draw: { count: 8 } });
    expect(read({ [`${at}.from`]: "puzzles", [`${at}.count`]: "8" })).toMatchObject({ draw: { from: "puzzles", count: 8 } });
  });
});
