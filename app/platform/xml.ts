/** A piece of an XML text: a tag with its name (without prefix) and its attributes as they stand, or text, still escaped. */
export type XmlToken =
  | { kind: "open"; name: string; attributes: string; isEmpty: boolean }
  | { kind: "close"; name: string; isEmpty: false }
  | { kind: "text"; text: string };

const TOKEN =
  /<(?:!--[\s\S]*?-->|!\[CDATA\[([\s\S]*?)\]\]>|[?!][^>]*>|(\/?)(?:[^\s<>/"'=:]+:)?([^\s<>/"'=:]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>)|([^<]+)/y;

/** The tags and texts of an XML text, one after the other. Throws at what is none; reads no entity, no document type. */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < xml.length) {
    const found = pattern.exec(xml);
    if (!found) throw new Error("this is no XML");
    const [, raw, slash, name, attributes = "", text] = found;
    if (text !== undefined) yield { kind: "text", text };
    else if (raw !== undefined) yield { kind: "text", text: escaped(raw) };
    else if (name !== undefined && slash) yield { kind: "close", name, isEmpty: false };
    else if (name !== undefined) yield { kind: "open", name, attributes, isEmpty: attributes.endsWith("/") };
  }
}

const patterns = new Map<string, RegExp>();

/** The value of an attribute, still escaped, whatever its prefix; "" when there is none. */
export function attribute(attributes: string, name: string): string {
  const pattern = patterns.get(name) ?? new RegExp(`(?:^|\\s)(?:[^\\s<>/"'=:]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, pattern);
  const found = pattern.exec(attributes);
  return found?.[1] ?? found?.[2] ?? "";
}

/** Text as it may stand between two tags. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A value without its escapes. */
export function plainText(value: string): string {
  return value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
    if (name) return entities[name] ?? all;
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
