import { type Locale, type LocalText, locales } from "~/platform/locale";
import { cutOnce, lineText, plainLine } from "./cell-lines";
import { type Cells, lineCells, linesIn, type Row, wrong } from "./cells";

/** A chat as cells: a line "客户：…" or "Agent: …" for each of its lines. */
type Line = { who: "customer" | "agent"; text: LocalText };

const speakers: Record<Line["who"], { said: Record<Locale, string>; known: string }> = {
  customer: { said: { "zh-CN": "客户：", en: "Customer: " }, known: "customer buyer client c 客户 顾客 买家 客人" },
  agent: { said: { "zh-CN": "客服：", en: "Agent: " }, known: "agent seller service a 客服 卖家 店家 我" },
};

/** The cells of a chat; empty where there is none. */
export function chatCells(chat: readonly Line[] | undefined): Cells {
  return lineCells("chat", chat ?? [], (line, l) => speakers[line.who].said[l] + lineText(line.text[l]));
}

/** The chat of a row; undefined when it has none. Both languages say the same line by the same speaker. */
export function chatIn(row: Row<unknown>): Line[] | undefined {
  const chat = linesIn(row, "chat", 12).map((line, at): Line => {
    const [zh, en] = locales.map((l) => spoken(row, line[l], l));
    if (zh?.who && en?.who && zh.who !== en.who) wrong(row, "chat.en", "speakers_differ", { n: at + 1 });
    return { who: zh?.who ?? en?.who ?? "customer", text: { "zh-CN": zh?.text ?? "", en: en?.text ?? "" } };
  });
  return chat.length > 0 ? chat : undefined;
}

function spoken(row: Row<unknown>, line: string, locale: Locale): { who: Line["who"] | null; text: string } {
  if (line === "") return { who: null, text: "" };
  const [name = "", text = ""] = cutOnce(line, "point") ?? [];
  const plain = name.normalize("NFKC").toLowerCase();
  const who = (["customer", "agent"] as const).find((one) => speakers[one].known.split(" ").includes(plain)) ?? null;
  if (!who) wrong(row, `chat.${locale}`, "line_speaker", { line: line.slice(0, 40) });
  return { who, text: plainLine(text) };
}
