import { readSetting } from "~/people/settings.server";
import { db } from "~/platform/database.server";
import { issuerProfile } from "../certificates/badge";
import { addressOfBadges, publicJson } from "../certificates/public.server";

/** The shop as the issuer of its badges. */
export async function loader() {
  return publicJson(issuerProfile(addressOfBadges(), await readSetting(db(), "shop_name")));
}
