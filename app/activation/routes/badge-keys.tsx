import { badgeKeys } from "../certificates/badge.server";
import { addressOfBadges, publicJson } from "../certificates/public.server";

/** The keys by which badges of this shop verify (RFC 7517). */
export async function loader() {
  addressOfBadges();
  return publicJson(await badgeKeys(), "application/jwk-set+json");
}
