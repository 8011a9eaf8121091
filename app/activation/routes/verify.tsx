import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { DoorPage } from "~/ui/shell/DoorPage";
import { certificateMessages } from "../certificates/messages";
import { verification } from "../certificates/verify.server";
import { VerifiedCertificate, VerifyForm } from "../ui/Verification";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ""} · Deskready` },
  { name: "robots", content: "noindex" },
];

const status = { valid: 200, revoked: 200, unknown: 404, no_code: 200, throttled: 429 };

/** Whether a certificate is genuine, for anybody who holds its code: `/verify/<code>`, or `/verify` with a field to type it. */
export async function loader(args: LoaderFunctionArgs) {
  const typed = args.params.code ?? new URL(args.request.url).searchParams.get("code") ?? "";
  const t = translate(certificateMessages, await requestLocale(args));
  const found = typed.trim() === "" ? null : await verification(db(), typed.slice(0, 200), args.context.address);
  const headers = new Headers({ "Cache-Control": "no-store" });
  if (found?.state === "throttled") headers.set("Retry-After", String(found.waitSeconds));
  return data({ title: t("verify.title"), typed: typed.slice(0, 60), found }, { status: found ? status[found.state] : 200, headers });
}

export default function VerifyRoute() {
  const { title, typed, found } = useLoaderData<typeof loader>();
  const t = useT(certificateMessages);
  const isDecided = found?.state === "valid" || found?.state === "revoked" || found?.state === "unknown";
  return (
    <DoorPage title={title} lead={isDecided ? undefined : t("verify.lead")} wide={isDecided}>
      {isDecided ? <VerifiedCertificate found={found} /> : <VerifyForm typed={typed} found={found} />}
    </DoorPage>
  );
}
