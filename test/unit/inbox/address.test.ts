import { describe, expect, it } from "vitest";
import { inboxAddress } from "~/inbox/address";
import { gateFor, placeOf } from "~/inbox/explain";
import { isWorkKind, workKinds } from "~/work/kinds";

const none = { kind: null, teamId: null, personId: null, search: "" };

describe("inboxAddress", () => {
  it.each([
    [none, {}, "/inbox"],
    [none, { page: 1 }, "/inbox"],
    [none, { page: 3 }, "/inbox?page=3"],
    [none, { item: null }, "/inbox"],
    [{ ...none, kind: "practical", search: "李 雷&x=1" }, { item: "i" }, "/inbox?kind=practical&q=%E6%9D%8E+%E9%9B%B7%26x%3D1&item=i"],
    [{ ...none, teamId: "t", personId: "p" }, { page: 2 }, "/inbox?team=t&person=p&page=2"],
  ])("%j at %j is %s", (filter, at, address) => expect(inboxAddress(filter, at)).toBe(address));
});

describe("placeOf", () => {
  const kinds = Object.keys(workKinds).filter(isWorkKind);

  it("leads every kind but the practical to a page of this very person, and nowhere without a person", () => {
    for (const kind of kinds) {
      const about = (personId: string | null) => ({ personId, subjectId: "s1", data: { remedialId: "r1" } });
      if (kind === "content_material") {
        expect(placeOf(kind, about(null), null)).toBe("/library/changes/s1");
        continue;
      }
      if (kind === "webhook_failing") {
        expect(placeOf(kind, about(null), null)).toBe("/settings/telling/s1");
        continue;
      }
      if (kind === "robot_failing") {
        expect(placeOf(kind, about(null), null)).toBe("/settings/notifications/s1");
        continue;
      }
      if (kind === "script") {
        expect(placeOf(kind, about("p1"), null)).toBe("/scripts/review/s1");
        continue;
      }
      if (kind === "remedial_overdue") {
        expect(placeOf(kind, about("p1"), null)).toBe("/remedial/r1");
        expect(placeOf(kind, { ...about("p1"), data: {} }, null)).toBeNull();
        continue;
      }
      if (kind === "simulation") {
        expect(placeOf(kind, about("p1"), null)).toBe("/simulator/runs/s1/debrief");
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "appeal" || kind === "appeal_content" || kind === "regrade_after_decision" || kind === "evidence_broken") {
        expect(placeOf(kind, about("p1"), null)).toMatch(/^\/(appeals|gate\/p1\/(regrade|dossier))\/s1$/);
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "dispute" || kind === "dispute_overdue") {
        expect(placeOf(kind, about("p1"), null)).toBe("/probation/disputes/s1");
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "meeting") {
        expect(placeOf(kind, about(null), null)).toBe("/meetings/s1");
        continue;
      }
      if (kind === "case_action" || kind === "action_overdue") {
        expect(placeOf(kind, { ...about(null), data: { number: 41 } }, null)).toBe("/cases/41");
        expect(placeOf(kind, { ...about(null), data: {} }, null)).toBeNull();
        continue;
      }
      if (kind === "calibration") {
        expect(placeOf(kind, { ...about(null), data: { setId: "c1" } }, null)).toBe("/calibration/c1");
        expect(placeOf(kind, { ...about(null), data: {} }, null)).toBeNull();
        continue;
      }
      if (kind === "kpi_publish" || kind === "kpi_close") {
        expect(placeOf(kind, { ...about(null), data: { month: "2026-03" } }, null)).toBe("/kpi/months/2026-03/s1");
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "kpi_dispute" || kind === "kpi_dispute_late") {
        expect(placeOf(kind, about("p1"), null)).toBe("/kpi/disputes/s1");
        continue;
      }
      if (kind === "chat_breach") {
        expect(placeOf(kind, about("p1"), null)).toBe("/chats/s1");
        continue;
      }
      if (kind === "chat_calibration") {
        expect(placeOf(kind, { ...about(null), data: { setId: "c1" } }, null)).toBe("/chats/calibration/c1");
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "chat_dispute") {
        expect(placeOf(kind, { ...about("p1"), data: { chatId: "c1" } }, null)).toBe("/chats/c1");
        expect(placeOf(kind, about("p1"), null)).toBeNull();
        continue;
      }
      if (kind === "conduct_appeal") {
        expect(placeOf(kind, about("p1"), null)).toBe("/conduct/entries/s1");
        continue;
      }
      if (kind === "conduct_threshold") {
        expect(placeOf(kind, { ...about("p1"), data: { month: "2026-03-01" } }, null)).toBe("/conduct/p1?month=2026-03#thresholds");
        expect(placeOf(kind, about("p1"), null)).toBe("/conduct/p1");
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "level_proposal") {
        expect(placeOf(kind, about("p1"), null)).toBe("/levels/proposals/s1");
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "quota_review") {
        expect(placeOf(kind, about("p1"), null)).toBe("/kpi/quota/reviews/s1");
        expect(placeOf(kind, about(null), null)).toBeNull();
        continue;
      }
      if (kind === "workload") {
        expect(placeOf(kind, about(null), null)).toBe("/kpi/workload?team=s1");
        continue;
      }
      if (kind === "answers") {
        expect(placeOf(kind, about(null), null)).toBe("/grading");
        continue;
      }
      if (kind === "practical") expect(placeOf(kind, about("p1"), null)).toBeNull();
      else expect(placeOf(kind, about("p1"), "desk")).toMatch(/^\/(training|gate|probation|people)\/p1(\/|$)/);
      expect(placeOf(kind, about(null), null)).toBeNull();
    }
  });

  it.each([
    ["desk_gate", "desk", "/gate/p1/desk"],
    ["activation_gate", "activation", "/gate/p1/activation"],
    ["probation_end", "next", "/gate/p1/desk"],
    ["clearance_lapsed", "next", "/people/p1/clearance"],
    ["exam_code", "desk", "/training/p1/exam-code"],
    ["attempts_used", null, "/training/p1/plan"],
  ] as const)("%s concerns the %s gate and is settled at %s", (kind, gate, place) => {
    expect(gateFor(kind)).toBe(gate);
    expect(placeOf(kind, { personId: "p1", subjectId: "s1", data: {} }, "desk")).toBe(place);
  });
});
