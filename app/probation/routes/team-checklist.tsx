import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { teamChecklistMessages } from "../messages.team";
import { chooseChecklists, teamChecklistPage } from "../team-checklist.server";

export const meta: MetaFunction = () => [{ title: "考核表 · Checklist — 上岗 Deskready" }];

/** By which checklists a team's people are graded. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "team:edit");
  const page = await teamChecklistPage(db(), idParam(args.params.teamId), await requestLocale(args));
  if (!page) throw problem(404, "not_found");
  return { ...page, mayEdit: await canDo(args, actor, "library:edit") };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "team:edit");
  if (args.request.method !== "POST") throw problem(405, "method");
  const teamId = idParam(args.params.teamId);
  const form = await readForm(args.request);
  const chosen = { agents: textOf(form, "agents"), supervisors: textOf(form, "supervisors") };
  const outcome = await chooseChecklists(writeContext(args, actor, form), teamId, chosen);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/settings/teams/${teamId}/checklist`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function TeamChecklistPage() {
  const { team, agents, supervisors, checklists, mayEdit } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(teamChecklistMessages);
  return (
    <>
      <PageHeader
        title={t("title", { team: team.name })}
        back={{ to: `/settings/teams/${team.id}`, label: t("back", { team: team.name }) }}
        action={mayEdit && <LinkButton to="/library/drafts?kind=checklist">{t("more")}</LinkButton>}
      />
      <Card className="max-w-3xl">
        <Form messages={teamChecklistMessages} refusals={refused?.refusals} className="grid gap-5">
          <p className="measure text-sm text-muted">{t("lead")}</p>
          <RadioCards
            name="agents"
            legend={t("agents")}
            required
            defaultValue={agents}
            options={checklists.map((checklist) => ({
              value: checklist.slug,
              label: (
                <>
                  {checklist.title} {checklist.isShops && <Badge>{t("shops")}</Badge>}
                </>
              ),
              description: t("about", {
                areas: checklist.areas,
                items: checklist.items,
                total: checklist.passTotal,
                version: checklist.version,
              }),
            }))}
          />
          <SelectField
            name="supervisors"
            label={t("supervisors")}
            hint={t("supervisors_hint")}
            placeholder={t("as_agents")}
            defaultValue={supervisors}
            options={checklists.map(({ slug, title }) => ({ value: slug, label: title }))}
            className="max-w-md"
          />
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Button type="submit" variant="primary">
              {t("save")}
            </Button>
            <Link to={`/library/checklist/${agents}`} className="link text-sm">
              {t("see")}
            </Link>
          </div>
        </Form>
      </Card>
    </>
  );
}
