import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { teamChoice } from "~/people/teams.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { targetFault } from "~/platform/outgoing.server";
import type { Outcome } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { TryOrPause } from "~/ui/TryOrPause";
import { logAsk, logPage } from "../log.server";
import { robotMessages } from "../messages.robots";
import { robotFieldsOf } from "../read-form.server";
import { robotValues } from "../robot-rules";
import { editRobot, pauseRobot, removeRobot, resumeRobot, robotOf, testRobot } from "../robots.server";
import { DeliveryLog } from "../ui/DeliveryLog";
import { RobotFields } from "../ui/RobotFields";
import { RobotState } from "../ui/RobotState";

export const meta: MetaFunction = () => [{ title: "群机器人 · Group robot — 上岗 Deskready" }];

/** One robot, and what it said. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "notifying:manage");
  const robotId = idParam(args.params.robotId);
  const ask = logAsk(new URL(args.request.url).searchParams, robotId);
  const [robot, teams, log] = await Promise.all([robotOf(db(), robotId), teamChoice(db()), logPage(db(), ask)]);
  if (!robot) throw problem(404, "not_found");
  return { robot, teams, log, ask };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "notifying:manage");
  const robotId = idParam(args.params.robotId);
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const step = textOf(form, "step");
  const outcome = await run();
  if (!outcome.ok) return data({ step, refusals: outcome.refusals }, { status: 400 });
  const to = step === "remove" ? "/settings/notifications" : `/settings/notifications/${robotId}`;
  throw redirect(to, { headers: { "Set-Cookie": await toast(step === "save" ? "saved" : step === "remove" ? "removed" : "done") } });

  function run(): Promise<Outcome<unknown>> {
    switch (step) {
      case "save": {
        const values = robotValues(robotFieldsOf(form), false, targetFault);
        return values.ok ? editRobot(ctx, robotId, Number(textOf(form, "revision")), values.value) : Promise.resolve(values);
      }
      case "pause":
        return pauseRobot(ctx, robotId);
      case "resume":
        return resumeRobot(ctx, robotId);
      case "test":
        return testRobot(ctx, robotId);
      case "remove":
        return removeRobot(ctx, robotId);
      default:
        throw problem(400, "bad_request");
    }
  }
}

export default function RobotPage() {
  const { robot, teams, log, ask } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(robotMessages);
  const say = t as (key: string) => string;
  const refusalsOf = (...steps: string[]) => (refused && steps.includes(refused.step) ? refused.refusals : null);
  const isPaused = robot.state === "paused";
  return (
    <>
      <PageHeader
        title={robot.name}
        detail={
          <span className="inline-flex flex-wrap items-center gap-3">
            <span>{t(`vendor.${robot.vendor}`)}</span>
            <span className="break-all">{robot.host}</span>
            <RobotState robot={robot} />
          </span>
        }
        back={{ to: "/settings/notifications", label: t("back") }}
        action={
          <TryOrPause
            isPaused={isPaused}
            words={{ test: t("test"), pause: t("pause"), resume: t("resume") }}
            messages={robotMessages}
            refusals={refusalsOf("test", "pause", "resume")}
          />
        }
      />
      <div className="grid max-w-4xl gap-5">
        {isPaused && <Notice tone="waiting">{t("paused.body")}</Notice>}
        {!isPaused && robot.failingSince && (
          <Notice tone="blocked" title={t("fails.title")}>
            {t("fails.body", { fault: robot.lastFault ? say(`fault.${robot.lastFault}`) : "" })}
          </Notice>
        )}
        <DeliveryLog rows={log.rows} state={ask.state} older={log.older} isFirst={ask.before === null} />
        <Card>
          <Fold summary={t("robot.settings")} open={refusalsOf("save") !== null}>
            <Form
              refusals={refusalsOf("save")}
              messages={robotMessages}
              draftKey={`robot:${robot.id}`}
              className="mt-3 grid items-start gap-5 sm:grid-cols-2"
            >
              <input type="hidden" name="revision" value={robot.revision} />
              <RobotFields teams={teams} robot={robot} />
              <div>
                <Button type="submit" name="step" value="save">
                  {t("save")}
                </Button>
              </div>
            </Form>
          </Fold>
          <Form refusals={refusalsOf("remove")} messages={robotMessages} className="mt-3">
            <ConfirmButton name="step" value="remove" question={t("remove.question")} consequence={t("remove.consequence")}>
              {t("remove")}
            </ConfirmButton>
          </Form>
        </Card>
      </div>
    </>
  );
}
