import { type MaskContext, maskerOf } from "./mask";
import { buyerIn } from "./mask-nicks-buyer";
import { readingOf } from "./mask-text";

/**
 * Masks the lines of one chat after the other, as `maskerOf` does and with the very same result. Shops say the same words all day: a line that hides nobody in one chat hides nobody in the
 * next, unless the buyer's nick stands in it or a name was said before. Pure but for what was read lately.
 */

const MOST_READ = 20_000;
/** Longer lines are seldom said twice. */
const LONGEST_READ = 200;

/** Lines in which nothing was found, by the agent who is no buyer; for one catalogue. */
export type HarmlessLines = Set<string>;

/** A masker for the lines of one chat. `context` may learn the nicks of buyer and agent while it goes on. */
export function chatMasker(context: MaskContext, harmless: HarmlessLines): (text: string) => string {
  const mask = maskerOf(context);
  let isNamed = false;
  return (line) => {
    const isRead = !isNamed && line.length <= LONGEST_READ && buyerIn(readingOf(line), context.buyer ?? "").length === 0;
    const key = `${context.agent ?? ""}\0${line}`;
    if (isRead && harmless.has(key)) return line;
    const { text, spans } = mask(line);
    if (spans.length > 0) isNamed ||= spans.some(({ kind }) => kind === "name") || marksIn(text) - marksIn(line) !== spans.length;
    else if (isRead) {
      if (harmless.size >= MOST_READ) harmless.clear();
      harmless.add(key);
    }
    return text;
  };
}

/** What a mark uncovers is masked too and may be a name: then there are more marks than places. */
const marksIn = (text: string): number => text.split("〔").length;
