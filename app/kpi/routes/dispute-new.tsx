import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { FileInput } from "~/ui/FileInput";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { openDispute } from "../disputes/actions.server";
import { newDisputePage } from "../disputes/page.server";
import { kpiDisputeMessages } from "../messages.disputes";
import { monthTitle } from "../month-title";
import { versionsAddress } from "../months/address";
import { monthIn } from "../months/month-people.server";
import { REASON_MAX } from "../months/month-rules";
import { disputedText } from "../ui/disputed-text";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const PICTURE_BYTES = 8_000_000;
const FORM_BYTES = 9_000_000;

const monthOfAddress = (request: Request) => monthIn(new URL(request.url).searchParams.get("month") ?? undefined);

/** What of one's own newest statement of a month (`?month=2026-03`) can be disputed; `about` in the address chooses beforehand. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:dispute");
  const month = monthOfAddress(args.request);
  const locale = await requestLocale(args);
  const page = month && (await newDisputePage(db(), actor.personId, month, locale));
  if (!page) throw problem(404, "not_found");
  const title = translate(kpiDisputeMessages, locale)("title.new", { month: monthTitle(page.month, locale) });
  return { title, page, chosen: new URL(args.request.url).searchParams.get("about") ?? "" };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "kpi:dispute");
  const month = monthOfAddress(args.request);
  if (!month) throw problem(404, "not_found");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, FORM_BYTES);
  const file = form.get("picture");
  const outcome = await openDispute(
    writeContext(args, actor, form),
    { personId: actor.personId, month },
    {
      key: textOf(form, "about"),
      claim: textOf(form, "claim"),
      // An input that was left empty posts one nameless empty file.
      picture: file instanceof File && !(file.size === 0 && file.name === "") ? file : null,
    },
  );
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/kpi/disputes/${outcome.value.disputeId}`, { headers: { "Set-Cookie": await toast("sent") } });
}

export default function DisputeNew() {
  const { title, page, chosen } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(kpiDisputeMessages);
  const say: (key: string) => string = useT<string>(kpiDisputeMessages);
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={title} back={{ to: versionsAddress(page.month, page.personId), label: t("back.statement") }} />
      {page.shut && !refused ? (
        <Notice title={t("new.shut")}>{say(`refusal.${page.shut}`)}</Notice>
      ) : (
        <Card>
          <Form
            refusals={refused?.refusals}
            messages={kpiDisputeMessages}
            draftKey={`kpi-dispute:${page.month}`}
            encType="multipart/form-data"
            className="grid gap-5"
          >
            <p className="measure text-sm text-muted">{t("new.lead")}</p>
            <SelectField
              name="about"
              label={t("new.about")}
              placeholder
              required
              defaultValue={page.things.some(({ key }) => key === chosen) ? chosen : ""}
              options={page.things.map((thing) => ({
                value: thing.key,
                label: thing.about === "metric" ? disputedText(thing, page.names, t) : t(`new.${thing.about}`),
              }))}
            />
            <TextArea name="claim" label={t("new.claim")} hint={t("new.claim_hint")} rows={5} maxLength={REASON_MAX} required />
            <FileInput name="picture" label={t("new.picture")} picture maxBytes={PICTURE_BYTES} />
            <div>
              <Button type="submit" variant="primary">
                {t("new.send")}
              </Button>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}
