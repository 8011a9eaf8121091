import { withKeys } from "./entry-keys";
import type { Field, Fields } from "./field";

/** A body as a draft holds it: shaped like the pack's, though texts may be empty and numbers missing. */
export type DraftBody = Record<string, unknown>;
/** The fields of a posted form. */
type Posted = { get(name: string): unknown; getAll(name: string): unknown[] };

const MOST_ENTRIES = 200;
const LETTERS = "abcdefgh";
const LANGUAGES = ["zh-CN", "en"] as const;

const record = (value: unknown): DraftBody =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as DraftBody) : {};
const entries = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What a new entry of a field begins with. */
function blankOf(field: Field): unknown {
  switch (field.type) {
    case "text":
      return field.optional ? undefined : { "zh-CN": "", en: "" };
    case "words":
      return { "zh-CN": [], en: [] };
    case "several":
      return field.optional ? undefined : [];
    case "lines":
    case "cells":
      return [];
    case "number":
      return field.start ?? (field.optional ? undefined : null);
    case "tick":
      return field.start ?? false;
    case "choice":
      return field.optional ? undefined : (field.of[0] ?? "");
    case "place":
      return 1;
    case "letter":
      return "a";
    case "tuple":
      return field.of.map((one) => blankOf(one) ?? null);
    case "group":
      return field.optional ? undefined : blankGroup(field.fields);
    case "list":
      return field.optional
        ? undefined
        : placed(
            field,
            Array.from({ length: field.min }, () => blankOf(field.item)),
          );
    default:
      return field.optional ? undefined : "";
  }
}

function blankGroup(fields: Fields): DraftBody {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (has(blankOf(field)) ? [[name, blankOf(field)]] : [])));
}

/** A body in which nothing has been typed yet. */
export function blankBody(fields: Fields): DraftBody {
  return withKeys(fields, blankGroup(fields));
}

const has = (value: unknown) => value !== undefined;

/** Give the entries of a list their letters and places: a letter stays with its entry, a place follows the order. */
function placed(list: Extract<Field, { type: "list" }>, items: unknown[]): unknown[] {
  if (list.item.type !== "group") return items;
  const names = Object.entries(list.item.fields);
  const letter = names.find(([, f]) => f.type === "letter")?.[0];
  const place = names.find(([, f]) => f.type === "place")?.[0];
  const taken = new Set<unknown>();
  return items.map((item, index) => {
    const next = { ...record(item) };
    if (place) next[place] = index + 1;
    if (letter && taken.has(next[letter])) {
      const free = [...LETTERS].find((l) => !taken.has(l) && !items.some((other, at) => at > index && record(other)[letter] === l));
      next[letter] = free ?? "";
    }
    if (letter) taken.add(next[letter]);
    return next;
  });
}

/** The body that a posted form makes. What the form did not carry is as if it were empty. */
export function bodyOfForm(fields: Fields, form: Posted): DraftBody {
  return readGroup(fields, form, "");
}

function readGroup(fields: Fields, form: Posted, at: string): DraftBody {
  const body: DraftBody = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = read(field, form, `${at}${name}`);
    if (has(value)) body[name] = value;
  }
  return body;
}

const said = (form: Posted, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.replace(/\r\n?/g, "\n").trim() : "";
};
const linesIn = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function read(field: Field, form: Posted, name: string): unknown {
  switch (field.type) {
    case "text": {
      const [zh, en] = LANGUAGES.map((l) => said(form, `${name}.${l}`));
      return field.optional && !zh && !en ? undefined : { "zh-CN": zh, en };
    }
    case "words":
      return { "zh-CN": linesIn(said(form, `${name}.zh-CN`)), en: linesIn(said(form, `${name}.en`)) };
    case "lines":
      return linesIn(said(form, name));
    case "several":
      // In the order of the form, where what was chosen before comes first: the first may weigh most.
      return chosen(field, [...new Set(form.getAll(name))]);
    case "number": {
      const typed = said(form, name);
      if (typed === "") return field.optional ? undefined : null;
      // What is no number stays as it was typed; the check names it.
      return Number.isFinite(Number(typed)) ? Number(typed) : typed;
    }
    case "tick":
      return said(form, name) !== "";
    case "place":
      return Number(said(form, name)) || 1;
    case "cells":
      return Array.from({ length: countOf(form, name) }, (_, i) => {
        const [zh = "", en = ""] = LANGUAGES.map((l) => said(form, `${name}.${i}.${l}`));
        // A number, a name, a telephone number stands in both languages.
        return zh === en || en === "" ? zh || en : { "zh-CN": zh, en };
      });
    case "tuple":
      return field.of.map((one, i) => read(one, form, `${name}.${i}`) ?? null);
    case "group": {
      const inner = readGroup(field.fields, form, `${name}.`);
      return field.optional && !Object.values(inner).some(isFilled) ? undefined : inner;
    }
    case "list": {
      const items = Array.from({ length: countOf(form, name) }, (_, i) => read(field.item, form, `${name}.${i}`));
      return field.optional && items.length === 0 ? undefined : placed(field, items);
    }
    default: {
      const typed = said(form, name);
      return field.optional && typed === "" ? undefined : typed;
    }
  }
}

/** What of a field's choices was ticked; undefined: nothing, where nothing need be. */
function chosen({ of, optional }: Extract<Field, { type: "several" }>, ticked: unknown[]): unknown {
  const known = ticked.filter((value) => of.some((one) => one === value));
  return optional && known.length === 0 ? undefined : known;
}

/** How many entries a list of the form has: a hidden field beside it says so. */
function countOf(form: Posted, name: string): number {
  const said = Number(form.get(`${name}:n`));
  return Number.isInteger(said) && said > 0 ? Math.min(said, MOST_ENTRIES) : 0;
}

function isFilled(value: unknown): boolean {
  if (typeof value === "string") return value !== "";
  if (typeof value === "object" && value !== null) return Object.values(value).some(isFilled);
  return typeof value === "number";
}

const listMoves = ["add", "remove", "up", "down"] as const;
type Move = (typeof listMoves)[number];

/** What a button of a list asks for: `add:options`, `remove:options.2`, `up:days.3.activities.0`. Null: it is no such thing. */
export function parseMove(text: string): { move: Move; path: string[] } | null {
  const [move, where = ""] = text.split(":");
  const found = listMoves.find((m) => m === move);
  return found && /^[\w-]+(\.[\w-]+)*$/.test(where) ? { move: found, path: where.split(".") } : null;
}

/** The body after a move in one of its lists. What leads nowhere changes nothing. Moved up from the first place an entry goes to the group before. */
export function applyMove(fields: Fields, body: DraftBody, { move, path }: { move: Move; path: readonly string[] }): DraftBody {
  const at = move === "add" ? [...path] : path.slice(0, -1);
  const index = move === "add" ? 0 : Number(path.at(-1));
  const list = fieldAt(fields, at);
  const items = entries(valueAt(body, at));
  if (list?.type !== "list" || !Number.isInteger(index)) return body;
  if (move === "add") return items.length >= list.max ? body : put(fields, body, at, [...items, newEntry(list, body, items)]);
  if (index < 0 || index >= items.length) return body;
  const without = items.filter((_, i) => i !== index);
  if (move === "remove") return put(fields, body, at, without);
  const to = move === "up" ? index - 1 : index + 1;
  if (to >= 0 && to < items.length) return put(fields, body, at, [...without.slice(0, to), items[index], ...without.slice(to)]);
  const beside = besideOf(at, move === "up" ? -1 : 1);
  const others = beside && valueAt(body, beside);
  if (!beside || !Array.isArray(others)) return body;
  const landed = move === "up" ? [...others, items[index]] : [items[index], ...others];
  return put(fields, put(fields, body, at, without), beside, landed);
}

/** A new row of cells is as wide as the form has columns; a new entry takes the first letter that is free. */
function newEntry(list: Extract<Field, { type: "list" }>, body: DraftBody, items: readonly unknown[]): unknown {
  if (list.item.type === "cells") return entries(body.columns).map(() => "");
  const fresh = blankOf({ ...list.item, optional: false } as Field);
  if (list.item.type !== "group") return fresh;
  const letter = Object.entries(list.item.fields).find(([, f]) => f.type === "letter")?.[0];
  if (!letter) return fresh;
  const taken = items.map((item) => record(item)[letter]);
  return { ...record(fresh), [letter]: [...LETTERS].find((l) => !taken.includes(l)) ?? "" };
}

/** The same list in the group before or after: `days.3.activities` → `days.2.activities`. */
function besideOf(path: readonly string[], step: number): string[] | null {
  const at = path.length - 2;
  const index = Number(path[at]);
  return at >= 1 && Number.isInteger(index) && index + step >= 0
    ? [...path.slice(0, at), String(index + step), ...path.slice(at + 1)]
    : null;
}

function fieldAt(fields: Fields, path: readonly string[]): Field | null {
  let at: Field = { type: "group", fields };
  for (const step of path) {
    if (at.type === "group") {
      const next: Field | undefined = Object.hasOwn(at.fields, step) ? at.fields[step] : undefined;
      if (!next) return null;
      at = next;
    } else if (at.type === "list" && /^\d+$/.test(step)) at = at.item;
    else return null;
  }
  return at;
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  let at = body;
  for (const step of path) at = Array.isArray(at) ? at[Number(step)] : record(at)[step];
  return at;
}

/** The body with a list put at a path, its letters and places in order. */
function put(fields: Fields, body: DraftBody, path: readonly string[], items: unknown[]): DraftBody {
  const list = fieldAt(fields, path);
  return withKeys(fields, record(replaced(body, path, list?.type === "list" ? placed(list, items) : items)));
}

function replaced(node: unknown, path: readonly string[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(node)) return node.map((item: unknown, i) => (i === Number(step) ? replaced(item, rest, value) : item));
  return { ...record(node), [step]: replaced(record(node)[step], rest, value) };
}
