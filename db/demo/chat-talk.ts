import type { ChatLine } from "../schema";
import { afterSales, closings, decided, firstAnswers, openings, sold, stray, thanks, topics } from "./chat-parts";

type Talk = { product: string; outcome: "paid" | "unpaid" | "unknown"; rating?: number; lines: ChatLine[] };
type Random = () => number;

const one = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)] as T;

/** A chat put together: the more care an agent takes, the sooner and the better they answer, and the sooner it is paid. */
export function composed(random: Random, care: number): Talk {
  const kind = random();
  if (kind < 0.05) return strayTalk(random, care);
  return kind < 0.2 ? afterSaleTalk(random, care) : salesTalk(random, care);
}

/** Lines with their times: an answer comes after seconds where care is taken, and after minutes where it is not. */
function talk(random: Random, care: number) {
  const lines: ChatLine[] = [];
  let at = 0;
  return {
    lines,
    buyer: (text: string) => {
      if (!text) return;
      at += lines.length === 0 ? 0 : Math.round((8 + random() * 30) * 1000);
      lines.push({ at, who: "buyer", text });
    },
    agent: (text: string, well: boolean) => {
      const slow = !well && random() < 0.35;
      at += Math.round((slow ? 90 + random() * 180 : 8 + random() * (well ? 20 : 60)) * 1000);
      lines.push({ at, who: "agent", text });
    },
    well: () => random() < care,
  };
}

function filled(text: string, product: (typeof sold)[number], colour: string): string {
  const values: Record<string, string> = {
    p: product.name,
    c: colour,
    y: `${product.yuan} 元`,
    m: product.made,
    h: product.holds,
    l: product.lacks,
  };
  return text.replace(/\{([pcymhl])\}/g, (_, key: string) => values[key] ?? "");
}

function salesTalk(random: Random, care: number): Talk {
  const product = one(sold, random);
  const colour = one(product.colours, random);
  const { lines, buyer, agent, well } = talk(random, care);
  const fill = (text: string) => filled(text, product, colour);
  let good = 0;
  const answer = (from: { good: readonly string[]; weak: readonly string[] }) => {
    const is = well();
    good += is ? 1 : 0;
    agent(fill(one(is ? from.good : from.weak, random)), is);
  };
  buyer(fill(one(openings, random)));
  answer(firstAnswers);
  const asked = Object.values(topics)
    .map((topic) => ({ topic, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, 1 + Math.floor(random() * 3));
  for (const { topic } of asked) {
    buyer(fill(one(topic.asks, random)));
    answer(topic);
  }
  answer(closings);
  const share = good / (asked.length + 2);
  const isPaid = random() < 0.42 + share * 0.5;
  buyer(fill(one(isPaid ? decided.paid : decided.unpaid, random)));
  if (isPaid) agent(fill(one(thanks, random)), true);
  const rated = random() < 0.4;
  const rating = share > 0.6 ? (random() < 0.8 ? 5 : 4) : random() < 0.5 ? 4 : random() < 0.5 ? 3 : 2;
  return { product: product.slug, outcome: isPaid ? "paid" : "unpaid", ...(rated ? { rating } : {}), lines };
}

function afterSaleTalk(random: Random, care: number): Talk {
  const product = one(sold, random);
  const colour = one(product.colours, random);
  const { lines, buyer, agent, well } = talk(random, care);
  const [ask, good, weak] = one(afterSales, random);
  const is = well();
  buyer(filled(ask, product, colour));
  agent(filled(is ? good : weak, product, colour), is);
  buyer(is ? "好的，谢谢" : "那你们到底管不管");
  agent(is ? "应该的，有事随时找我" : "您耐心等一下", is);
  return { product: product.slug, outcome: "unknown", rating: is ? 5 : 2, lines };
}

function strayTalk(random: Random, care: number): Talk {
  const { lines, buyer, agent } = talk(random, care);
  buyer(one(stray, random));
  agent("在的，您想看哪一款？", true);
  return { product: "", outcome: "unknown", lines };
}
