import { modeOf, usualPreferences } from "~/notifying/preference-rules";
import { savePreferences } from "~/notifying/preferences.server";
import { addRobot, pauseRobot, robotsOf } from "~/notifying/robots.server";
import { topicsFor } from "~/notifying/topics";
import type { HeldRole } from "~/people/permissions";
import { at, workingDayBefore } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

/**
 * How the shop's people are told: the supervisor gets the gates in her digest and lets urgent things through at night; a robot stands in the group of the leaders, paused while the group
 * moves. Nothing goes out of the demo: there is no mail server, and the robot is nobody's.
 */
export async function writeNotifying(stage: Stage): Promise<void> {
  const moment = at(workingDayBefore(stage.calendar, stage.today, 3), 10 * 60);
  const supervisor = idOf(stage, "wangjing");
  const roles: HeldRole[] = [{ role: "supervisor", teamId: stage.teamId }];
  const modes = Object.fromEntries(
    topicsFor(roles).map((topic) => [topic, topic === "gates" ? "digest" : modeOf(usualPreferences, topic)]),
  );
  const times = { digestAt: "08:45", quiet: true, quietFrom: "21:30", quietTo: "08:00", urgentBreaks: true };
  await done("choosing how to be told", savePreferences(as(stage, supervisor, moment), roles, { modes, ...times }));
  if ((await robotsOf(stage.db)).length > 0) return;
  const admin = as(stage, idOf(stage, "admin"), moment);
  const { id } = await done(
    "adding a robot",
    addRobot(admin, {
      ...{ vendor: "dingtalk", name: "客服主管群", address: "https://oapi.dingtalk.com/robot/send?access_token=demo", secret: "SECdemo" },
      ...{ teamId: stage.teamId, roles: ["supervisor", "manager"], locale: "zh-CN", rhythm: "digest", digestAt: "09:00" },
      ...{ quietFrom: "22:00", quietTo: "08:00" },
    }),
  );
  await done("pausing the robot", pauseRobot(admin, id));
}
