import type { LoaderFunctionArgs } from "@remix-run/node";
import { countRequestFrom } from "~/people/throttle.server";
import { db } from "~/platform/database.server";
import { problem } from "~/platform/http.server";
import { signedBadge } from "../certificates/badge.server";
import { addressOfBadges } from "../certificates/public.server";
import { certificateByCode } from "../certificates/queries.server";
import { readCode } from "../certificates/rules";

const BADGES_A_MINUTE = 30;

/** A certificate as a badge, to whoever holds its code; one that was revoked is gone. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const base = addressOfBadges();
  const code = readCode(params.code ?? "");
  if (code === null) throw problem(404, "not_found");
  const { waitSeconds } = await countRequestFrom(db(), context.address, "verify", BADGES_A_MINUTE);
  if (waitSeconds > 0) throw problem(429, "throttled");
  const certificate = await certificateByCode(db(), code);
  if (!certificate) throw problem(404, "not_found");
  if (certificate.revoked) throw problem(410, "not_found");
  return new Response(await signedBadge(base, certificate), {
    headers: {
      "Content-Type": "application/jwt",
      "Content-Disposition": 'attachment; filename="deskready-badge.jwt"',
      "Cache-Control": "no-store",
    },
  });
}
