/** The fields of a plain form that each say "name=value", in their order; those without a value were left alone. */
export function fieldsOf(values: readonly string[]): [name: string, value: string][] {
  return values.flatMap((value) => {
    const at = value.indexOf("=");
    return at > 0 && at < value.length - 1 ? [[value.slice(0, at), value.slice(at + 1)] as [string, string]] : [];
  });
}
