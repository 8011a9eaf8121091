import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { makeCase } from "../actions.server";
import { caseAddress } from "../address";
import { chatToRead } from "../chat.server";
import { caseMessages } from "../messages";
import { lostMessages } from "../messages.lost";
import { productNames } from "../product-names.server";
import { reachOf } from "../reach";
import { Lines } from "../ui/Lines";
import { useCaseWords } from "../ui/words";

export const meta: MetaFunction = () => [{ title: "新案例 · New case — 上岗 Deskready" }];

/** A chat (`chat` in the address) of which a case may be made. `from=check`: whoever comes from a chat check. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "cases:make");
  const query = new URL(args.request.url).searchParams;
  const found = await chatToRead(db(), reachOf(actor), idParam(query.get("chat") ?? undefined));
  if (!found) throw problem(404, "not_found");
  const products = await productNames(db(), found.products, await requestLocale(args));
  return { found, products: Object.values(products), fromCheck: query.get("from") === "check" };
}

/** Make it a lost order or an excellent one, and open it to be filled in. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "cases:make");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const reach = reachOf(actor);
  const isLead = reach.leads === "all" || reach.leads.length > 0;
  const outcome = await makeCase(writeContext(args, actor, form), reach, {
    chatId: idParam(textOf(form, "chat")),
    source: form.get("from") === "check" ? "check" : isLead ? "list" : "own",
    kind: form.get("kind") === "excellent" ? "excellent" : "lost",
  });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`${caseAddress(outcome.value.number)}${outcome.value.isNew ? "/edit" : ""}`);
}

export default function NewCase() {
  const { found, products, fromCheck } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(lostMessages);
  const say = useT(caseMessages);
  const words = useCaseWords();
  const { locale, zone } = useReader();
  const about = [found.name, formatDateTime(found.startedAt, locale, zone), words.money(found.worthFen), ...products];
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t("new.title")} detail={about.filter(Boolean).join(" · ")} back={{ to: "/cases/lost", label: say("back.lost") }} />
      <div className="grid gap-5">
        {found.caseNumber !== null ? (
          <Notice
            tone="accent"
            action={
              <LinkButton size="sm" to={caseAddress(found.caseNumber)}>
                {t("new.open", { number: found.caseNumber })}
              </LinkButton>
            }
          >
            {t("new.exists")}
          </Notice>
        ) : (
          <Form messages={caseMessages} refusals={refused?.refusals} className="grid gap-3">
            <input type="hidden" name="chat" value={found.id} />
            {fromCheck && <input type="hidden" name="from" value="check" />}
            <p className="text-sm text-muted">{t("new.lead")}</p>
            <div className="flex flex-wrap gap-2">
              <Button type="submit" name="kind" value="lost" variant="primary">
                {t("new.lost")}
              </Button>
              <Button type="submit" name="kind" value="excellent">
                {t("new.excellent")}
              </Button>
            </div>
          </Form>
        )}
        <Card title={say("case.chat")}>
          {found.lines ? <Lines lines={found.lines} marked={[]} /> : <p className="text-muted">{t("lost.text_gone")}</p>}
        </Card>
      </div>
    </div>
  );
}
