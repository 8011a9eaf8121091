import { unseenPictures } from "~/ui/markdown.server";
import { faultOf, locales } from "./content-rules-items";
import type { PackFault } from "./read-pack.server";

type Item = { kind: string; file: string; slug: string; body: Readonly<Record<string, unknown>> };

/**
 * Pictures in running text that no reader will see: the browser is told to take pictures from this app alone. `body` may be a draft's, whose texts need not
 * be there yet.
 */
export function pictureFaults(item: Item): PackFault[] {
  if (item.kind !== "lesson" && item.kind !== "acknowledgement") return [];
  const texts = item.body.body as Partial<Record<string, unknown>> | undefined;
  return locales.flatMap((locale) => {
    const text = texts?.[locale];
    const unseen = typeof text === "string" ? unseenPictures(text) : [];
    return unseen.map((picture) =>
      faultOf(
        item,
        `body.${locale}`,
        `the picture "${picture}" cannot be shown; a picture lies in this app, its address begins with one "/"`,
      ),
    );
  });
}
