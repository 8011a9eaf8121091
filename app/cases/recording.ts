import type { ChatLine } from "@db/schema";
import { platforms } from "~/curriculum/pack-basics";
import type { Recording } from "~/simulator/replay";
import { languageOfChat } from "./propose";

/** The name under which a case is played: a run says by it which case it was. */
const recordingId = (number: number): string => `case-${number}`;

/** So many stand beside a chat that is played. */
const MOST_PRODUCTS = 8;

/** A case as a recorded chat that can be played: what the system put in between is left out. */
export function recordingOf(one: {
  number: number;
  title: string;
  platform: string;
  products: string[];
  lines: readonly ChatLine[];
}): Recording {
  const platform = platforms.find((known) => known === one.platform) ?? "taobao";
  return {
    id: recordingId(one.number),
    title: { "zh-CN": `案例 #${one.number}：${one.title}`, en: `Case #${one.number}: ${one.title}` },
    ...{ platform, locale: languageOfChat(one.lines), products: one.products.slice(0, MOST_PRODUCTS) },
    messages: one.lines.flatMap(({ at, who, text }) =>
      who === "system" || text.trim() === "" ? [] : [{ at, who: who === "buyer" ? ("customer" as const) : ("agent" as const), text }],
    ),
  };
}
