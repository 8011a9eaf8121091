import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { mailMessages } from "./messages.mail";

/** A line that leads to its thing. */
export type Line = { text: string; url: string };
/** Lines under a heading; `more` where not all are named. */
export type Section = { title: string | null; lines: readonly Line[]; more: Line | null };
/** What a letter says: a sentence, then what it is about. `foot`: why it comes, and how that is changed. */
export type LetterBody = {
  subject: string;
  hello: string;
  lead: string | null;
  sections: readonly Section[];
  foot: readonly Line[];
  note: string;
};
type Written = { subject: string; text: string; html: string };

/** Lines of one kind in a letter; the rest is counted. */
const MOST_LINES = 12;
const MOST_SUBJECT = 120;

/** A letter in plain words and as simple HTML, both from the same. */
export function written(body: LetterBody, locale: Locale): Written {
  const subject = cut(body.subject.replace(/\s+/g, " ").trim());
  return { subject, text: plain(body), html: asHtml(body, locale) };
}

function cut(text: string): string {
  const signs = [...text];
  return signs.length <= MOST_SUBJECT ? text : `${signs.slice(0, MOST_SUBJECT - 1).join("")}…`;
}

function plain({ hello, lead, sections, foot, note }: LetterBody): string {
  const parts = sections.map(({ title, lines, more }) =>
    [...(title ? [title] : []), ...[...lines, ...(more ? [more] : [])].map(({ text, url }) => `- ${text}\n  ${url}`)].join("\n"),
  );
  const end = ["-- ", note, ...foot.map(({ text, url }) => `${text}: ${url}`)].join("\n");
  return `${[hello, ...(lead ? [lead] : []), ...parts, end].join("\n\n")}\n`;
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
const link = ({ text, url }: Line, style = "color:#1d4ed8") => `<a href="${escaped(url)}" style="${style}">${escaped(text)}</a>`;

function asHtml({ subject, hello, lead, sections, foot, note }: LetterBody, locale: Locale): string {
  const parts = sections.map(({ title, lines, more }) => {
    const heading = title ? `<h2 style="font-size:16px;margin:24px 0 8px">${escaped(title)}</h2>` : "";
    const rows = [...lines, ...(more ? [more] : [])].map((line) => `<li style="margin:0 0 8px">${link(line)}</li>`);
    return `${heading}<ul style="padding:0 0 0 20px;margin:0">${rows.join("")}</ul>`;
  });
  const end = `<p style="color:#5b6270;font-size:13px;margin:32px 0 0">${escaped(note)}<br>${foot.map((line) => link(line, "color:#5b6270")).join(" · ")}</p>`;
  const body = [`<p>${escaped(hello)}</p>`, lead ? `<p>${escaped(lead)}</p>` : "", ...parts, end].join("");
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="font-family:system-ui,'PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:1.6;max-width:40em;margin:24px auto;padding:0 16px">${body}</body></html>`;
}

/** The first lines, and one that counts the others and leads to all of them. */
export function sectionOf(title: string | null, lines: readonly Line[], all: string, locale: Locale): Section {
  const rest = lines.length - MOST_LINES;
  if (rest <= 0) return { title, lines, more: null };
  return { title, lines: lines.slice(0, MOST_LINES), more: { text: translate(mailMessages, locale)("more", { count: rest }), url: all } };
}
