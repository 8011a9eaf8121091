import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { requireCan } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem } from "~/platform/http.server";
import { isLocale, type Locale, locales, pick } from "~/platform/locale";
import { ReaderProvider, useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Tabs } from "~/ui/Tabs";
import { itemPage, type ItemView } from "../item.server";
import { isShownKind } from "../kinds";
import { libraryMessages } from "../messages";
import { answerMessages } from "../messages.answers";
import { Item } from "../ui/Item";

/** One item of the library, in both languages. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "library:view");
  const { kind, slug = "" } = args.params;
  const locale = await requestLocale(args);
  const page = isShownKind(kind) ? await itemPage(db(), kind, slug, locale) : null;
  if (!page) throw problem(404, "not_found");
  const side = new URL(args.request.url).searchParams.get("lang");
  const mayEditProduct = page.kind === "product" && may("catalogue:edit", actor, null);
  return { ...page, side: isLocale(side) ? side : locale, mayEditProduct };
}

/** Kinds that are wide tables: their languages stand below each other. */
const wide: ReadonlySet<string> = new Set(["house_form", "kpi_rules", "conduct_rules"]);

export default function LibraryItem() {
  const { kind, slug, title, version, view, uses, side, mayEditProduct } = useLoaderData<typeof loader>();
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
            {view.kind === "question" && !view.asked && <Badge tone="waiting">{tAnswers("not_asked")}</Badge>}
          </span>
        }
        action={mayEditProduct && <LinkButton to={`/library/product/${slug}/edit`}>{t("edit")}</LinkButton>}
        back={{ to: `/library?kind=${kind}`, label: `${t("back")} · ${t(`kind.${kind}`)}` }}
      />
      {/* On a phone one language at a time; beside (or below) each other where there is room, so that a wrong translation is seen. */}
      <div className="mb-4 lg:hidden">
        <Tabs
          label={t("sides")}
          items={locales.map((l) => ({ to: `/library/${kind}/${slug}?lang=${l}`, label: t(`side.${l}`), current: l === side }))}
        />
      </div>
      <div className={classes("grid items-start gap-4", !wide.has(kind) && "lg:grid-cols-2")}>
        {locales.map((l) => (
          <Side key={l} locale={l} view={view} shown={l === side} label={t(`side.${l}`)} />
        ))}
      </div>
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
