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

function isStorable(text: string): boolean {
  return !/[\u0000\p{Surrogate}]/u.test(text);
}
