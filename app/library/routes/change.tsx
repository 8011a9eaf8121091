import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { formatDate, formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { TextField } from "~/ui/TextField";
import { materialPage } from "../history-page.server";
import { libraryMessages } from "../messages";
import { publishMessages } from "../messages.publish";
import { refusalMessages } from "../messages.refusals";
import { setRetest } from "../publication.server";
import { Diff } from "../ui/Diff";
import { Names } from "../ui/Names";

export const meta: MetaFunction = () => [{ title: "重大修改 · Material change — 上岗 Deskready" }];

/** A material publication: what changed, what rests on it, whom it concerns, and until when they are tested again. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const page = await materialPage(db(), idParam(args.params.materialId));
  if (!page) throw problem(404, "not_found");
  const today = plainDateIn(actor.zone, clock.now());
  return { ...page, today, mayDecide: may("library:retest", actor, null), submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:retest");
  const materialId = idParam(args.params.materialId);
  const form = await readForm(args.request);
  const dueOn = textOf(form, "intent") === "none" ? null : textOf(form, "dueOn");
  const word = { dueOn, reason: textOf(form, "reason") };
  const outcome = await setRetest(writeContext(args, actor, form), materialId, word, plainDateIn(actor.zone, clock.now()));
  if (!outcome.ok) return data<{ refusals: Refusal[] }>({ refusals: outcome.refusals }, { status: 400 });
  throw redirect(`/library/changes/${materialId}`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function MaterialChange() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(publishMessages);
  const words = useT(libraryMessages);
  const { locale, zone } = useReader();
  const [word] = page.words;
  const standing = !word
    ? page.proposedOn
      ? t("change.retest_open", { day: formatDate(page.proposedOn, locale) })
      : t("change.retest_open_none")
    : word.dueOn
      ? t("change.retest_until", { day: formatDate(word.dueOn, locale) })
      : t("change.retest_none");
  return (
    <>
      <PageHeader
        title={t("change.title")}
        detail={t("change.detail", { when: formatDateTime(page.publishedAt, locale, zone), name: page.publishedBy ?? "" })}
        back={{ to: "/library", label: words("title") }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-5">
          {page.changed.map((item) => (
            <Card key={`${item.kind} ${item.slug}`} title={item.title ? pick(item.title, locale) : item.slug}>
              {item.note && <p className="mb-3 text-base">{item.note}</p>}
              <Diff rows={item.rows} />
              <Link to={`/library/${item.kind}/${item.slug}/history`} className="link mt-3 inline-block text-sm">
                {t("history.short")}
              </Link>
            </Card>
          ))}
          <Card title={t("change.people")} flush>
            <Table
              caption={t("change.people")}
              rows={page.people}
              rowKey={(p) => `${p.personId} ${p.stand}`}
              empty={<p className="px-4 pb-4 text-sm text-muted sm:px-5">{t("change.people_none")}</p>}
              columns={[
                { key: "name", header: t("change.person"), primary: true, cell: (p) => p.name },
                { key: "team", header: t("change.team"), cell: (p) => p.team },
                {
                  key: "stand",
                  header: t("history.short"),
                  cell: (p) =>
                    p.stand === "middle" || p.stand === "grading" ? (
                      <Badge tone="waiting">{t(`change.${p.stand}`)}</Badge>
                    ) : (
                      t(`change.${p.stand}`)
                    ),
                },
              ]}
            />
            {page.total > page.people.length && (
              <p className="px-4 pb-3 text-sm text-muted sm:px-5">{t("change.people_more", { count: page.total })}</p>
            )}
          </Card>
        </div>
        <div className="grid gap-5">
          <Card title={t("change.retest")} raised={!word}>
            <p className="text-base font-medium">{standing}</p>
            <ul className="mt-1 space-y-1 text-sm text-muted">
              {page.words.map((w) => (
                <li key={w.at.toISOString()}>
                  {t("change.retest_by", { name: w.by ?? "", when: formatDateTime(w.at, locale, zone) })}
                  {" · "}
                  {w.dueOn ? t("change.retest_until", { day: formatDate(w.dueOn, locale) }) : t("change.retest_none")}
                  {w.reason && ` · ${w.reason}`}
                </li>
              ))}
            </ul>
            {page.mayDecide && (
              <Form submissionId={page.submissionId} refusals={answer?.refusals} messages={refusalMessages} className="mt-4 grid gap-4">
                <TextField
                  name="dueOn"
                  type="date"
                  label={t("change.until")}
                  defaultValue={word?.dueOn ?? page.proposedOn ?? ""}
                  min={page.today}
                  className="max-w-52"
                />
                <TextField name="reason" label={t("change.reason")} hint={t("change.reason_hint")} optional maxLength={500} />
                <div className="flex flex-wrap gap-3">
                  <Button type="submit" name="intent" value="set" variant="primary">
                    {t("change.set")}
                  </Button>
                  <Button type="submit" name="intent" value="none" formNoValidate>
                    {t("change.not_needed")}
                  </Button>
                </div>
              </Form>
            )}
          </Card>
          <Card title={t("change.rests")}>
            <Names names={page.rests} made={page.restsMade} empty={t("change.rests_none")} />
          </Card>
        </div>
      </div>
    </>
  );
}
