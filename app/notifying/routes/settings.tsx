import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { teamChoice } from "~/people/teams.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { targetFault } from "~/platform/outgoing.server";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { testLetter } from "../address.server";
import { logAsk, logPage } from "../log.server";
import { robotMessages } from "../messages.robots";
import { robotFieldsOf } from "../read-form.server";
import { robotValues } from "../robot-rules";
import { addRobot, robotsOf } from "../robots.server";
import { DeliveryLog } from "../ui/DeliveryLog";
import { OutgoingStanding } from "../ui/OutgoingStanding";
import { RobotFields } from "../ui/RobotFields";
import { Robots } from "../ui/Robots";

export const meta: MetaFunction = () => [{ title: "通知 · Notifications — 上岗 Deskready" }];

/** What goes out of the house to people and groups, and how that went. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "notifying:manage");
  const ask = logAsk(new URL(args.request.url).searchParams);
  const [robots, teams, log] = await Promise.all([robotsOf(db()), teamChoice(db()), logPage(db(), ask)]);
  const mailFrom = env.SMTP_URL && env.MAIL_FROM ? env.MAIL_FROM : null;
  return { robots, teams, log, ask, publicUrl: env.PUBLIC_URL ?? null, mailFrom };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "notifying:manage");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const step = textOf(form, "step");
  if (step === "mail_test") {
    const outcome = await testLetter(ctx);
    if (!outcome.ok) return data({ step, refusals: outcome.refusals }, { status: 400 });
    throw redirect("/settings/notifications", { headers: { "Set-Cookie": await toast("sent") } });
  }
  if (step !== "add") throw problem(400, "bad_request");
  const values = robotValues(robotFieldsOf(form), true, targetFault);
  const outcome = values.ok ? await addRobot(ctx, values.value) : values;
  if (!outcome.ok) return data({ step, refusals: outcome.refusals }, { status: 400 });
  throw redirect(`/settings/notifications/${outcome.value.id}`, { headers: { "Set-Cookie": await toast("saved") } });
}

export default function NotificationSettings() {
  const { robots, teams, log, ask, publicUrl, mailFrom } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(robotMessages);
  const refusalsOf = (step: string) => (refused?.step === step ? refused.refusals : null);
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} back={{ to: "/settings", label: t("settings") }} />
      <div className="grid max-w-4xl gap-5">
        <OutgoingStanding publicUrl={publicUrl} mailFrom={mailFrom} refusals={refusalsOf("mail_test")} />
        <Robots robots={robots} />
        <Card>
          <Fold summary={<span className="font-semibold">{t("robot.add")}</span>} open={refusalsOf("add") !== null || robots.length === 0}>
            <Form
              refusals={refusalsOf("add")}
              messages={robotMessages}
              draftKey="robot:new"
              className="mt-3 grid items-start gap-5 sm:grid-cols-2"
            >
              <RobotFields teams={teams} />
              <div>
                <Button type="submit" name="step" value="add" variant="primary">
                  {t("robot.add")}
                </Button>
              </div>
            </Form>
          </Fold>
        </Card>
        <DeliveryLog rows={log.rows} state={ask.state} older={log.older} isFirst={ask.before === null} />
      </div>
    </>
  );
}
