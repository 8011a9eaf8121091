import { describe, expect, it } from "vitest";
import { type RobotFields, robotValues } from "~/notifying/robot-rules";
import { targetFault } from "~/platform/outgoing.server";

const fields: RobotFields = {
  vendor: "dingtalk",
  name: " Early shift ",
  address: "https://oapi.dingtalk.com/robot/send?access_token=x",
  secret: "SECx",
  teamId: "",
  roles: ["supervisor", "manager"],
  locale: "zh-CN",
  rhythm: "digest",
  digestAt: "09:00",
  quiet: true,
  quietFrom: "22:00",
  quietTo: "08:00",
};
const read = (more: Partial<RobotFields> = {}, isNew = true) => robotValues({ ...fields, ...more }, isNew, (url) => targetFault(url, []));

describe("the values of a robot", () => {
  it("are what was typed, in order", () => {
    expect(read()).toMatchObject({
      ok: true,
      value: { name: "Early shift", teamId: null, roles: ["supervisor", "manager"], quietFrom: "22:00" },
    });
    expect(read({ address: "", secret: "" }, false)).toMatchObject({ ok: true, value: { address: null, secret: null } });
    expect(read({ quiet: false })).toMatchObject({ ok: true, value: { quietFrom: null, quietTo: null } });
    expect(read({ rhythm: "at_once", digestAt: "23:00" })).toMatchObject({ ok: true });
  });

  it.each<[Partial<RobotFields>, string, string]>([
    [{ name: "  " }, "robot_name_missing", "name"],
    [{ name: "x".repeat(81) }, "name_long", "name"],
    [{ vendor: "slack" }, "vendor_unknown", "vendor"],
    [{ address: "" }, "robot_address_missing", "address"],
    [{ address: "oapi.dingtalk.com" }, "url_address_malformed", "address"],
    [{ address: "https://192.168.1.1/robot" }, "url_address_forbidden", "address"],
    [{ address: "http://oapi.dingtalk.com/robot" }, "url_needs_https", "address"],
    [{ address: "https://open.feishu.cn/open-apis/bot/v2/hook/x" }, "other_vendor", "address"],
    [{ secret: "x".repeat(201) }, "secret_long", "secret"],
    [{ roles: [] }, "roles_missing", "roles"],
    [{ roles: ["supervisor", "agent"] }, "roles_missing", "roles"],
    [{ locale: "fr" }, "language_unknown", "locale"],
    [{ rhythm: "hourly" }, "rhythm_unknown", "rhythm"],
    [{ digestAt: "25:00" }, "time_malformed", "digestAt"],
    [{ quietTo: "" }, "time_malformed", "quietTo"],
    [{ quietTo: "22:00" }, "quiet_empty", "quietTo"],
    [{ digestAt: "07:00" }, "digest_in_quiet", "digestAt"],
  ])("are refused for %j", (wrong, code, field) => {
    expect(read(wrong)).toEqual({ ok: false, refusals: [{ code, field }] });
  });
});
