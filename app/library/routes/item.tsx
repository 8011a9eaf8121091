import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { supersede } from "~/curriculum/lineage.server";
import type { ItemKind } from "~/curriculum/pack";
import { isExaminable } from "~/curriculum/pack-question";
import { setArchived } from "~/curriculum/publish.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { newId } from "~/platform/ids";
import { isLocale, type Locale, locales, pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { ReaderProvider, useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Tabs } from "~/ui/Tabs";
import { faultInChinese } from "../faults-zh";
import { isEditable, isSole } from "../fields";
import { howItDoes } from "../how-it-does.server";
import { itemPage, type ItemView } from "../item.server";
import { isShownKind, tableKinds } from "../kinds";
import { libraryMessages } from "../messages";
import { answerMessages } from "../messages.answers";
import { standingOf } from "../standing.server";
import { Agreement } from "../ui/Agreement";
import { HowItDoes } from "../ui/HowItDoes";
import { Item } from "../ui/Item";
import { ItemActions, ItemArchive, ItemStanding, ItemSuccessor } from "../ui/Standing";

/** One item of the library, in both languages. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const { kind } = args.params;
  const slug = slugParam(args.params.slug);
  const locale = await requestLocale(args);
  const [page, standing, figures] = isShownKind(kind)
    ? await Promise.all([
        itemPage(db(), kind, slug, locale),
        standingOf(db(), kind, slug),
        kind === "question" ? howItDoes(db(), slug, locale) : null,
      ])
    : [null, null, null];
  if (!page || !standing) throw problem(404, "not_found");
  const side = new URL(args.request.url).searchParams.get("lang");
  const mayEdit = isEditable(kind) && may("library:edit", actor, null);
  return {
    ...page,
    figures,
    side: isLocale(side) ? side : locale,
    mayEditProduct: page.kind === "product" && may("catalogue:edit", actor, null),
    mayEdit,
    mayAssign: page.view.kind === "question" && isExaminable(page.view.body) && may("remedial:list", actor, null),
    standing: mayEdit ? standing : { ...standing, offerId: null },
    submissionIds: { archive: newId(), supersede: newId() },
  };
}

/** Take the item out of use, bring it back, or say what takes its place. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "library:edit");
  const { kind } = args.params;
  const slug = slugParam(args.params.slug);
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  const mayName = isEditable(kind) || (kind === "product" && may("catalogue:edit", actor, null));
  if (intent === "supersede" ? !mayName : !isEditable(kind) || isSole(kind, slug)) throw problem(404, "not_found");
  const [ctx, key, successor] = [writeContext(args, actor, form), { kind: kind as ItemKind, slug }, textOf(form, "supersededBy")];
  const outcome = await (intent === "supersede"
    ? supersede(ctx, key, successor)
    : setArchived(ctx, key, intent === "archive", textOf(form, "reason"), successor));
  if (outcome.ok) throw redirect(`/library/${kind}/${slug}`, { headers: { "Set-Cookie": await toast("done") } });
  const locale = await requestLocale(args);
  const refusals = outcome.refusals.map((r) =>
    r.params?.rule && locale === "zh-CN" ? { ...r, params: { ...r.params, rule: faultInChinese(String(r.params.rule)) } } : r,
  );
  return data<{ intent: string; refusals: Refusal[] }>({ intent, refusals }, { status: 409 });
}

export default function LibraryItem() {
  const page = useLoaderData<typeof loader>();
  const { kind, slug, itemId, title, version, view, uses, agreement, figures, side, standing } = page;
  const { mayEdit, mayAssign, mayEditProduct, submissionIds } = page;
  const answer = useActionData<typeof action>();
  const t = useT(libraryMessages);
  const tAnswers = useT(answerMessages);
  const { locale } = useReader();
  const marked = view.kind === "question" ? view.body : null;
  return (
    <>
      <PageHeader
        title={pick(title, locale)}
        detail={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {t(`one.${kind}`)} · {t("version", { version })}
            {marked?.critical && <Badge tone="waiting">{t("critical")}</Badge>}
            {marked?.required && <Badge>{t("required")}</Badge>}
            {marked && <Badge>{tAnswers(`type.${marked.type}`)}</Badge>}
          </span>
        }
        back={{ to: `/library?kind=${kind}`, label: `${t("back")} · ${t(`kind.${kind}`)}` }}
        action={
          <>
            {mayAssign && <LinkButton to={`/remedial/new?items=${itemId}`}>{t("assign")}</LinkButton>}
            {mayEditProduct && <LinkButton to={`/library/product/${slug}/edit`}>{t("edit")}</LinkButton>}
            <ItemActions to={`/library/${kind}/${slug}`} mayEdit={mayEdit} inProgress={standing.draft !== null} />
          </>
        }
      />
      <ItemStanding standing={standing} />
      {/* On a phone one language at a time; beside (or below) each other where there is room, so that a wrong translation is seen. */}
      <div className="mb-4 lg:hidden">
        <Tabs
          label={t("sides")}
          items={locales.map((l) => ({ to: `/library/${kind}/${slug}?lang=${l}`, label: t(`side.${l}`), current: l === side }))}
        />
      </div>
      <div className={classes("grid items-start gap-4", !tableKinds.has(kind) && "lg:grid-cols-2")}>
        {locales.map((l) => (
          <Side key={l} locale={l} view={view} shown={l === side} label={t(`side.${l}`)} />
        ))}
      </div>
      {figures && <HowItDoes figures={figures} all="/library/statistics" />}
      {agreement && <Agreement agreement={agreement} />}
      <Card title={t("used.title")} className="mt-4">
        {uses.length === 0 ? (
          <p className="text-sm text-muted">{t("used.none")}</p>
        ) : (
          <ul className="grid gap-x-8 gap-y-1.5 text-sm lg:grid-cols-2">
            {uses.map((use) => (
              <li key={`${use.kind} ${use.slug}`} className="flex gap-3">
                <span className="w-24 shrink-0 text-muted">{t(`one.${use.kind}`)}</span>
                <Link to={`/library/${use.kind}/${use.slug}`} prefetch="intent" className="link min-w-0">
                  {use.title}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {standing.archived && (mayEdit || mayEditProduct) && (
        <ItemSuccessor
          standing={standing}
          submissionId={submissionIds.supersede}
          refusals={answer?.intent === "supersede" ? answer.refusals : null}
        />
      )}
      {mayEdit && !isSole(kind, slug) && (
        <ItemArchive
          archived={standing.archived}
          submissionId={submissionIds.archive}
          refusals={answer && answer.intent !== "supersede" ? answer.refusals : null}
        />
      )}
    </>
  );
}

/** The item in one language, headings and all. */
function Side({ locale, view, shown, label }: { locale: Locale; view: ItemView; shown: boolean; label: string }) {
  const { zone, now } = useReader();
  const reader = useMemo(() => ({ locale, zone, now }), [locale, zone, now]);
  return (
    <section lang={locale} aria-label={label} className={classes("min-w-0", !shown && "max-lg:hidden")}>
      <ReaderProvider.Provider value={reader}>
        <Card>
          <h2 className="mb-3 text-xs font-normal text-faint max-lg:sr-only">{label}</h2>
          <Item view={view} />
        </Card>
      </ReaderProvider.Provider>
    </section>
  );
}
