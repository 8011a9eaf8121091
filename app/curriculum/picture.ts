/** The address of a product's picture, null where it has none. It names the version, so that a browser may keep it for ever. */
export function pictureUrl(product: { slug: string; digest: string; body: { picture?: string } }): string | null {
  return product.body.picture === undefined ? null : `/products/${product.slug}/picture?v=${product.digest.slice(0, 12)}`;
}

/**
 * The same picture under an address that does not say whose it is, for where that would give something away. It names a version of the product, which
 * never changes.
 */
export function namelessPictureUrl(product: { id: string; body: { picture?: string } }): string | null {
  return product.body.picture === undefined ? null : `/pictures/${product.id}`;
}

const types: Record<string, string> = {
  svg: "image/svg+xml; charset=utf-8",
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

/** The media type of a picture by its name. */
export function mediaTypeOf(picture: string): string {
  return types[picture.slice(picture.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}

/** The digest that names an uploaded picture; null for one that a pack brought under a name of its own. */
export function storedDigest(picture: string): string | null {
  return /^([0-9a-f]{64})\.(jpg|png|webp)$/.exec(picture)?.[1] ?? null;
}

/** The name of an uploaded picture. */
export function storedName(file: { sha256: string; mediaType: string }): string {
  return `${file.sha256}.${file.mediaType === "image/jpeg" ? "jpg" : file.mediaType.slice("image/".length)}`;
}
