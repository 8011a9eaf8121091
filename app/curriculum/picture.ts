/** The address of a product's picture. It names the version, so that a browser may keep it for ever. */
export function pictureUrl(product: { slug: string; digest: string }): string {
  return `/products/${product.slug}/picture?v=${product.digest.slice(0, 12)}`;
}
