import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alikePairs } from "~/wording/alike";
import { type Bigrams, bigramsOf, similarity } from "~/wording/similarity";

/** Every text with every other. */
function oneByOne(texts: readonly Bigrams[], atLeast: number, some: ReadonlySet<number> | null) {
  return texts.flatMap((one, first) =>
    texts.flatMap((other, second) => {
      const alike = similarity(one, other);
      const asked = some === null || some.has(first) || some.has(second);
      return first < second && asked && alike >= atLeast ? [{ first, second, similarity: alike }] : [];
    }),
  );
}

const bySize = (texts: readonly string[]) => texts.map(bigramsOf).sort((a, b) => a.size - b.size);
/** Few characters, so that texts have much in common, and some texts that are others with a character more, less or changed. */
const letters = fc.string({ unit: fc.constantFrom("甲", "乙", "丙", "a", "b"), maxLength: 40 });
const texts = fc
  .array(fc.tuple(letters, fc.nat(40), fc.constantFrom("", "丁", "甲乙")), { minLength: 1, maxLength: 12 })
  .map((list) =>
    list.flatMap(([text, at, put]) => [text, text.slice(0, at) + put + text.slice(at), text.slice(0, at) + text.slice(at + 1)]),
  );

describe("the pairs of texts that are alike", () => {
  it("are those that comparing each with each finds, none left out", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(0.5, 0.7, 0.85, 0.95, 1), (list, atLeast) => {
        const bigrams = bySize(list);
        expect(alikePairs(bigrams, atLeast, null)).toEqual(oneByOne(bigrams, atLeast, null));
      }),
      { numRuns: 400 },
    );
  });

  it("with some of the texts in them are the same, those of others left out", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(40)), (list, places) => {
        const bigrams = bySize(list);
        const some = new Set(places.filter((at) => at < bigrams.length));
        expect(alikePairs(bigrams, 0.85, some)).toEqual(oneByOne(bigrams, 0.85, some));
      }),
    );
  });

  it("are found among thousands without comparing all of them", () => {
    const word = (n: number) => String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000));
    const long = (n: number) => Array.from({ length: 30 }, (_, at) => word(n * 31 + at)).join("");
    const list = Array.from({ length: 4000 }, (_, n) => long(n));
    let looks = 0;
    // A text's tokens are walked once for each look at it.
    const counted = bySize([...list, `${long(7)}吗`]).map(({ pairs, size }) => ({
      size,
      pairs: new Proxy(pairs, {
        get: (map, key) => {
          if (key === Symbol.iterator) looks++;
          const found: unknown = Reflect.get(map, key);
          return typeof found === "function" ? found.bind(map) : found;
        },
      }),
    }));
    const found = alikePairs(counted, 0.85, null);
    expect(found.map((pair) => pair.second)).toContain(4000);
    // Eight million pairs there are.
    expect(looks).toBeLessThan(10 * list.length);
  });
});
