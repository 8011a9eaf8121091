import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import MessagesSquare from "lucide-react/icons/messages-square";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { problem, readForm, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Ring } from "~/ui/Ring";
import { openPlace } from "../check.server";
import { choosePlace, fillByChance } from "../places.server";
import { drawDay } from "../draw.server";
import { placesOf } from "../draw-rules";
import { checkMessages } from "../messages.checks";
import { dayOf } from "../reading.server";
import { PlaceTable } from "../ui/PlaceTable";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Today's draw of the signed-in person; the day's first visit makes it, if the morning's sweep has not. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:check");
  const now = clock.now();
  const today = plainDateIn(actor.zone, now);
  const locale = await requestLocale(args);
  let day = await dayOf(db(), actor.personId, today);
  let whyNot: string | null = null;
  if (!day) {
    const drawn = await drawDay(writeContext(args, actor), actor.personId);
    if (drawn.ok) day = await dayOf(db(), actor.personId, today);
    else whyNot = drawn.refusals[0]?.code ?? "no_duty";
  }
  const title = translate(checkMessages, locale)("day.title");
  if (!day) return { title, whyNot, day: null };
  const { quota, counted, quick, skipped, places, asked } = day;
  const own = placesOf(asked).own - places.filter(({ kind, state }) => kind === "own" && state !== "skipped").length;
  return { title, whyNot, day: { quota, counted, quick, skipped, places, ownLeft: own } };
}

/** Begin or go on (`open`), choose a chat (`choose`), or leave one's own choice to chance (`chance`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:check");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const today = plainDateIn(actor.zone, ctx.now);
  const intent = textOf(form, "intent");
  const chatId = textOf(form, "chat");
  if (intent === "open") {
    const outcome = await openPlace(ctx, today, null);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    throw redirect(outcome.value.place === null ? "/chats/check" : `/chats/check/${outcome.value.place}`);
  }
  if (intent === "choose" && isId(chatId)) {
    const outcome = await choosePlace(ctx, today, chatId);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    throw redirect("/chats/check");
  }
  if (intent !== "chance") throw problem(400, "bad_request");
  const outcome = await fillByChance(ctx, today);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect("/chats/check");
}

export default function CheckDay() {
  const { day, whyNot } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(checkMessages);
  const say: (key: string) => string = useT<string>(checkMessages);
  return (
    <div className="mx-auto grid max-w-4xl gap-5">
      <PageHeader
        title={t("day.title")}
        detail={day && t("day.progress", { counted: day.counted, quota: day.quota })}
        back={{ to: "/inbox", label: t("day.back") }}
        action={
          <>
            <LinkButton to="/chats">{t("day.list")}</LinkButton>
            {day && day.places.some(({ state }) => state === "open") && <Begin isBegun={day.counted + day.quick > 0} />}
          </>
        }
      />
      {refused && (
        <Notice tone="blocked" role="alert">
          {refused.refusals.map(({ code }) => say(`refusal.${code}`)).join(" ")}
        </Notice>
      )}
      {!day ? (
        <Card flush>
          <EmptyState icon={<MessagesSquare />} title={t(whyNot === "no_duty" ? "day.no_duty" : "day.none")}>
            {t(whyNot === "no_duty" ? "day.no_duty_body" : "day.none_body")}
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-5">
            <Ring value={day.quota === 0 ? 1 : day.counted / day.quota} label={t("day.ring")} size={88}>
              {day.counted}/{day.quota}
            </Ring>
            <div className="grid gap-1 text-sm">
              {day.counted >= day.quota && (
                <p>
                  <span className="font-semibold">{t("day.done")}</span> {t("day.done_body")}
                </p>
              )}
              {day.quick > 0 && <p className="text-waiting-ink">{t("day.quick", { count: day.quick })}</p>}
              {day.skipped > 0 && <p className="text-muted">{t("day.skipped", { count: day.skipped })}</p>}
            </div>
          </div>
          {day.ownLeft > 0 && (
            <Card title={t("day.own")}>
              <p className="measure mb-3 text-sm">{t("day.own_left", { count: day.ownLeft })}</p>
              <div className="flex flex-wrap gap-2">
                <LinkButton to="/chats?checked=no">{t("day.own_list")}</LinkButton>
                <Form method="post">
                  <Button type="submit" name="intent" value="chance" variant="quiet">
                    {t("day.own_chance")}
                  </Button>
                </Form>
              </div>
            </Card>
          )}
          <Card title={t("day.places")} flush>
            <PlaceTable places={day.places} />
          </Card>
        </>
      )}
    </div>
  );
}

function Begin({ isBegun }: { isBegun: boolean }) {
  const t = useT(checkMessages);
  return (
    <Form method="post">
      <Button type="submit" variant="primary" name="intent" value="open">
        {t(isBegun ? "day.go_on" : "day.begin")}
      </Button>
    </Form>
  );
}
