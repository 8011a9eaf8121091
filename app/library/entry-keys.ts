import type { Field, Fields } from "./field";

type Body = Record<string, unknown>;

const record = (value: unknown): Body => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : {});

/**
 * The body with a name for every entry that has none, or that has the name of an entry before it: the word of its kind and the next free number. Pure; a
 * body whose entries all have names comes back as it was.
 */
export function withKeys(fields: Fields, body: Body): Body {
  const next = new Map<string, number>();
  for (const [of, key] of keysIn(fields, body)) {
    const number = key.startsWith(`${of}-`) ? Number(key.slice(of.length + 1)) : 0;
    next.set(of, Math.max(next.get(of) ?? 1, Number.isSafeInteger(number) ? number + 1 : 1));
  }
  const taken = new Set<string>();
  const nameOf = (of: string, standing: unknown): string => {
    if (typeof standing === "string" && standing !== "" && !taken.has(`${of} ${standing}`)) {
      taken.add(`${of} ${standing}`);
      return standing;
    }
    const number = next.get(of) ?? 1;
    next.set(of, number + 1);
    taken.add(`${of} ${of}-${number}`);
    return `${of}-${number}`;
  };
  const inField = (field: Field, value: unknown): unknown => {
    if (field.type === "group") return value === undefined ? value : inGroup(field.fields, record(value));
    return field.type === "list" && Array.isArray(value) ? value.map((entry: unknown) => inField(field.item, entry)) : value;
  };
  const inGroup = (of: Fields, values: Body): Body => {
    const named = { ...values };
    for (const [name, field] of Object.entries(of)) {
      if (field.type === "key") named[name] = nameOf(field.of, values[name]);
      else if (name in values) named[name] = inField(field, values[name]);
    }
    return named;
  };
  return inGroup(fields, body);
}

/** The names that stand in a body, each with the word of its kind. */
function* keysIn(fields: Fields, values: Body): Generator<[of: string, key: string]> {
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name];
    if (field.type === "key" && typeof value === "string") yield [field.of, value];
    else if (field.type === "group") yield* keysIn(field.fields, record(value));
    else if (field.type === "list" && field.item.type === "group" && Array.isArray(value))
      for (const entry of value) yield* keysIn(field.item.fields, record(entry));
  }
}
