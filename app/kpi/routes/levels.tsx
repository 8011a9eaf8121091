import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import ListTree from "lucide-react/icons/list-tree";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { levelMessages } from "../levels/messages";
import { levelPage } from "../levels/page.server";
import { LevelSince } from "../ui/LevelSince";
import { LevelView } from "../ui/LevelView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** The ladder, and for whoever holds a level what the next one asks for. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "levels:see");
  const locale = await requestLocale(args);
  const [page, mayList] = await Promise.all([levelPage(db(), actor.personId, locale), canDo(args, actor, "levels:list")]);
  const isAgent = actor.roles.some(({ role }) => role === "agent");
  return { title: translate(levelMessages, locale)("title"), page, mayList, isAgent };
}

export default function Levels() {
  const { title, page, mayList, isAgent } = useLoaderData<typeof loader>();
  const t = useT(levelMessages);
  return (
    <>
      <PageHeader
        title={title}
        detail={page.held ? <LevelSince held={page.held} own /> : isAgent ? t("none") : t("detail")}
        action={mayList && <LinkButton to="/levels/proposals">{t("to_proposals")}</LinkButton>}
      />
      {page.levels.length === 0 ? (
        <EmptyState icon={<ListTree />} title={t("empty")}>
          {t("empty_detail")}
        </EmptyState>
      ) : (
        <LevelView page={page} own mayDecide={false} />
      )}
    </>
  );
}
