import type { Product } from "./catalogue-rules";

const COMPARED = 60;

/** A catalogue in which each product finds the others that are like it: of its family first, the nearest in price first. Pure. */
export class Neighbours {
  private readonly all: readonly Product[];
  private readonly families = new Map<string, Product[]>();

  constructor(products: readonly Product[]) {
    this.all = [...products].sort((a, b) => a.price_yuan - b.price_yuan || (a.slug < b.slug ? -1 : 1));
    for (const product of this.all) {
      const family = this.families.get(product.family);
      if (family) family.push(product);
      else this.families.set(product.family, [product]);
    }
  }

  /** The others of its family, the nearest in price first. */
  ofFamily(product: Product): Generator<Product> {
    return outward(this.families.get(product.family) ?? [], product);
  }

  /** The others of its family, then those of all other families; of each as many as one would compare. */
  *of(product: Product): Generator<Product> {
    let left = COMPARED;
    for (const other of this.ofFamily(product)) {
      if (left-- <= 0) break;
      yield other;
    }
    left = COMPARED;
    for (const other of outward(this.all, product)) {
      if (left <= 0) break;
      if (other.family === product.family) continue;
      left--;
      yield other;
    }
  }
}

/** From where a product stands (or would stand) in a list ordered by price, outwards to both sides, by distance. */
function* outward(ordered: readonly Product[], product: Product): Generator<Product> {
  let high = placeOf(ordered, product);
  let low = high - 1;
  for (;;) {
    const [below, above] = [ordered[low], ordered[high]];
    if (!below && !above) return;
    const isBelow = below && (!above || product.price_yuan - below.price_yuan <= above.price_yuan - product.price_yuan);
    const next = isBelow ? below : above;
    if (isBelow) low--;
    else high++;
    if (next && next.slug !== product.slug) yield next;
  }
}

/** The first place whose price is not below the product's, by halving. */
function placeOf(ordered: readonly Product[], product: Product): number {
  let from = 0;
  let to = ordered.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ordered[middle]?.price_yuan ?? 0) < product.price_yuan) from = middle + 1;
    else to = middle;
  }
  return from;
}
