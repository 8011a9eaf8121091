import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import Bell from "lucide-react/icons/bell";
import { requireCan, writeContext } from "~/people/guard.server";
import { markAllSeen } from "~/people/notices.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { readForm } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Pagination } from "~/ui/Pagination";
import { notifyingMessages } from "../messages";
import { noticePage } from "../notices.server";
import { NoticeList } from "../ui/NoticeList";

export const meta: MetaFunction = () => [{ title: "消息 · Notices — 上岗 Deskready" }];

/** All that somebody was told. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const asked = Number(new URL(args.request.url).searchParams.get("page"));
  const page = Math.min(10_000, Math.max(1, Math.trunc(asked) || 1));
  return { page, ...(await noticePage(db(), actor.personId, page, await requestLocale(args), actor.zone)) };
}

/** Everything is read. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "profile:edit");
  await markAllSeen(writeContext(args, actor, await readForm(args.request)));
  throw redirect("/notices", { headers: { "Set-Cookie": await toast("done") } });
}

export default function NoticesPage() {
  const { rows, unread, page, pages } = useLoaderData<typeof loader>();
  const t = useT(notifyingMessages);
  const at = (to: number) => (to > 1 ? `/notices?page=${to}` : "/notices");
  return (
    <>
      <PageHeader
        title={t("list.title")}
        detail={rows.length > 0 && (unread > 0 ? t("list.unread", { count: unread }) : t("list.none_unread"))}
        action={
          <>
            {unread > 0 && (
              <Form>
                <Button type="submit" variant="primary" block>
                  {t("list.all_seen")}
                </Button>
              </Form>
            )}
            <LinkButton to="/profile/notifications">{t("list.settings")}</LinkButton>
          </>
        }
      />
      {/* The frame need not say the newest of them above. */}
      <div data-quiet className="max-w-3xl">
        <Card flush>
          {rows.length === 0 ? (
            <EmptyState icon={<Bell />} title={t("list.empty")}>
              {t("list.empty_body")}
            </EmptyState>
          ) : (
            <NoticeList rows={rows} returnTo={at(page)} />
          )}
        </Card>
      </div>
      {pages > 1 && (
        <Pagination page={page} pages={pages} previous={page > 1 ? at(page - 1) : null} next={page < pages ? at(page + 1) : null} />
      )}
    </>
  );
}
