import { describe, expect, it } from "vitest";
import { decide } from "~/notifying/deciding-rules";
import { addressOf } from "~/notifying/address-rules";
import { type Preferences, type PreferenceFields, preferencesOf, usualPreferences } from "~/notifying/preference-rules";
import { hasInInbox } from "~/notifying/scope-rules";
import { modesOf, mutedNotices, type Topic, topicOfNotice, topicOfWork, topics, topicsFor, usualMode } from "~/notifying/topics";
import type { HeldRole } from "~/people/permissions";
import { type WorkKind, workKinds } from "~/work/kinds";

const noon = new Date("2026-03-02T12:00+08:00");
const night = new Date("2026-03-02T23:00+08:00");
const morning = new Date("2026-03-03T08:00+08:00");
const with_ = (more: Partial<Preferences>): Preferences => ({ ...usualPreferences, ...more });

describe("how a piece of news is told", () => {
  it.each<[string, Topic, boolean, Partial<Preferences>, Date, Date | "digest" | "app"]>([
    ["as is usual: results of a checklist at once", "checklist", false, {}, noon, noon],
    ["as is usual: a practical that came back in the digest", "practicals", false, {}, noon, "digest"],
    ["at once, but not at night", "checklist", false, {}, night, morning],
    ["urgent, at night all the same: nobody said that it may", "team_deadlines", true, {}, night, morning],
    ["urgent, and the reader lets it break the night", "team_deadlines", true, { urgentBreaks: true }, night, night],
    ["not urgent, and the reader lets urgent ones break the night", "team_deadlines", false, { urgentBreaks: true }, night, morning],
    [
      "urgent, but wanted in the digest",
      "team_deadlines",
      true,
      { urgentBreaks: true, modes: { team_deadlines: "digest" } },
      night,
      "digest",
    ],
    ["without quiet hours", "checklist", false, { quietFrom: null, quietTo: null }, night, night],
    ["in the app only", "checklist", true, { modes: { checklist: "app" } }, noon, "app"],
    ["switched off", "chats", false, { modes: { chats: "off" } }, noon, "app"],
    ["switched off, which deadlines cannot be: the usual holds", "clearance", false, { modes: { clearance: "off" } }, noon, noon],
  ])("%s", (_name, topic, urgent, chosen, now, expected) => {
    const decided = decide({ topic, urgent }, { preferences: with_(chosen), zone: "Asia/Shanghai", reached: true }, now);
    expect(typeof decided === "string" ? decided : decided.mailAt).toEqual(expected);
  });

  it("stays in the app for whom no e-mail reaches", () => {
    for (const topic of topics)
      expect(decide({ topic, urgent: true }, { preferences: usualPreferences, zone: "Asia/Shanghai", reached: false }, noon)).toBe("app");
  });

  it("goes by the reader's clocks", () => {
    const reader = { preferences: usualPreferences, zone: "America/New_York", reached: true };
    expect(decide({ topic: "gates", urgent: false }, reader, noon)).toEqual({ mailAt: new Date("2026-03-02T08:00-05:00") });
  });
});

describe("the kinds", () => {
  it("know every kind of work and of notice, and those that come later too", () => {
    for (const kind of Object.keys(workKinds) as WorkKind[]) expect(topics).toContain(topicOfWork(kind));
    expect(topicOfNotice("probation.graded_failed")).toBe("checklist");
    expect(topicOfNotice("activation.lapsed_retest_overdue")).toBe("clearance");
    expect(topicOfNotice("activation.something_new")).toBe("clearance");
    expect(topicOfNotice("people.password_changed")).toBe("account");
    expect(topicOfNotice("nobody.knows")).toBe("account");
  });

  it("can be switched off only where it is about one's own training and results", () => {
    expect(topics.filter((topic) => modesOf(topic).includes("off"))).toEqual([
      "practicals",
      "scripts",
      "answers",
      "chats",
      "checked_chats",
      "checklist",
      "levels",
      "meetings",
    ]);
    for (const topic of topics) expect(modesOf(topic)).toContain(usualMode(topic));
    expect(mutedNotices({ chats: "off", scripts: "app" })).toEqual([
      "simulator.graded_passed",
      "simulator.graded_failed",
      "simulator.commented",
      "simulator.example",
    ]);
  });

  it.each<[string, HeldRole[], Topic[], Topic[]]>([
    ["an agent", [{ role: "agent", teamId: "a" }], ["practicals", "checklist", "account"], ["handed_in", "gates", "systems"]],
    [
      "a supervisor",
      [{ role: "supervisor", teamId: "a" }],
      ["handed_in", "gradings", "gates", "account"],
      ["practicals", "systems", "content"],
    ],
    ["a manager", [{ role: "manager", teamId: null }], ["gates", "content", "team_deadlines", "stuck"], ["checklist", "systems"]],
    ["an administrator", [{ role: "administrator", teamId: null }], ["systems", "gates", "account"], ["clearance"]],
    ["somebody without a role", [], ["account"], ["other_work", "practicals"]],
  ])("are offered to %s as they concern them", (_who, roles, shown, hidden) => {
    const offered = topicsFor(roles);
    for (const topic of shown) expect(offered).toContain(topic);
    for (const topic of hidden) expect(offered).not.toContain(topic);
  });
});

describe("preferences out of a form", () => {
  const fields: PreferenceFields = {
    modes: { account: "app", gates: "digest" },
    digestAt: "09:00",
    quiet: true,
    quietFrom: "21:00",
    quietTo: "07:30",
    urgentBreaks: true,
  };
  const read = (more: Partial<PreferenceFields> = {}, before = usualPreferences) =>
    preferencesOf({ ...fields, ...more }, ["account", "gates"], before);

  it("keep what was chosen of kinds that are not shown", () => {
    const before = with_({ modes: { chats: "off", gates: "app" } });
    expect(read({}, before)).toEqual({
      ok: true,
      value: {
        modes: { chats: "off", account: "app", gates: "digest" },
        digestAt: "09:00",
        quietFrom: "21:00",
        quietTo: "07:30",
        urgentBreaks: true,
      },
    });
    expect(read({ quiet: false, quietFrom: "x" })).toMatchObject({ ok: true, value: { quietFrom: null, quietTo: null } });
  });

  it.each<[Partial<PreferenceFields>, string, string]>([
    [{ modes: { account: "off", gates: "app" } }, "mode_unknown", "mode.account"],
    [{ modes: { gates: "app" } }, "mode_unknown", "mode.account"],
    [{ digestAt: "9" }, "time_malformed", "digestAt"],
    [{ quietFrom: "" }, "time_malformed", "quietFrom"],
    [{ quietTo: "25:00" }, "time_malformed", "quietTo"],
    [{ quietTo: "21:00" }, "quiet_empty", "quietTo"],
    [{ digestAt: "23:00" }, "digest_in_quiet", "digestAt"],
    [{ digestAt: "07:29" }, "digest_in_quiet", "digestAt"],
  ])("refuse %j", (wrong, code, field) => {
    expect(read(wrong)).toEqual({ ok: false, refusals: [{ code, field }] });
  });
});

describe("whose inbox an item is in", () => {
  const item = { role: "supervisor" as const, teamId: "a", personId: "p", notFor: ["q"] };
  const of = (role: HeldRole["role"], teamId: string | null) => [{ role, teamId }];
  it.each<[string, string, HeldRole[], Partial<typeof item> | { teamId: null }, boolean]>([
    ["a supervisor of the team", "x", of("supervisor", "a"), {}, true],
    ["a manager of the team", "x", of("manager", "a"), {}, true],
    ["a supervisor of the whole shop", "x", of("supervisor", null), {}, true],
    ["a supervisor of another team", "x", of("supervisor", "b"), {}, false],
    ["an administrator", "x", of("administrator", null), {}, false],
    ["an agent", "x", of("agent", "a"), {}, false],
    ["whom it is about", "p", of("supervisor", "a"), {}, false],
    ["whose own work it would judge", "q", of("supervisor", "a"), {}, false],
    ["a supervisor of any team, where it belongs to none", "x", of("supervisor", "b"), { teamId: null }, true],
  ])("%s", (_who, personId, roles, more, expected) => {
    expect(hasInInbox({ personId, roles }, { ...item, ...more })).toBe(expected);
  });
});

describe("an address", () => {
  it.each([
    [" wang@Example.COM ", "wang@example.com"],
    ["Wang.Jing+desk@mail.example.cn", "Wang.Jing+desk@mail.example.cn"],
    ["王@例子.中国", "王@例子.中国"],
    ["wang@example", null],
    ["wang", null],
    ["a@b@c.de", null],
    ["wang@example.com\nBcc: all@example.com", null],
    ["<wang@example.com>", null],
    ["a@example.com,b@example.com", null],
    [`${"a".repeat(65)}@example.com`, null],
    [`a@${"b".repeat(250)}.com`, null],
  ])("%j → %j", (typed, expected) => expect(addressOf(typed)).toBe(expected));
});
