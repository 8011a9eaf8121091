import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { TextField } from "~/ui/TextField";
import { editMessages } from "../messages.edit";
import { libraryMessages } from "../messages";
import { publishMessages } from "../messages.publish";
import { refusalMessages } from "../messages.refusals";
import { keepOwn, mergeOffer, takeOffer } from "../publication.server";
import { Diff, usePlace } from "../ui/Diff";
import { upgradePage } from "../upgrades.server";

export const meta: MetaFunction = () => [{ title: "新内容包 · Newer pack — 上岗 Deskready" }];

/** One item that the shop edited against what a newer pack says of it. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:edit");
  const page = await upgradePage(db(), idParam(args.params.offerId));
  if (!page) throw problem(404, "not_found");
  return { ...page, submissionIds: { take: newId(), keep: newId(), merge: newId() } };
}

type Answer = { intent: string; refusals: Refusal[] };

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const offerId = idParam(args.params.offerId);
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  const ctx = writeContext(args, actor, form);
  const done = async (to: string) => redirect(to, { headers: { "Set-Cookie": await toast("done") } });
  if (intent === "take") {
    const input = { note: textOf(form, "note"), material: textOf(form, "effect") === "material" };
    const outcome = await takeOffer(ctx, offerId, input, plainDateIn(actor.zone, clock.now()));
    if (outcome.ok) throw await done(outcome.value.materialId ? `/library/changes/${outcome.value.materialId}` : "/library/upgrades");
    return data<Answer>({ intent, refusals: outcome.refusals }, { status: 409 });
  }
  if (intent !== "keep" && intent !== "merge") throw problem(400, "bad_request");
  const outcome = await (intent === "keep" ? keepOwn(ctx, offerId) : mergeOffer(ctx, offerId));
  if (!outcome.ok) return data<Answer>({ intent, refusals: outcome.refusals }, { status: 409 });
  const { kind, slug } = outcome.value;
  throw intent === "merge" ? redirect(`/library/${kind}/${slug}/edit`) : await done("/library/upgrades");
}

export default function Upgrade() {
  const { kind, slug, title, packVersion, archived, hasBase, theirs, mine, conflicts, draft, submissionIds } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(publishMessages);
  const edit = useT(editMessages);
  const words = useT(libraryMessages);
  const place = usePlace();
  const { locale, zone } = useReader();
  const refusalsOf = (intent: string) => (answer?.intent === intent ? answer.refusals : null);
  return (
    <>
      <PageHeader
        title={t("upgrades.item", { title: title ? pick(title, locale) : slug })}
        detail={t("upgrades.version", { version: packVersion })}
        back={{ to: "/library/upgrades", label: t("upgrades.title") }}
        action={
          <Link to={`/library/${kind}/${slug}/history`} className="link self-center">
            {t("history.short")}
          </Link>
        }
      />
      {draft && (
        <Notice
          tone="waiting"
          className="mb-4"
          title={edit("progress.item", { name: draft.name ?? "", when: formatDateTime(draft.updatedAt, locale, zone) })}
          action={
            <Link to={`/library/${kind}/${slug}/edit`} className="link">
              {edit("progress.open")}
            </Link>
          }
        />
      )}
      {!hasBase && <Notice className="mb-4">{t("upgrades.no_base")}</Notice>}
      {conflicts.length > 0 && (
        <Notice tone="waiting" title={t("upgrades.both")} className="mb-4">
          <ul className="list-disc ps-5">
            {conflicts.map((path) => (
              <li key={path.join(".")}>{place(path)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t("upgrades.theirs")}>
          {theirs.length === 0 ? <p className="text-sm text-muted">{t("upgrades.nothing")}</p> : <Diff rows={theirs} />}
        </Card>
        <Card title={t("upgrades.mine")}>
          {mine.length === 0 ? <p className="text-sm text-muted">{t("upgrades.nothing")}</p> : <Diff rows={mine} />}
        </Card>
      </div>
      <div className="mt-5 grid items-start gap-5 lg:grid-cols-3">
        <Card title={t("upgrades.merge")}>
          <p className="mb-4 text-sm text-muted">{t("upgrades.merge_lead")}</p>
          <Form submissionId={submissionIds.merge} refusals={refusalsOf("merge")} messages={refusalMessages}>
            <input type="hidden" name="intent" value="merge" />
            <Button type="submit" variant="primary">
              {t("upgrades.merge")}
            </Button>
          </Form>
        </Card>
        <Card title={t("upgrades.keep")}>
          <p className="mb-4 text-sm text-muted">{t("upgrades.keep_lead")}</p>
          <Form submissionId={submissionIds.keep} refusals={refusalsOf("keep")} messages={refusalMessages}>
            <input type="hidden" name="intent" value="keep" />
            <Button type="submit">{t("upgrades.keep")}</Button>
          </Form>
        </Card>
        <Card title={t("upgrades.take")}>
          <p className="mb-4 text-sm text-muted">
            {t("upgrades.take_lead")}
            {archived && ` ${t("history.stays_archived")}`}
          </p>
          <Form submissionId={submissionIds.take} refusals={refusalsOf("take")} messages={refusalMessages} className="grid gap-4">
            <input type="hidden" name="intent" value="take" />
            <RadioCards
              name="effect"
              legend={t("publish.how")}
              defaultValue="minor"
              options={[
                { value: "minor", label: t("publish.minor"), description: t("publish.minor_what") },
                { value: "material", label: t("publish.material"), description: t("publish.material_what") },
              ]}
            />
            <TextField
              name="note"
              label={t("publish.note")}
              required
              maxLength={500}
              defaultValue={`${words("version", { version: packVersion })}`}
            />
            <div>
              <Button type="submit">{t("upgrades.take")}</Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}
