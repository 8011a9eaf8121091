import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { requireCan, writeContext } from "../guard.server";
import { settingsMessages } from "../messages.settings";
import { teamById } from "../queries.server";
import { teamOf } from "../team-form.server";
import { archiveTeam, editTeam } from "../teams.server";
import { TeamFields } from "../ui/TeamFields";

export const meta: MetaFunction = () => [{ title: "团队 · Team — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "team:edit");
  const team = await teamById(db(), idParam(args.params.teamId));
  if (!team) throw problem(404, "not_found");
  return { team };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "team:edit");
  const teamId = idParam(args.params.teamId);
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const step = textOf(form, "step");
  const outcome = await (step === "archive" || step === "restore"
    ? archiveTeam(ctx, teamId, step === "archive")
    : saveTeam(form, (values) => editTeam(ctx, teamId, Number(textOf(form, "revision")), values)));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 400 });
  throw redirect("/settings/teams", { headers: { "Set-Cookie": await toast("saved") } });
}

async function saveTeam(
  form: FormData,
  save: (values: Extract<ReturnType<typeof teamOf>, { ok: true }>["value"]) => ReturnType<typeof editTeam>,
) {
  const values = teamOf(form);
  return values.ok ? save(values.value) : values;
}

export default function TeamPage() {
  const { team } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(settingsMessages);
  return (
    <>
      <PageHeader
        title={team.name}
        detail={team.archivedAt && <Badge>{t("team.archived")}</Badge>}
        back={{ to: "/settings/teams", label: t("team.back") }}
        action={<LinkButton to={`/settings/teams/${team.id}/checklist`}>{t("team.checklist")}</LinkButton>}
      />
      <Card className="max-w-3xl">
        <Form
          key={team.revision}
          refusals={refused?.refusals}
          messages={settingsMessages}
          draftKey={`team:${team.id}`}
          className="grid gap-5"
        >
          <input type="hidden" name="revision" value={team.revision} />
          <TeamFields team={team} />
          <div className="flex flex-wrap justify-between gap-3">
            <Button type="submit" variant="primary">
              {t("save")}
            </Button>
            {team.archivedAt ? (
              <Button type="submit" name="step" value="restore">
                {t("team.restore")}
              </Button>
            ) : (
              <ConfirmButton name="step" value="archive" question={t("team.archive_question")} consequence={t("team.archive_body")}>
                {t("team.archive")}
              </ConfirmButton>
            )}
          </div>
        </Form>
      </Card>
    </>
  );
}
