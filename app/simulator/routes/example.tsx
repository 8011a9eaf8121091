import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canDo, requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { chatsOfRun } from "../debrief.server";
import { examplesOf, hasFinished, runHead } from "../debrief-read.server";
import { debriefMessages } from "../messages.debrief";
import { PlainChats } from "../ui/debrief/PlainChats";

export const meta: MetaFunction = () => [{ title: "优秀范例 · Example — 上岗 Deskready" }];

/** A colleague's chat that is held up as an example: for those who have finished the same chat themselves, and for those who read chats. Without a grade. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const runId = idParam(args.params.runId);
  const run = await runHead(db(), runId);
  if (!run?.itemId) throw problem(404, "not_found");
  const [examples, mayAsDone, mayAsReader, locale] = await Promise.all([
    examplesOf(db(), run.itemId, runId),
    hasFinished(db(), actor.personId, run.itemId),
    canDo(args, actor, "simulator:queue"),
    requestLocale(args),
  ]);
  const [example] = examples;
  const shown = example && (mayAsDone || mayAsReader) ? await chatsOfRun(db(), run, locale) : null;
  if (!example || !shown) throw problem(404, "not_found");
  return { ...shown, name: example.name, reason: example.reason, chatLocale: run.locale };
}

export default function ExamplePage() {
  const { title, name, reason, chats, chatLocale } = useLoaderData<typeof loader>();
  const t = useT(debriefMessages);
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <PageHeader
        title={t("example.title", { title })}
        detail={t("example.by", { name })}
        back={{ to: "/simulator", label: t("back.own") }}
      />
      <Card title={t("example.why")}>
        <p className="measure break-words whitespace-pre-line">{reason}</p>
      </Card>
      <Card>
        <PlainChats chats={chats} lang={chatLocale} />
      </Card>
    </div>
  );
}
