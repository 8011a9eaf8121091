import { db } from "~/platform/database.server";
import { publicAddress } from "~/platform/env.server";
import { findLink, type LinkKind, linkPath } from "./links.server";

/**
 * The link of a token that a write was asked to store, for showing it once. Null when the write was a repetition: the first one's token is
 * known to nobody any more.
 */
export async function madeLink(
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<{ path: string; base: string | null; expiresAt: Date } | null> {
  const found = await findLink(db(), kind, token, now);
  if (!found.ok) return null;
  return { path: linkPath(kind, token), base: publicAddress, expiresAt: found.link.expiresAt };
}
