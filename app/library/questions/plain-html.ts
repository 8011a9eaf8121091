/** What HTML of other systems says, as plain text with lines and lists. Nothing of its marks is kept, so nothing of it can act. */

const named: Record<string, string> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", hellip: "…", ndash: "–", mdash: "—", middot: "·", times: "×" },
  ...{ lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", laquo: "«", raquo: "»", yen: "¥", euro: "€", copy: "©", deg: "°", bull: "•" },
};

/** Entities as the signs that they stand for; what is none stays. */
function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name) return Object.hasOwn(named, name) ? (named[name] ?? all) : all;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : all;
  });
}

/** Whether a text has marks of HTML. */
export function isHtml(text: string): boolean {
  return /<\/?[a-z][^>]*>|&(?:\w{2,8}|#\d{1,7});/i.test(text);
}

/** The text of a piece of HTML, and whether pictures or other files stood in it. */
export function plainOfHtml(html: string): { text: string; pictures: boolean; files: boolean } {
  const said = html
    .replace(/<!--[^]*?(?:-->|$)/g, "")
    .replace(/<(script|style|head|title|object|iframe)\b[^>]*>[^]*?(?:<\/\1\s*>|$)/gi, "")
    .replace(/\s+/g, " ")
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/<li\b[^>]*>/gi, "\n- ")
    .replace(/<\/(?:p|div|h[1-6]|ul|ol|tr|table|blockquote|pre)\s*>|<(?:p|div|h[1-6]|tr|blockquote|pre)\b[^>]*>/gi, "\n")
    .replace(/<\/t[dh]\s*>/gi, "\t")
    .replace(/<\/?[a-z][^>]*>?/gi, "");
  return {
    text: tidy(withoutEntities(said)),
    pictures: /<(?:img|svg|picture)\b/i.test(html),
    files: /<(?:audio|video|object|embed|iframe)\b/i.test(html),
  };
}

/** Lines without blanks at their ends, and no more than one empty line between two. */
function tidy(text: string): string {
  return text
    .replace(/\u00a0/g, " ")
    .split("\n")
    .map((line) => line.replace(/[ \t]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/\n\n(?=- )/g, "\n")
    .trim();
}
