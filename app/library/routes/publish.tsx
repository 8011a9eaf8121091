import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form as PlainForm, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { ItemKey } from "~/curriculum/drafts.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { isEditable, isSole } from "../fields";
import { libraryMessages } from "../messages";
import { publishMessages } from "../messages.publish";
import { refusalMessages } from "../messages.refusals";
import { publish } from "../publication.server";
import { publishPage } from "../publish-page.server";
import { Diff } from "../ui/Diff";
import { FaultList } from "../ui/FaultList";
import { Names } from "../ui/Names";

export const meta: MetaFunction = () => [{ title: "发布内容 · Publish content — 上岗 Deskready" }];

/** "lesson:bag-families", as the address and the form name the drafts that go along. */
function keysIn(values: readonly unknown[]): ItemKey[] {
  return values.flatMap((value) => {
    const [kind, slug] = typeof value === "string" ? value.split(":") : [];
    return isEditable(kind) && slug ? [{ kind, slug }] : [];
  });
}

/** A draft against the version in force, and whatever keeps it from being published. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:edit");
  const { kind } = args.params;
  const slug = slugParam(args.params.slug);
  if (!isEditable(kind)) throw problem(404, "not_found");
  const together = keysIn(new URL(args.request.url).searchParams.getAll("with"));
  const page = await publishPage(db(), { kind, slug }, together, await requestLocale(args));
  if (!page) throw redirect(`/library/${kind}/${slug}/edit`);
  return { kind, slug, ...page, submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const { kind } = args.params;
  const slug = slugParam(args.params.slug);
  if (!isEditable(kind)) throw problem(404, "not_found");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const items = keysIn(form.getAll("item")).map((key) => ({ ...key, revision: Number(form.get(`revision ${key.kind}:${key.slug}`)) }));
  const effect = textOf(form, "effect");
  if (items.length === 0 || (effect !== "minor" && effect !== "material")) throw problem(400, "bad_request");
  const input = { items, note: textOf(form, "note"), material: effect === "material" };
  const outcome = await publish(ctx, input, plainDateIn(actor.zone, clock.now()));
  if (!outcome.ok) return data<{ refusals: Refusal[] }>({ refusals: outcome.refusals }, { status: 409 });
  const { materialId } = outcome.value;
  const to = materialId
    ? `/library/changes/${materialId}`
    : kind === "topic"
      ? "/library/topic/" + slug + "/history"
      : `/library/${kind}/${slug}`;
  throw redirect(to, { headers: { "Set-Cookie": await toast("done") } });
}

export default function Publish() {
  const { kind, slug, parts, faults, moved, rests, restsMade, others, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(publishMessages);
  const words = useT(libraryMessages);
  const refused = useT(refusalMessages);
  const { locale } = useReader();
  const here = `/library/${kind}/${slug}`;
  // What is measured by does not change under somebody's hands.
  const effects = kind === "checklist" ? "checklist" : isSole(kind, slug) ? "rules" : "what";
  const first = parts[0];
  const ready = faults.length === 0 && !moved && parts.every((p) => p.rows.length > 0 || p.against === null);
  return (
    <>
      <PageHeader
        title={t("publish.title", { title: first?.title ? pick(first.title, locale) : slug })}
        detail={words(kind === "topic" ? "topic" : `one.${kind}`)}
        back={{ to: `${here}/edit`, label: t("publish.back") }}
      />
      <div className="grid max-w-4xl gap-5">
        {moved && <Notice tone="waiting" title={refused("refusal.base_moved")} />}
        {faults.length > 0 ? (
          <FaultList faults={faults} title={t("publish.faults")} />
        ) : (
          <Notice tone="cleared">{t("publish.clean")}</Notice>
        )}
        {parts.some((part) => part.archived) && <Notice tone="waiting">{t("publish.archived")}</Notice>}
        {parts.map((part) => (
          <Card
            key={`${part.kind} ${part.slug}`}
            title={
              <>
                {parts.length > 1 && `${part.title ? pick(part.title, locale) : part.slug}: `}
                {part.against === null ? t("publish.all_new") : t("publish.against", { version: part.against })}
              </>
            }
          >
            {part.rows.length === 0 ? <p className="text-sm text-muted">{t("publish.no_change")}</p> : <Diff rows={part.rows} />}
          </Card>
        ))}
        {others.length > 0 && (
          <Card title={t("publish.together")}>
            <p className="mb-2 text-sm text-muted">{t("publish.together_hint")}</p>
            <PlainForm method="get">
              {others.map((o) => (
                <CheckboxField
                  key={`${o.kind}:${o.slug}`}
                  name="with"
                  value={`${o.kind}:${o.slug}`}
                  defaultChecked={o.picked}
                  label={`${words(o.kind === "topic" ? "topic" : `one.${o.kind}`)}: ${o.title ? pick(o.title, locale) : o.slug}`}
                />
              ))}
              <Button type="submit" size="sm" className="mt-2">
                {t("publish.check")}
              </Button>
            </PlainForm>
          </Card>
        )}
        <Card title={t("publish.rests")}>
          <Names names={rests} made={restsMade} empty={t("publish.rests_none")} />
        </Card>
        {ready && (
          <Card>
            <Form
              submissionId={submissionId}
              refusals={answer?.refusals}
              messages={refusalMessages}
              draftKey={`publish:${kind}:${slug}`}
              className="grid gap-5"
            >
              {parts.map((p) => (
                <span key={`${p.kind}:${p.slug}`} hidden>
                  <input type="hidden" name="item" value={`${p.kind}:${p.slug}`} />
                  <input type="hidden" name={`revision ${p.kind}:${p.slug}`} value={p.revision} />
                </span>
              ))}
              <RadioCards
                name="effect"
                legend={t("publish.how")}
                required
                columns={2}
                defaultValue="minor"
                options={[
                  { value: "minor", label: t("publish.minor"), description: t(`publish.minor_${effects}`) },
                  { value: "material", label: t("publish.material"), description: t(`publish.material_${effects}`) },
                ]}
              />
              <TextArea name="note" label={t("publish.note")} required rows={2} maxLength={500} />
              <div className="flex flex-wrap items-center gap-3">
                <Button type="submit" variant="primary">
                  {t("publish.do")}
                </Button>
                <Link to={`${here}/edit`} className="link">
                  {t("publish.back")}
                </Link>
              </div>
            </Form>
          </Card>
        )}
      </div>
    </>
  );
}
