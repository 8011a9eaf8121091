/**
 * A posted text as JSON; undefined when it is none, or when it holds what PostgreSQL cannot keep: the NUL character, half a surrogate pair.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (!isStorable(key) || (typeof value === "string" && !isStorable(value))) throw new SyntaxError("not storable");
      return value;
    }) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The same for what holds typed text: as in the fields of a form NUL is dropped, and half a pair (an emoji that a field's length cut in two) becomes the sign for what
 * cannot be read. One such character must not cost the answers that are posted along with it.
 */
export function parseTyped(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (!isStorable(key)) return undefined;
      return typeof value === "string" ? value.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\ufffd") : value;
    }) as unknown;
  } catch {
    return undefined;
  }
}

function isStorable(text: string): boolean {
  return !/[\u0000\p{Surrogate}]/u.test(text);
}
