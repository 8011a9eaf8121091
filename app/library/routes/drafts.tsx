import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { beginItem, draftsInProgress } from "~/curriculum/drafts.server";
import { openOffers } from "~/curriculum/offers.server";
import { currentVersion, currentVersions } from "~/curriculum/queries.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { Table } from "~/ui/Table";
import { TextField } from "~/ui/TextField";
import { titleOf } from "../edit-page.server";
import { begunKinds, fieldsOf, isBegun } from "../fields";
import { questionTypes } from "../fields-questions";
import { blankBody } from "../form-body";
import { libraryMessages } from "../messages";
import { answerMessages } from "../messages.answers";
import { editMessages } from "../messages.edit";
import { exchangeMessages } from "../messages.exchange";
import { publishMessages } from "../messages.publish";
import { refusalMessages } from "../messages.refusals";

export const meta: MetaFunction = () => [{ title: "正在编辑 · In progress — 上岗 Deskready" }];

/** Who is changing what, newer packs that wait, and where new content begins. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:edit");
  const locale = await requestLocale(args);
  const [drafts, offers, topics, checklists] = await Promise.all([
    draftsInProgress(db()),
    openOffers(db()),
    currentVersions(db(), "topic"),
    currentVersions(db(), "checklist"),
  ]);
  const asked = new URL(args.request.url).searchParams.get("kind");
  return {
    drafts: drafts.map(({ body, ...draft }) => ({ ...draft, title: titleOf(draft.kind, body) })),
    offers: offers.length,
    topics: topics.map((topic) => ({ slug: topic.slug, title: pick(topic.body.title, locale) })),
    checklists: checklists.map(({ slug, body }) => ({ slug, title: pick(body.title, locale) })),
    kind: isBegun(asked) ? asked : "lesson",
    submissionId: newId(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const form = await readForm(args.request);
  const kind = textOf(form, "kind");
  if (!isBegun(kind)) throw problem(400, "bad_request");
  const type = kind === "question" ? textOf(form, "type") : undefined;
  const fields = fieldsOf(kind, type);
  if (!fields) throw problem(400, "bad_request");
  const slug = textOf(form, "slug");
  // A checklist is long: most begin as another one.
  const from = kind === "checklist" && textOf(form, "from") ? await currentVersion(db(), kind, textOf(form, "from")) : null;
  const body = { ...(type ? { type } : {}), ...(from?.body ?? blankBody(fields)), slug };
  const outcome = await beginItem(writeContext(args, actor, form), { kind, slug }, body);
  if (!outcome.ok) return data<{ refusals: Refusal[] }>({ refusals: outcome.refusals }, { status: 400 });
  throw redirect(`/library/${kind}/${outcome.value.slug}/edit`);
}

export default function Drafts() {
  const { drafts, offers, topics, checklists, kind, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(editMessages);
  const packs = useT(publishMessages);
  const words = useT(libraryMessages);
  const exchange = useT(exchangeMessages);
  const types = useT(answerMessages);
  const { locale, zone } = useReader();
  const kindName = (k: string) => (words as (key: string) => string)(k === "topic" ? "topic" : `one.${k}`);
  return (
    <>
      <PageHeader
        title={t("progress.title")}
        detail={t("progress.lead")}
        back={{ to: "/library", label: words("title") }}
        action={<LinkButton to="/library/questions/import">{exchange("to.import")}</LinkButton>}
      />
      {offers > 0 && (
        <Notice
          tone="waiting"
          className="mb-5"
          title={packs("upgrades.title")}
          action={
            <LinkButton to="/library/upgrades" size="sm">
              {packs("upgrades.title")} · {offers}
            </LinkButton>
          }
        >
          {packs("upgrades.lead")}
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title={t("progress.title")} flush>
          <Table
            caption={t("progress.title")}
            rows={drafts}
            rowKey={(d) => `${d.kind} ${d.slug}`}
            empty={<EmptyState title={t("progress.none")}>{t("progress.none_body")}</EmptyState>}
            columns={[
              {
                key: "what",
                header: t("progress.what"),
                primary: true,
                cell: (d) => (
                  <Link to={`/library/${d.kind}/${d.slug}/edit`} className="text-accent-ink hover:underline">
                    {kindName(d.kind)}: {d.title ? pick(d.title, locale) : d.slug} {d.isNew && <Badge>{t("progress.new")}</Badge>}
                  </Link>
                ),
              },
              { key: "who", header: t("progress.who"), cell: (d) => d.editor },
              { key: "when", header: t("progress.when"), cell: (d) => formatDateTime(d.updatedAt, locale, zone) },
            ]}
          />
        </Card>
        <div className="grid gap-5">
          <Card title={t("new.title")}>
            <Form submissionId={submissionId} refusals={answer?.refusals} messages={refusalMessages} className="grid gap-4">
              <SelectField
                name="kind"
                label={t("new.what")}
                defaultValue={kind}
                options={begunKinds.map((k) => ({ value: k, label: kindName(k) }))}
              />
              <SelectField
                name="type"
                label={t("new.type")}
                defaultValue="single_choice"
                options={questionTypes.map((type) => ({ value: type, label: types(`type.${type}`) }))}
              />
              <SelectField
                name="from"
                label={t("new.from")}
                placeholder={t("new.from_nothing")}
                options={checklists.map((checklist) => ({ value: checklist.slug, label: checklist.title }))}
              />
              <TextField name="slug" label={t("new.slug")} hint={t("new.slug_hint")} required maxLength={100} autoComplete="off" />
              <div>
                <Button type="submit" variant="primary">
                  {t("new.begin")}
                </Button>
              </div>
            </Form>
          </Card>
          <Card title={t("topics.title")}>
            <p className="mb-2 text-sm text-muted">{t("topics.lead")}</p>
            <ul className="space-y-1 text-sm">
              {topics.map((topic) => (
                <li key={topic.slug}>
                  <Link to={`/library/topic/${topic.slug}/edit`} className="link">
                    {topic.title}
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </>
  );
}
