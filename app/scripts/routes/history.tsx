import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { canDo, requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { draftById } from "../drafts.server";
import { historyOf } from "../history.server";
import { publishMessages } from "../messages.publish";
import { History } from "../ui/History";

export const meta: MetaFunction = () => [{ title: "话术的历史 · History of a script — 上岗 Deskready" }];

/** What happened to a draft: for its author, for whoever may decide on it, and once it is approved for whoever takes it into the library. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "scripts:use");
  const draft = await draftById(db(), idParam(args.params.draftId));
  if (!draft) throw problem(404, "not_found");
  const isOwn = draft.authorId === actor.personId;
  const reviews = !isOwn && draft.versions > 0 && (await canDo(args, actor, "scripts:review", { personId: draft.authorId }));
  const publishes = (draft.state === "approved" || draft.state === "published") && (await canDo(args, actor, "scripts:publish"));
  if (!isOwn && !reviews && !publishes) throw problem(404, "not_found");
  const back = isOwn ? `/scripts/drafts/${draft.id}` : reviews ? `/scripts/review/${draft.id}` : `/scripts/publish/${draft.id}`;
  return { title: draft.body.title, happened: await historyOf(db(), draft.id), back };
}

export default function DraftHistory() {
  const { title, happened, back } = useLoaderData<typeof loader>();
  const t = useT(publishMessages);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t("history.title", { title })} back={{ to: back, label: t("history.back") }} />
      <Card>
        {happened.length < 2 && <p className="mb-4 text-sm text-muted">{t("history.empty")}</p>}
        <History happened={happened} />
      </Card>
    </div>
  );
}
