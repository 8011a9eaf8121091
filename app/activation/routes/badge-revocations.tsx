import { db } from "~/platform/database.server";
import { revocationList } from "../certificates/badge";
import { addressOfBadges, publicJson } from "../certificates/public.server";
import { revokedCertificates } from "../certificates/queries.server";

/** Which badges of this shop hold no more: by their ids, which tell nothing of anybody. */
export async function loader() {
  return publicJson(revocationList(addressOfBadges(), await revokedCertificates(db())));
}
