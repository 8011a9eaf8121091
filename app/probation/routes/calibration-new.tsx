import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { currentVersions, versionById } from "~/curriculum/queries.server";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { problem, readForm } from "~/platform/http.server";
import { pick } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { makeSet, shownBy } from "../calibration/actions.server";
import { calibrationMessages } from "../calibration/messages";
import { chosenSource, setForm } from "../calibration/set-form.server";
import { recordedThings } from "../calibration/sources.server";
import { teamsToAsk } from "../calibration/queries.server";
import { SHOP_CHECKLIST } from "../shop-checklist";
import { NewSet } from "../ui/calibration/NewSet";
import { SourceChoice } from "../ui/calibration/SourceChoice";

export const meta: MetaFunction = () => [{ title: "校准评分 · Calibration — 上岗 Deskready" }];

/** What is graded, by which checklist; then its items. The first is an ordinary form of the address, so that both work without script. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "calibration:make");
  const locale = await requestLocale(args);
  const query = new URL(args.request.url).searchParams;
  const checklist = query.get("checklist") ?? SHOP_CHECKLIST;
  const chosen = chosenSource(query.get("what") ?? "");
  const [recorded, checklists, teams] = await Promise.all([
    recordedThings(db(), actor.roles, locale),
    currentVersions(db(), "checklist"),
    teamsToAsk(db(), actor),
  ]);
  const own = recorded.find(({ id }) => id === chosen?.sourceId)?.versionId;
  const version = own ? await versionById(db(), own, "checklist") : checklists.find(({ slug }) => slug === checklist);
  const known = chosen && (chosen.source === "written" || recorded.some(({ id }) => id === chosen.sourceId));
  const items =
    known && version ? version.body.areas.flatMap((area) => area.items.map((item) => ({ ...item, area: pick(area.title, locale) }))) : [];
  const shows = known
    ? await shownBy(
        db(),
        chosen.source,
        chosen.sourceId,
        items.map((item) => item.slug),
      )
    : new Set<string>();
  const today = plainDateIn(actor.zone, clock.now());
  return {
    what: known ? (query.get("what") ?? "") : "",
    checklist,
    recorded,
    checklists: checklists.map(({ slug, body }) => ({ slug, title: pick(body.title, locale) })),
    teams,
    due: addDays(today, 7),
    items: items.map(({ slug, title, area }) => ({ slug, area, title: pick(title, locale), shown: shows.has(slug) })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "calibration:make");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const values = setForm(form);
  if (!values) throw problem(400, "bad_request");
  const outcome = await makeSet(writeContext(args, actor, form), actor, values);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/calibration/${outcome.value.setId}`, { headers: { "Set-Cookie": await toast("sent") } });
}

export default function CalibrationNewPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(calibrationMessages);
  return (
    <>
      <PageHeader title={t("new.title")} back={{ to: "/calibration", label: t("back.list") }} />
      <div className="grid max-w-3xl gap-5">
        <SourceChoice page={page} />
        {page.items.length > 0 && <NewSet key={`${page.what} ${page.checklist}`} page={page} refusals={refused?.refusals} />}
      </div>
    </>
  );
}
