import type { Measures, RawChats } from "@test/programmes/kpi/again";
import { type Chance, dayOf, daysIn } from "./chance";
import { type AgentDraw, type ChatsDraw, type FigureDraw, PLAIN, storeNames } from "./drawn-shop";

/** Figures and chats of an agent's month: stretches, missing parts and measures, zeros, refunds, edges. */

export const PARTS = ["conversion", "reception", "sales", "rating", "push"] as const;

/** Stretches of the month that do not overlap: the whole, two halves, or single days. */
function stretches(draw: Chance, month: string): { from: string; to: string }[] {
  const days = daysIn(month);
  const last = days.at(-1) ?? "";
  if (draw.is(0.4)) return [{ from: days[0] ?? "", to: last }];
  if (draw.is(0.5))
    return [
      { from: dayOf(month, draw.within(1, 6)), to: dayOf(month, 11) },
      { from: dayOf(month, draw.within(12, 20)), to: last },
    ];
  return days.filter(() => draw.is(0.15)).map((day) => ({ from: day, to: day }));
}

/** What a row of a part may say; now and then a measure is missing. */
export function measuresOf(draw: Chance, part: (typeof PARTS)[number], days: number): Measures {
  const most = draw.one([0, 2, 6, 20, 60]) * Math.min(days, 8) + draw.under(3);
  const some = (values: Record<string, number>): Measures => Object.fromEntries(Object.entries(values).filter(() => draw.is(0.96)));
  const to = (n: number) => draw.within(0, n);
  switch (part) {
    case "conversion": {
      const paid = to(most);
      return some({ inquiries: most, paid, ...(draw.is(0.4) ? { refunded: draw.within(0, Math.min(paid, 3)) } : {}) });
    }
    case "reception":
      return some({
        consulted: most,
        received: most,
        effective: to(most),
        firstResponseMs: draw.within(1, 240_000),
        characters: to(90_000),
      });
    case "sales":
      return some({ salesFen: most * draw.within(900, 60_000), units: most * draw.within(1, 5), buyers: most, netFen: -to(5000) });
    case "rating":
      return some({ received: most, invited: to(most), stars5: to(most), stars4: to(9), stars3: to(5), stars2: to(3), stars1: to(2) });
    case "push":
      return some({ pushUnits: to(40) });
  }
}

/** Near 80 and 90 of conversion: a customer more or less decides. */
function edgeMeasures(draw: Chance): Measures {
  const inquiries = draw.one([30, 90, 1000, 7000, 20_000]);
  const paid = Math.ceil((inquiries * draw.one([80, 90])) / 100) + draw.one([-1, 0, 0, 1]);
  return { inquiries, paid: Math.min(paid, inquiries) };
}

/** What is reported of an agent in a month: of the stores they serve, and now and then of another. */
export function figuresOf(draw: Chance, agent: number, { served }: AgentDraw, month: string): FigureDraw[] {
  const stores = [
    ...new Set([...served.flatMap(({ shares }) => shares.map(({ store }) => store)), ...(draw.is(0.1) ? [draw.one(storeNames)] : [])]),
  ];
  return stores.flatMap((store) => {
    const isPlain = storeNames.indexOf(store) < PLAIN;
    if (isPlain && draw.is(0.6)) return [{ agent, store, part: "conversion" as const, ...wholeOf(month), values: edgeMeasures(draw) }];
    return PARTS.filter(() => draw.is(0.8)).flatMap((part) =>
      stretches(draw, month).map(({ from, to }) => ({
        agent,
        store,
        part,
        from,
        to,
        values: measuresOf(draw, part, Number(to.slice(8)) - Number(from.slice(8)) + 1),
      })),
    );
  });
}
const wholeOf = (month: string) => ({ from: dayOf(month, 1), to: daysIn(month).at(-1) ?? "" });

/** What chats yield on some days in the first store. */
export function chatsOf(draw: Chance, agent: number, { served }: AgentDraw, month: string): ChatsDraw[] {
  if (draw.is(0.6)) return [];
  const measures: Record<string, (n: number) => Record<string, number>> = {
    conversion: (n) => ({ inquiries: n, paid: draw.within(0, n) }),
    reception: (n) => ({ received: n, effective: n, firstResponseWeighted: n * draw.within(1, 200_000), firstResponseWeight: n }),
    rating: (n) => ({ received: n, invited: draw.within(0, n) }),
  };
  const [store] = served.flatMap(({ shares }) => shares.map((share) => share.store));
  if (store === undefined) return [];
  return daysIn(month)
    .filter(() => draw.is(0.3))
    .flatMap((day) =>
      (["conversion", "reception", "rating"] as const).map((part) => {
        const masks = Array.from({ length: draw.within(1, 3) }, () => [
          String(draw.one([0, 0, 1, draw.under(64)])),
          measures[part]?.(draw.under(20)) ?? {},
        ]);
        return { agent, store, part, day, masks: Object.fromEntries(masks) as RawChats["masks"] };
      }),
    );
}
