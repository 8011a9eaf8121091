import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Keys } from "~/ui/Keys";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { openPlace, saveCheck } from "../check.server";
import { skipPlace } from "../places.server";
import { checkIn } from "../check-form.server";
import { checkMessages } from "../messages.checks";
import { dayOf, readingPage } from "../reading.server";
import { Reader } from "../ui/Reader";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

const placeIn = (value: string | undefined | null) => (/^\d{1,4}$/.test(value ?? "") ? Number(value) : null);

/** One chat of today's draw, with the one that comes next: it is there before the first is sent. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "chats:check");
  const place = placeIn(args.params.place);
  const now = clock.now();
  const [day, locale] = await Promise.all([dayOf(db(), actor.personId, plainDateIn(actor.zone, now)), requestLocale(args)]);
  if (!day) throw redirect("/chats/check");
  const page = place === null ? null : await readingPage(db(), day, place, locale, now);
  if (!page) throw problem(404, "not_found");
  const title = translate(checkMessages, locale)("read.title", { n: page.position, total: day.places.length });
  return { title, page, total: day.places.length, quick: placeIn(new URL(args.request.url).searchParams.get("quick")) };
}

/** Score it (`save`), pass it over (`skip`), or bring another on the screen (`open`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "chats:check");
  const place = placeIn(args.params.place);
  if (place === null) throw problem(404, "not_found");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const today = plainDateIn(actor.zone, ctx.now);
  const intent = textOf(form, "intent");
  const to = (next: number | null, note = "") => redirect(next === null ? `/chats/check${note}` : `/chats/check/${next}${note}`);
  if (intent === "open") {
    const outcome = await openPlace(ctx, today, placeIn(textOf(form, "to")) ?? place);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    throw to(outcome.value.place);
  }
  if (intent === "skip") {
    const outcome = await skipPlace(ctx, today, place, { reason: textOf(form, "reason"), note: textOf(form, "note") });
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    throw to(outcome.value.next);
  }
  if (intent !== "save") throw problem(400, "bad_request");
  const outcome = await saveCheck(ctx, today, place, checkIn(form));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw to(outcome.value.next, outcome.value.counts ? "" : `?quick=${place}`);
}

export default function CheckRoute() {
  const { page, total, quick } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(checkMessages);
  const navigation = useNavigation();
  // What is being sent is over for its reader: the next chat is there while the server writes.
  const isSent =
    navigation.formData?.get("intent") === "save" && navigation.formAction?.startsWith(`/chats/check/${page.place.place}`) === true;
  const ahead = isSent ? page.next : null;
  const shown = ahead
    ? { ...ahead, given: null, seenMs: 0 }
    : { place: page.place, chat: page.chat, given: page.given, seenMs: page.seenMs };
  const isCovered = !ahead && !page.isOpened && !page.given;
  return (
    <div data-quiet className="mx-auto max-w-6xl">
      <PageHeader
        title={t("read.title", { n: page.position, total })}
        detail={
          <span className="tabular-nums" data-progress>
            {t("day.progress", { counted: page.counted, quota: page.quota })}
          </span>
        }
        back={{ to: "/chats/check", label: t("read.back") }}
        action={
          <>
            <Step to={page.previous} label={t("nav.previous")} shortcut="K" />
            <Step to={page.following} label={t("nav.next")} shortcut="J" />
            <Keys
              title={t("keys.title")}
              switchLabel={t("keys.on")}
              keys={[
                { key: "0 1 2 9", does: t("keys.marks") },
                { key: "↑ ↓", does: t("keys.criterion") },
                { key: "Enter", does: t("keys.save") },
                { key: "J K", does: t("keys.places") },
                { key: "C", does: t("keys.comment") },
                { key: "?", does: t("keys.help") },
              ]}
            />
          </>
        }
      />
      {quick !== null && quick !== shown.place.place && (
        <Notice
          tone="waiting"
          role="status"
          className="mb-4"
          action={
            <Form method="post" action={`/chats/check/${quick}`}>
              <input type="hidden" name="intent" value="open" />
              <Button type="submit" size="sm">
                {t("read.quick_back")}
              </Button>
            </Form>
          }
        >
          {t("read.quick")}
        </Notice>
      )}
      {isCovered ? (
        <Covered place={page.place.place} />
      ) : (
        <Reader key={shown.chat.id} {...shown} card={page.card} refusals={isSent ? undefined : refused?.refusals} />
      )}
    </div>
  );
}

function Step({ to, label, shortcut }: { to: number | null; label: string; shortcut: string }) {
  if (to === null) return null;
  return (
    <Form method="post" action={`/chats/check/${to}`}>
      <input type="hidden" name="intent" value="open" />
      <Button type="submit" size="sm" aria-keyshortcuts={shortcut}>
        {label}
      </Button>
    </Form>
  );
}

function Covered({ place }: { place: number }) {
  const t = useT(checkMessages);
  return (
    <Card title={t("read.covered")}>
      <p className="measure mb-4 text-sm text-muted">{t("read.covered_body")}</p>
      <Form method="post" action={`/chats/check/${place}`}>
        <input type="hidden" name="intent" value="open" />
        <Button type="submit" variant="primary">
          {t("read.open")}
        </Button>
      </Form>
      <Link to="/chats/check" className="link mt-3 inline-flex min-h-6 text-sm">
        {t("read.back")}
      </Link>
    </Card>
  );
}
