import { type ActionFunctionArgs, data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import Download from "lucide-react/icons/download";
import ExternalLink from "lucide-react/icons/external-link";
import Printer from "lucide-react/icons/printer";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { publicAddress } from "~/platform/env.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { nameCertificate, reissueCertificate, revokeCertificate } from "../certificates/actions.server";
import { certificateMessages } from "../certificates/messages";
import { certificateOf } from "../certificates/queries.server";
import { namings, printedCode } from "../certificates/rules";
import { CertificatePaper } from "../ui/CertificatePaper";
import sheet from "../ui/certificate.css?url";
import { NameChoice, Reissue, Revoke } from "../ui/CertificateForms";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: sheet }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The certificate of an activation: to the person, and to whoever may see the gate. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "gate:view", { personId });
  const [locale, found, mayRevoke] = await Promise.all([
    requestLocale(args),
    certificateOf(db(), personId, idParam(args.params.decisionId)),
    canDo(args, actor, "certificate:revoke", { personId }),
  ]);
  if (!found) throw problem(404, "not_found");
  const self = actor.personId === personId;
  const t = translate(certificateMessages, locale);
  return {
    title: self ? t("title_self") : t("title", { name: found.name }),
    personId,
    self,
    mayRevoke: mayRevoke && !self,
    name: found.name,
    nameShown: found.nameShown,
    revoked: found.revoked,
    badge: publicAddress && !found.revoked ? `/verify/${found.code}/credential.jwt` : null,
    paper: {
      shop: found.shop,
      name: found.shownName,
      day: found.day,
      by: found.decidedBy,
      policyVersion: found.policyVersion,
      singleExaminer: found.singleExaminer,
      code: printedCode(found.code),
      digest: found.digest,
      address: publicAddress,
      revoked: found.revoked !== null,
    },
  };
}

/** `name` it (the person), `revoke` it or `reissue` one (a manager). */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "gate:view", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const of = { personId, decisionId: idParam(args.params.decisionId) };
  const intent = textOf(form, "intent");
  const naming = namings.find((one) => one === textOf(form, "nameShown"));
  if (intent === "name" && !naming) throw problem(400, "bad_request");
  if (intent === "revoke" || intent === "reissue") await requireCan(args, "certificate:revoke", { personId });
  else if (intent !== "name") throw problem(400, "bad_request");
  const outcome =
    intent === "name" && naming
      ? await nameCertificate(ctx, of, naming)
      : intent === "revoke"
        ? await revokeCertificate(ctx, of, textOf(form, "reason"))
        : await reissueCertificate(ctx, of);
  if (!outcome.ok) return data({ intent, refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/gate/${personId}/certificate/${of.decisionId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function CertificateRoute() {
  const { title, personId, self, mayRevoke, name, nameShown, revoked, badge, paper } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(certificateMessages);
  const { locale, zone } = useReader();
  const refusalsOf = (intent: string) => (answer?.intent === intent ? answer.refusals : null);
  return (
    <>
      <div data-print="hide">
        <PageHeader
          title={title}
          back={{ to: `/gate/${personId}/activation`, label: t("back") }}
          action={
            !revoked && (
              <Button variant="primary" icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
                {t("print")}
              </Button>
            )
          }
        />
      </div>
      <div className="grid gap-5">
        {revoked && (
          <Notice tone="blocked" title={t("revoked.title")}>
            {t("revoked.detail", { name: revoked.by, when: formatDateTime(revoked.at, locale, zone), reason: revoked.reason })}
            {self && ` ${t("revoked.self")}`}
          </Notice>
        )}
        <CertificatePaper facts={paper} />
        <div data-print="hide" className="grid max-w-3xl gap-5">
          {!paper.address && (
            <Notice tone="waiting" title={t("no_address.title")}>
              {t("no_address.body")}
            </Notice>
          )}
          <div>
            <div className="flex flex-wrap gap-2">
              <LinkButton to={`/verify/${paper.code}`} icon={<ExternalLink aria-hidden className="size-4" />}>
                {t("link")}
              </LinkButton>
              {badge && (
                <LinkButton to={badge} reloadDocument download icon={<Download aria-hidden className="size-4" />}>
                  {t("download")}
                </LinkButton>
              )}
            </div>
            {badge && <p className="mt-2 max-w-prose text-sm text-muted">{t("download_hint")}</p>}
          </div>
          {self && !revoked && <NameChoice nameShown={nameShown} refusals={refusalsOf("name")} />}
          {mayRevoke && !revoked && <Revoke name={name} refusals={refusalsOf("revoke")} />}
          {mayRevoke && revoked && <Reissue refusals={refusalsOf("reissue")} />}
        </div>
      </div>
    </>
  );
}
