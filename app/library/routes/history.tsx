import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form as PlainForm, Link, useActionData, useLoaderData } from "@remix-run/react";
import { isEditable } from "../fields";
import { originOf } from "~/curriculum/lineage-rules";
import type { Actor } from "~/people/actor";
import { requireCan, writeContext } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { formatDateTime } from "~/platform/format";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { Timeline } from "~/ui/Timeline";
import { historyPage } from "../history-page.server";
import { isShownKind } from "../kinds";
import { libraryMessages } from "../messages";
import { editMessages } from "../messages.edit";
import { publishMessages } from "../messages.publish";
import { refusalMessages } from "../messages.refusals";
import { undoPublication } from "../publication.server";
import { Diff } from "../ui/Diff";
import { Related } from "../ui/Related";

export const meta: MetaFunction = () => [{ title: "内容历史 · History — 上岗 Deskready" }];

const number = (text: string | null) => (text && /^\d{1,6}$/.test(text) ? Number(text) : null);
const canUndo = (kind: unknown) => isEditable(kind) || kind === "product";
const historyKind = (kind: unknown) => (isEditable(kind) || isShownKind(kind) ? kind : null);

/** All versions of an item: where each came from, what became of it, and two of them compared. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const slug = slugParam(args.params.slug);
  const kind = historyKind(args.params.kind);
  const query = new URL(args.request.url).searchParams;
  const page = kind && (await historyPage(db(), { kind, slug }, number(query.get("from")), number(query.get("to"))));
  if (!page) throw problem(404, "not_found");
  return { kind, slug, ...page, mayUndo: mayUndo(kind, actor), submissionId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const slug = slugParam(args.params.slug);
  const kind = historyKind(args.params.kind);
  if (!kind || !mayUndo(kind, actor)) throw problem(404, "not_found");
  const form = await readForm(args.request);
  const today = plainDateIn(actor.zone, clock.now());
  const outcome = await undoPublication(
    writeContext(args, actor, form),
    { kind, slug },
    textOf(form, "versionId"),
    textOf(form, "note"),
    today,
  );
  if (!outcome.ok) return data<{ refusals: Refusal[] }>({ refusals: outcome.refusals }, { status: 409 });
  const { materialId } = outcome.value;
  throw redirect(materialId ? `/library/changes/${materialId}` : `/library/${kind}/${slug}/history`, {
    headers: { "Set-Cookie": await toast("done") },
  });
}

/** Products have a permission of their own. */
function mayUndo(kind: string, actor: Actor): boolean {
  return canUndo(kind) && may(kind === "product" ? "catalogue:edit" : "library:edit", actor, null);
}

export default function History() {
  const { kind, slug, title, archived, versions, compared, undo, mayUndo, submissionId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT(publishMessages);
  const words = useT(libraryMessages);
  const edit = useT(editMessages);
  const { locale, zone } = useReader();
  const choices = versions.map((v) => ({ value: String(v.version), label: t("history.version", { version: v.version }) }));
  return (
    <>
      <PageHeader
        title={t("history.title", { title: title ? pick(title, locale) : slug })}
        back={
          isShownKind(kind)
            ? { to: `/library/${kind}/${slug}`, label: words(`one.${kind}`) }
            : { to: "/library/drafts", label: words("title") }
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Card title={t("history.versions")}>
          <Timeline
            items={versions.map((v) => ({
              id: v.id,
              when: formatDateTime(v.publishedAt, locale, zone),
              tone: v.fate === "in_force" ? "cleared" : "neutral",
              title: (
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  {t("history.version", { version: v.version })}
                  {v.fate === "in_force" && <Badge tone="cleared">{t("history.in_force")}</Badge>}
                  {v.fate === "undone" && <Badge>{t("history.undone")}</Badge>}
                  {v.fate === "undoing" && <Badge>{t("history.undoing")}</Badge>}
                  {v.material && <Badge tone="waiting">{t("history.material")}</Badge>}
                </span>
              ),
              children: (
                <>
                  <p>
                    {[
                      v.origin === "pack" && t("history.from_pack", { pack: v.pack, version: v.packVersion ?? "" }),
                      v.publishedBy && t("history.by", { name: v.publishedBy }),
                      v.undoesVersion !== null && t("history.undoes", { version: v.undoesVersion }),
                      v.supersededBy !== null && t("history.superseded", { version: v.supersededBy }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                  {v.note && <p className="text-ink">{v.note}</p>}
                  {typeof v.madeFrom === "string" && <MadeFrom text={v.madeFrom} />}
                  {v.madeFrom !== null && typeof v.madeFrom === "object" && <Related name={edit("item.made_from")} items={[v.madeFrom]} />}
                  {v.materialId && (
                    <Link to={`/library/changes/${v.materialId}`} className="link">
                      {t("history.effects")}
                    </Link>
                  )}
                </>
              ),
            }))}
          />
        </Card>
        <div className="grid gap-5">
          <Card title={t("history.compare")}>
            {versions.length > 1 && (
              <PlainForm method="get" className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
                <SelectField
                  key={`from ${compared.from}`}
                  name="from"
                  label={t("history.compare_from")}
                  options={choices}
                  defaultValue={String(compared.from)}
                />
                <SelectField
                  key={`to ${compared.to}`}
                  name="to"
                  label={t("history.compare_to")}
                  options={choices}
                  defaultValue={String(compared.to)}
                />
                <Button type="submit">{t("history.compare")}</Button>
              </PlainForm>
            )}
            {compared.rows.length === 0 ? <p className="text-sm text-muted">{t("history.same")}</p> : <Diff rows={compared.rows} />}
          </Card>
          {mayUndo && undo && (
            <Card title={t("history.undo")}>
              <p className="mb-4 text-sm text-muted">
                {kind === "product"
                  ? t("history.undo_product", { version: undo.restores })
                  : t("history.undo_lead", {
                      version: undo.restores,
                      how: t(undo.material ? "history.undo_material" : "history.undo_minor"),
                    })}
                {archived && ` ${t("history.stays_archived")}`}
              </p>
              <Form submissionId={submissionId} refusals={answer?.refusals} messages={refusalMessages} className="grid gap-4">
                <input type="hidden" name="versionId" value={undo.versionId} />
                <TextField
                  name="note"
                  label={t("history.undo_note")}
                  required={kind !== "product"}
                  optional={kind === "product"}
                  maxLength={500}
                />
                <div>
                  <Button type="submit" variant="danger">
                    {t("history.undo")} · {t("history.version", { version: undo.version })}
                  </Button>
                </div>
              </Form>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

/** What a version was made from, where that is no item: a case, or words. */
function MadeFrom({ text }: { text: string }) {
  const t = useT(publishMessages);
  const edit = useT(editMessages);
  const origin = originOf(text);
  if (origin.type !== "case") return <p>{t("history.made_from", { what: text })}</p>;
  return (
    <p>
      <Link to={`/cases/${origin.number}`} className="link">
        {edit("item.from_case", { number: origin.number })}
      </Link>
    </p>
  );
}
