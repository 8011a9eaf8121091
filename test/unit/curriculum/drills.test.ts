import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Product } from "~/curriculum/catalogue-rules";
import { basisOf, couldBothBeRight, drillOf, questionOf, templates } from "~/curriculum/drill-rules";
import { Neighbours } from "~/curriculum/neighbours";
import { itemSchemas } from "~/curriculum/pack";

const words = ["头层牛皮", "牛皮", "帆布", "尼龙", "高密度尼龙", "PU", "羊毛"];
const people = ["学生", "每天通勤的学生", "带孩子的妈妈", "常出差的人", "送长辈", "登山的人"];
const text = (of: readonly string[]) => fc.constantFrom(...of).map((word) => ({ "zh-CN": word, en: `${word} en` }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 5 });

const product: fc.Arbitrary<Omit<Product, "slug" | "code">> = fc.record({
  name: text(["晨线", "云边", "阔步"]),
  family: fc.constantFrom("tote", "backpack"),
  price_yuan: fc.constantFrom(9.9, 59, 99, 129, 129, 399, 1299),
  colours: fc.constant([]),
  features: fc.constant([]),
  material: maybe(text(words)),
  craft: maybe(text(["双线", "单线", "手工缝", "压胶", "双线手工缝"])),
  size: maybe(text(["30 cm", "30 × 20 cm", "42 cm", "18 cm"])),
  fits: maybe(text(people)),
  shelf: maybe(fc.constantFrom("A-01-1", "A-01-2", "B-03-2", "C-02-4", "A011")),
});
const catalogue: fc.Arbitrary<Product[]> = fc
  .array(product, { minLength: 1, maxLength: 25 })
  .map((list) => list.map((one, i) => JSON.parse(JSON.stringify({ ...one, slug: `p-${i}`, code: `P-${i}` })) as Product));

/** What is true of a product, as the option of a template would say it; null where the option is of another kind. */
function isTrue(template: string, option: string, p: Product, all: readonly Product[]): boolean {
  if (template === "price") return option === `¥${p.price_yuan}`;
  if (template === "material") return option === p.material?.["zh-CN"];
  if (template === "craft") return option === p.craft?.["zh-CN"];
  if (template === "shelf") return option === p.shelf;
  if (template === "fits") return all.some((one) => option.includes(`（${one.code}）`) && one.fits?.["zh-CN"] === p.fits?.["zh-CN"]);
  return false;
}

describe("questions made from products", () => {
  it("have exactly one right option, differing options, and are the same for the same catalogue", () => {
    fc.assert(
      fc.property(catalogue, (all) => {
        const near = new Neighbours(all);
        const again = new Neighbours([...all].reverse());
        for (const p of all)
          for (const template of templates) {
            const drill = drillOf(template, p, near);
            expect(drillOf(template, p, again)).toEqual(drill);
            if (!drill) continue;
            expect(drill.options.filter((o) => o.correct)).toHaveLength(1);
            expect(drill.options.length).toBeGreaterThanOrEqual(3);
            expect(new Set(drill.options.map((o) => o.text["zh-CN"])).size).toBe(drill.options.length);
            expect(drill.others).not.toContain(p.slug);
            for (const option of drill.options) {
              if (template !== "difference") expect(isTrue(template, option.text["zh-CN"], p, all)).toBe(option.correct);
              else if (!option.correct) {
                const right = drill.options.find((o) => o.correct)?.text["zh-CN"];
                expect(option.text["zh-CN"]).not.toBe(right);
              }
            }
            const place = { slug: "cat-p", topic: "t", lesson: "l", basis: "0123456789abcdef" };
            const others = drill.others.flatMap((slug) => all.find((o) => o.slug === slug) ?? []);
            const question = questionOf(drill, p, place, others);
            expect(itemSchemas.question.parse(question)).toEqual(question);
            expect(question.required).toBe(false);
          }
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it("takes no distractor that could be said of the product too", () => {
    expect(couldBothBeRight({ "zh-CN": "头层牛皮", en: "Full-grain leather" }, { "zh-CN": "牛皮", en: "Cowhide" })).toBe(true);
    expect(couldBothBeRight({ "zh-CN": "帆布", en: "Canvas" }, { "zh-CN": "蜡帆布", en: "Waxed canvas" })).toBe(true);
    expect(couldBothBeRight({ "zh-CN": "帆布", en: "Canvas" }, { "zh-CN": "尼龙", en: "Nylon" })).toBe(false);
  });

  const of = (slug: string, family: string, price: number, more: Partial<Product> = {}): Product => ({
    slug,
    code: slug.toUpperCase(),
    name: { "zh-CN": `包${slug}`, en: `Bag ${slug}` },
    family,
    price_yuan: price,
    colours: [],
    features: [],
    ...more,
  });

  it("takes distractors from the own family first, the nearest in price first", () => {
    const all = [of("a", "tote", 100), of("b", "tote", 300), of("c", "tote", 120), of("d", "bag", 101), of("e", "tote", 90)];
    const drill = drillOf("price", all[0] as Product, new Neighbours(all));
    expect(drill?.options.map((o) => o.text.en)).toEqual(["¥100", "¥90", "¥120", "¥300"]);
  });

  it("compares two look-alikes by what sets them apart, and rests on both", () => {
    const leather = { "zh-CN": "牛皮", en: "Leather" };
    const canvas = { "zh-CN": "帆布", en: "Canvas" };
    const all = [of("a", "tote", 100, { material: leather }), of("b", "tote", 110, { material: canvas }), of("c", "bag", 100)];
    const drill = drillOf("difference", all[0] as Product, new Neighbours(all));
    expect(drill?.others).toEqual(["b"]);
    expect(drill?.options.find((o) => o.correct)?.text.en).toBe("Bag a (A): Leather; Bag b (B): Canvas");
    expect(drillOf("difference", all[2] as Product, new Neighbours(all))).toBeNull();
    const before = basisOf("difference", all[0] as Product, [all[1] as Product]);
    expect(basisOf("difference", all[0] as Product, [of("b", "tote", 110, { material: leather })])).not.toBe(before);
  });

  it("rests on nothing but its own field", () => {
    const a = of("a", "tote", 100, { shelf: "A-01-1" });
    for (const template of templates) {
      const moved = basisOf(template, { ...a, stock: 5, shelf: "B-01-1", price_yuan: 120 }, []) !== basisOf(template, a, []);
      expect([template, moved]).toEqual([template, ["price", "difference", "shelf"].includes(template)]);
    }
  });

  it("makes nothing where the catalogue is too small for a fair question", () => {
    const alone = of("a", "tote", 100, {
      material: { "zh-CN": "帆布", en: "Canvas" },
      shelf: "A-01-1",
      fits: { "zh-CN": "学生", en: "Students" },
    });
    const near = new Neighbours([alone]);
    expect(templates.filter((template) => drillOf(template, alone, near))).toEqual(["price"]);
  });
});
