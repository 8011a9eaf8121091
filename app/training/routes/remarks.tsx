import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import MessageSquareText from "lucide-react/icons/message-square-text";
import { archiveRemark, keepRemark, type Remark, remarksOf } from "~/drill/remarks.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, readForm, textOf } from "~/platform/http.server";
import { locales } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { gradingMessages } from "../messages.grading";

export const meta: MetaFunction = () => [{ title: "常用评语 · Remarks — 上岗 Deskready" }];

/** The remarks that graders of the shop use again. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "answers:queue");
  return { remarks: await remarksOf(db()) };
}

/** Keep a remark, change one, or put one away. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "answers:queue");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const id = textOf(form, "id");
  const outcome =
    textOf(form, "intent") === "archive"
      ? await archiveRemark(ctx, idParam(id))
      : await keepRemark(ctx, id === "" ? null : idParam(id), { locale: textOf(form, "locale"), text: textOf(form, "text") });
  if (!outcome.ok) return data({ id, refusals: outcome.refusals }, { status: 422 });
  throw redirect("/grading/remarks", { headers: { "Set-Cookie": await toast("saved") } });
}

export default function Remarks() {
  const { remarks } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(gradingMessages);
  const refusalsOf = (id: string) => (reply?.id === id ? reply.refusals : null);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t("remarks.title")} detail={t("remarks.lead")} back={{ to: "/grading", label: t("title") }} />
      <div className="grid gap-5">
        <Card flush>
          {remarks.length === 0 ? (
            <EmptyState icon={<MessageSquareText />} title={t("remarks.none")}>
              {t("remarks.none_body")}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {remarks.map((remark) => (
                <li key={remark.id} className="px-4 py-1 sm:px-5">
                  <Fold
                    open={reply?.id === remark.id}
                    summary={
                      <>
                        <span className="min-w-0 flex-1 py-2">{remark.text}</span>
                        <span className="flex items-center gap-3 text-sm text-muted">
                          {remark.used > 0 && <span className="tabular-nums">{t("remarks.used", { count: remark.used })}</span>}
                          <Badge>{t(`remarks.${remark.locale}`)}</Badge>
                        </span>
                      </>
                    }
                  >
                    <Fields remark={remark} refusals={refusalsOf(remark.id)} />
                  </Fold>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={t("remarks.add")}>
          <Fields remark={null} refusals={refusalsOf("")} />
        </Card>
      </div>
    </div>
  );
}

function Fields({ remark, refusals }: { remark: Remark | null; refusals: readonly Refusal[] | null }) {
  const t = useT(gradingMessages);
  const { locale } = useReader();
  return (
    <Form refusals={refusals} messages={gradingMessages} draftKey={`remark:${remark?.id ?? "new"}`} className="grid gap-4 pb-3">
      <input type="hidden" name="id" value={remark?.id ?? ""} />
      <TextArea name="text" label={t("remarks.text")} rows={2} maxLength={1000} required defaultValue={remark?.text ?? ""} />
      <SelectField
        name="locale"
        label={t("remarks.language")}
        hint={t("remarks.language_hint")}
        defaultValue={remark?.locale ?? locale}
        options={locales.map((value) => ({ value, label: t(`remarks.${value}`) }))}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="intent" value="keep" variant={remark ? "secondary" : "primary"}>
          {t("remarks.save")}
        </Button>
        {remark && (
          <Button type="submit" name="intent" value="archive" variant="quiet" formNoValidate>
            {t("remarks.archive")}
          </Button>
        )}
      </div>
    </Form>
  );
}
