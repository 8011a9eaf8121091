import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Download from "lucide-react/icons/download";
import { libraryFaults } from "~/curriculum/library-check.server";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { faultsIn } from "../edit-page.server";
import { libraryMessages } from "../messages";
import { exchangeMessages } from "../messages.exchange";
import { searchMessages } from "../messages.search";
import { FaultList } from "../ui/FaultList";

export const meta: MetaFunction = () => [{ title: "导出资料库 · Export the library — 上岗 Deskready" }];

const FIRST = 20;

/** What an export would take along, and what is wrong with it. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:export");
  const { faults, refused } = await libraryFaults(db());
  return { count: faults.length, refused, first: faultsIn(faults.slice(0, FIRST), await requestLocale(args)) };
}

export default function Export() {
  const { count, refused, first } = useLoaderData<typeof loader>();
  const t = useT(searchMessages);
  const words = useT(libraryMessages);
  const questions = useT(exchangeMessages);
  return (
    <>
      <PageHeader title={t("export.title")} back={{ to: "/library", label: words("title") }} />
      <div className="grid max-w-4xl gap-5">
        <p className="measure text-base text-muted">{t("export.lead")}</p>
        <div className="flex flex-wrap gap-3">
          <LinkButton
            to="/library/export.zip"
            reloadDocument
            prefetch="none"
            download
            variant="primary"
            icon={<Download aria-hidden className="size-4" />}
          >
            {t("export.do")}
          </LinkButton>
          <LinkButton to="/library/questions/export">{questions("to.export")}</LinkButton>
        </div>
        {count === 0 ? (
          <Notice tone="cleared">{t("export.sound")}</Notice>
        ) : (
          <>
            <Notice tone="waiting" title={t("export.faults", { count })}>
              {refused > 0 ? t("export.refused", { count: refused }) : t("export.refused_none")}
            </Notice>
            <FaultList faults={first} title={t("export.first", { count: first.length })} />
          </>
        )}
      </div>
    </>
  );
}
