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
import { archiveTeam, editTeam, isRanked, rankTeam } from "../teams.server";
import { TeamFields } from "../ui/TeamFields";

export const meta: MetaFunction = () => [{ title: "团队 · Team — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "team:edit");
  const teamId = idParam(args.params.teamId);
  const [team, ranked] = await Promise.all([teamById(db(), teamId), isRanked(db(), teamId)]);
  if (!team) throw problem(404, "not_found");
  return { team, ranked };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "team:edit");
  const teamId = idParam(args.params.teamId);
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const step = textOf(form, "step");
  if (step === "ranking_on" || step === "ranking_off") {
    const ranked = await rankTeam(ctx, teamId, step === "ranking_on");
    if (!ranked.ok) return data({ refusals: ranked.refusals }, { status: 400 });
    throw redirect(`/settings/teams/${teamId}`, { headers: { "Set-Cookie": await toast("saved") } });
  }
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
  const { team, ranked } = useLoaderData<typeof loader>();
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
      {!team.archivedAt && <Ranking ranked={ranked} />}
    </>
  );
}

/** The switch of the ranking, with what it means for whoever is in it. */
function Ranking({ ranked }: { ranked: boolean }) {
  const t = useT(settingsMessages);
  return (
    <Card
      className="mt-5 max-w-3xl"
      title={t("team.ranking")}
      action={<Badge tone={ranked ? "waiting" : "neutral"}>{t(ranked ? "team.ranking_on" : "team.ranking_off")}</Badge>}
    >
      <p className="mb-4 max-w-prose text-sm text-muted">{t("team.ranking_body")}</p>
      <Form>
        {ranked ? (
          <Button type="submit" name="step" value="ranking_off">
            {t("team.ranking_switch_off")}
          </Button>
        ) : (
          <ConfirmButton name="step" value="ranking_on" question={t("team.ranking_question")} consequence={t("team.ranking_body")}>
            {t("team.ranking_switch_on")}
          </ConfirmButton>
        )}
      </Form>
    </Card>
  );
}
