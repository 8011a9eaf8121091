import { bareWords } from "~/wording/normalise";

/** Which products a chat speaks of: by name, by what a name begins with, by code. Pure. */

export type Spoken = { slug: string; code: string; names: readonly string[]; priceFen: number };
type Node = { next: Map<string, Node>; slug: string | null };
export type ProductFinder = { root: Node; bySlug: ReadonlyMap<string, Spoken>; byCode: ReadonlyMap<string, string> };

/** Shorter words are said of other things too. */
const SHORTEST = { han: 3, latin: 5 };

/** Read the catalogue once. What several products are called is the first of them. */
export function productFinder(products: readonly Spoken[]): ProductFinder {
  const root: Node = { next: new Map(), slug: null };
  const plant = (word: string, slug: string) => {
    const bare = bareWords(word);
    if ([...bare].length < (/\p{Script=Han}/u.test(bare) ? SHORTEST.han : SHORTEST.latin)) return;
    let node = root;
    for (const sign of bare) {
      let child = node.next.get(sign);
      if (!child) node.next.set(sign, (child = { next: new Map(), slug: null }));
      node = child;
    }
    node.slug ??= slug;
  };
  for (const { slug, code, names } of products) for (const word of [code, ...names]) plant(word, slug);
  // 「晨线通勤双肩包（尼龙）」 is called 「晨线通勤双肩包」 too.
  for (const { slug, names } of products)
    for (const name of names) plant(name.replace(/[(（].*?[)）]|\s*\d+\s*(?:寸|升|L)?\s*$/gu, "").trim(), slug);
  return {
    root,
    bySlug: new Map(products.map((product) => [product.slug, product])),
    byCode: new Map(
      products.flatMap((product) => [[product.code.toLowerCase(), product.slug] as const, [product.slug, product.slug] as const]),
    ),
  };
}

/** The products that lines speak of, each once, in the order in which they came up; the longest name at each place counts. */
export function productsIn(lines: readonly { text: string }[], { root }: ProductFinder): string[] {
  const found = new Set<string>();
  for (const { text } of lines) {
    const signs = [...bareWords(text)];
    for (let at = 0; at < signs.length; at++) {
      let node = root.next.get(signs[at] ?? "");
      let [slug, end] = [node?.slug ?? null, at];
      for (let next = at + 1; node && next < signs.length; next++) {
        node = node.next.get(signs[next] ?? "");
        if (node?.slug) [slug, end] = [node.slug, next];
      }
      if (slug === null) continue;
      found.add(slug);
      at = end;
    }
  }
  return [...found];
}
