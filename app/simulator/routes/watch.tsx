import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { problem } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { debriefAddress } from "../address";
import { chatsOfRun } from "../debrief.server";
import { debriefMessages } from "../messages.debrief";
import { runToSee } from "../run-access.server";
import { Watch } from "../ui/debrief/Watch";

export const meta: MetaFunction = () => [{ title: "重新观看 · Watch again — 上岗 Deskready" }];

/** A chat that is over, line by line as it came. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const { run } = await runToSee(args, args.params.runId, actor);
  if (!run.endedAt) throw redirect(debriefAddress(run.id));
  const shown = await chatsOfRun(db(), run, await requestLocale(args));
  if (!shown) throw problem(404, "not_found");
  return { ...shown, runId: run.id, chatLocale: run.locale };
}

export default function WatchAgain() {
  const { runId, title, chats, chatLocale } = useLoaderData<typeof loader>();
  const t = useT(debriefMessages);
  return (
    <div className="mx-auto max-w-6xl">
      <PageHeader title={t("watch.title", { title })} back={{ to: debriefAddress(runId), label: t("compare.back") }} />
      <Watch chats={chats} lang={chatLocale} />
    </div>
  );
}
