import type { Reader } from "~/platform/database.server";
import { accountOf } from "./accounts";
import { chatGround } from "./ground.server";
import { type Format, LOOKED_INTO, rowsOf, textPieces, uploadPath, type Encoding } from "./import-file.server";
import { jsonSessions } from "./import-json";
import { type Mapping, missingFields } from "./import-fields";
import { chatRowReader, type Seals } from "./import-part";
import { wordsOfCell } from "./import-values";
import { maskerOf, maskLine } from "./mask";
import type { ImportRow } from "./import-stage.server";

/** How many lines are shown before anything is kept. */
const SHOWN_LINES = 20;
const NO_SEALS: Seals = { session: (name) => name, buyer: () => "", order: (number) => number };

export type PreviewLine = { at: number; who: "buyer" | "agent" | "system" | "order"; text: string; isMasked: boolean };

/** The first rows of a file, as they are. */
export async function firstRows(path: string, format: Exclude<Format, "json">, encoding: Encoding, count: number): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const { cells } of rowsOf(path, format, encoding)) {
    rows.push(cells);
    if (rows.length >= count) break;
  }
  return rows;
}

/** The first lines of a file as they would be kept: read anew from the file, never stored. Empty where its columns are not known yet or nothing can be read. */
export async function maskedPreview(reader: Reader, row: ImportRow): Promise<PreviewLine[]> {
  const { catalogue } = await chatGround(reader);
  const lines: PreviewLine[] = [];
  const path = uploadPath(row.id);
  try {
    if (row.format === "json") {
      for await (const read of jsonSessions(textPieces(path, row.encoding), { most: LOOKED_INTO })) {
        if ("fault" in read) break;
        const { meta, messages, line } = read.session;
        const buyer = wordsOfCell(meta.buyerNick);
        const mask = maskerOf({ buyer, agent: accountOf(wordsOfCell(meta.psnNickName)).account, catalogue });
        for (const message of messages.slice(0, SHOWN_LINES - lines.length)) {
          const text = wordsOfCell(message.msg);
          const { text: masked } = mask(text);
          const from = wordsOfCell(message.userNickFrom);
          lines.push({
            at: line,
            who: from === "" ? "system" : from === buyer ? "buyer" : "agent",
            text: masked,
            isMasked: masked !== text,
          });
        }
        if (lines.length >= SHOWN_LINES) break;
      }
      return lines;
    }
    if (missingFields(row.kind, row.mapping).length > 0) return [];
    const read = chatRowReader(row.mapping as Mapping, NO_SEALS, catalogue);
    let isFirst = row.hasHeading;
    for await (const { row: at, cells } of rowsOf(path, row.format, row.encoding)) {
      if (isFirst) isFirst = false;
      else if (row.kind === "chats") {
        const [line] = read(at, cells).part?.body.lines ?? [];
        const before = wordsOfCell(cells[row.mapping.indexOf("text")]);
        if (line) lines.push({ at, who: line.who, text: line.text, isMasked: line.text !== before });
      } else lines.push({ at, who: "order", ...orderLine(row.mapping, cells) });
      if (lines.length >= SHOWN_LINES) break;
    }
  } catch {
    return lines;
  }
  return lines;
}

/** What is kept of an order's row: its number and its buyer never are. */
function orderLine(mapping: Mapping, cells: readonly unknown[]): { text: string; isMasked: boolean } {
  const shown = mapping.flatMap((field, i) => {
    const words = wordsOfCell(cells[i]);
    if (field === null || words === "") return [];
    return [field === "order" || field === "buyer" ? "〔…〕" : maskLine(words).text];
  });
  return { text: shown.join(" · "), isMasked: true };
}
