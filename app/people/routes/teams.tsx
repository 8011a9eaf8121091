import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import Users from "lucide-react/icons/users";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { readForm } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { requireCan, writeContext } from "../guard.server";
import { doorMessages } from "../messages.door";
import { settingsMessages } from "../messages.settings";
import { teamOf } from "../team-form.server";
import { addTeam, teamsWithSizes } from "../teams.server";
import { TeamFields } from "../ui/TeamFields";

export const meta: MetaFunction = () => [{ title: "团队 · Teams — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "team:edit");
  return { teams: await teamsWithSizes(db(), clock.now()) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "team:edit");
  const form = await readForm(args.request);
  const values = teamOf(form);
  const outcome = values.ok ? await addTeam(writeContext(args, actor, form), values.value) : values;
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 400 });
  throw redirect("/settings/teams", { headers: { "Set-Cookie": await toast("saved") } });
}

export default function TeamsPage() {
  const { teams } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(settingsMessages);
  const week = useT(doorMessages);
  return (
    <>
      <PageHeader title={t("teams")} detail={t("teams_body")} back={{ to: "/settings", label: t("title") }} />
      <div className="grid max-w-3xl gap-5">
        <Card flush>
          <Table
            caption={t("teams")}
            rows={teams}
            rowKey={(team) => team.id}
            empty={
              <EmptyState icon={<Users />} title={t("team.empty")}>
                {t("team.empty_body")}
              </EmptyState>
            }
            columns={[
              {
                key: "name",
                header: t("team.name"),
                primary: true,
                cell: (team) => (
                  <Link to={`/settings/teams/${team.id}`} prefetch="intent" className="link font-medium">
                    {team.name} {team.archivedAt && <Badge>{t("team.archived")}</Badge>}
                  </Link>
                ),
              },
              {
                key: "week",
                header: t("team.week"),
                cell: (team) => team.workingWeek.map((d) => week(`weekday.${d as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)).join(" "),
              },
              { key: "zone", header: t("team.zone"), desktopOnly: true, cell: (team) => team.zone.replaceAll("_", " ") },
              {
                key: "agents",
                header: <span className="sr-only">{t("team.members")}</span>,
                align: "end",
                cell: (team) => t("team.agents", { count: team.agents }),
              },
            ]}
          />
        </Card>
        <Card title={t("team.add")}>
          <Form refusals={refused?.refusals} messages={settingsMessages} draftKey="team:new" className="grid gap-5">
            <TeamFields />
            <div>
              <Button type="submit" variant="primary">
                {t("team.add")}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </>
  );
}
