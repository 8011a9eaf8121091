import { describe, expect, it } from "vitest";
import { groupMessage, isShared } from "~/notifying/group-message";
import { answerOf, vendorOf } from "~/notifying/vendors";
import { type WorkKind, workKinds } from "~/work/kinds";
import { workMessages } from "~/work/messages";

const place = { team: "A 组", url: "https://desk.example.com/inbox?team=x" };

describe("what a group is told", () => {
  it("is how much waits for whom, by kind, with a link", () => {
    const counts = [
      {
        role: "supervisor" as const,
        kinds: [
          { kind: "practical" as const, count: 2 },
          { kind: "grading" as const, count: 1 },
        ],
      },
      { role: "manager" as const, kinds: [] },
    ];
    expect(groupMessage(counts, place, "zh-CN")).toEqual({
      title: "上岗：3 件事待处理",
      lines: ["A 组的主管有 3 件事待处理：待签收的实操 2、待评的考核表 1"],
      link: { text: "打开待办", url: place.url },
    });
    expect(groupMessage(counts, { ...place, team: null }, "en")).toMatchObject({
      title: "Deskready: 3 things wait",
      lines: ["3 things wait for supervisors: Practicals to sign off 2, Checklists to grade 1"],
    });
  });

  it("is nothing where nothing waits", () => {
    expect(groupMessage([{ role: "supervisor", kinds: [{ kind: "practical", count: 0 }] }], place, "en")).toBe(null);
    expect(groupMessage([], place, "en")).toBe(null);
  });

  it("never says by a kind how somebody did: those are counted as other things", () => {
    const hidden: WorkKind[] = ["attempts_used", "gradings_used", "clearance_lapsed", "evidence_broken", "appeal", "remedial_overdue"];
    for (const kind of hidden) expect(isShared(kind), kind).toBe(false);
    for (const locale of ["en", "zh-CN"] as const) {
      const kinds = (Object.keys(workKinds) as WorkKind[]).map((kind) => ({ kind, count: 1 }));
      const said = JSON.stringify(groupMessage([{ role: "manager", kinds }], place, locale));
      for (const { kind } of kinds) if (!isShared(kind)) expect(said).not.toContain(workMessages.texts[locale][`kind.${kind}`]);
      expect(said).toContain(locale === "en" ? "Other things " : "其他 ");
    }
  });
});

describe("what a vendor answers", () => {
  const heard = (status: number, body: string) => ({ status, body, whole: true, ms: 1 });
  it.each([
    ["dingtalk", heard(200, '{"errcode":0,"errmsg":"ok"}'), "taken"],
    ["dingtalk", heard(200, '{"errcode":130101,"errmsg":"send too fast"}'), "too_many"],
    ["dingtalk", heard(200, '{"errcode":310000,"errmsg":"sign not match"}'), "robot_refused"],
    ["wecom", heard(200, '{"errcode":0}'), "taken"],
    ["wecom", heard(200, '{"errcode":45009}'), "too_many"],
    ["wecom", heard(200, '{"errcode":93000,"errmsg":"invalid webhook url"}'), "robot_refused"],
    ["feishu", heard(200, '{"code":0,"msg":"success"}'), "taken"],
    ["feishu", heard(200, '{"StatusCode":0,"StatusMessage":"success"}'), "taken"],
    ["feishu", heard(200, '{"code":9499,"msg":"too many request"}'), "too_many"],
    ["feishu", heard(200, '{"code":19021,"msg":"sign match fail"}'), "robot_refused"],
    ["feishu", heard(429, "slow down"), "too_many"],
    ["wecom", heard(500, '{"errcode":0}'), "robot_refused"],
    ["wecom", heard(302, ""), "robot_refused"],
    ["dingtalk", heard(200, "<html>"), "robot_refused"],
    ["dingtalk", heard(200, "null"), "robot_refused"],
    ["dingtalk", { fault: "timed_out" as const, ms: 10_000 }, "timed_out"],
  ] as const)("%s %j: %s", (vendor, what, expected) => {
    const answer = answerOf(vendor, what);
    expect(answer === "taken" ? answer : answer.fault).toBe(expected);
  });
});

it.each([
  ["https://oapi.dingtalk.com/robot/send?access_token=x", "dingtalk"],
  ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x", "wecom"],
  ["https://open.feishu.cn/open-apis/bot/v2/hook/x", "feishu"],
  ["https://open.larksuite.com/open-apis/bot/v2/hook/x", "feishu"],
  ["https://robots.example.com/x", null],
])("%s is of %s", (address, vendor) => expect(vendorOf(address)).toBe(vendor));
