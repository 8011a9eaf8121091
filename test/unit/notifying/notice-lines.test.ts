import { describe, expect, it } from "vitest";
import { noticeGroups } from "~/notifying/notice-lines";
import type { UnseenNotice } from "~/people/notices.server";

const notice = (id: string, kind: string, data: UnseenNotice["data"] = {}, important = false): UnseenNotice => ({
  ...{ id, kind, data, important },
  createdAt: new Date("2026-11-20T02:00:00Z"),
});
const shown = (...notices: UnseenNotice[]) =>
  noticeGroups(notices, "en", "Asia/Shanghai").map(({ label, important, lines }) => ({ label, important, ids: lines.map(({ id }) => id) }));

describe("what stands above a page", () => {
  it("is one line for what is of one kind, newest first, in the order of the newest of each", () => {
    expect(
      shown(
        notice("7", "chats.replied", { chatId: "c", name: "Ann" }),
        notice("6", "cases.action", { number: 4, title: "t", due: "2026-11-22" }),
        notice("5", "chats.disputed", { chatId: "c", name: "Ann" }),
        notice("4", "cases.decided", { number: 3, title: "t" }),
        notice("3", "chats.checked", { chatId: "c" }),
      ),
    ).toEqual([
      { label: "Checks of real chats: comments, answers, rulings", important: false, ids: ["7", "5", "3"] },
      { label: "Cases, weekly meetings and what they ask for", important: false, ids: ["6", "4"] },
    ]);
  });

  it("never hides what is important among what is not", () => {
    const [first, second] = shown(notice("2", "activation.desk_opened"), notice("1", "activation.suspended", {}, true));
    expect([first?.ids, second?.ids]).toEqual([["2"], ["1"]]);
  });

  it("takes no more than three lines, and none for what nobody has words for", () => {
    const kinds = ["nobody.knows", "chats.checked", "cases.excellent", "scripts.approved", "people.role_granted"];
    expect(shown(...kinds.map((kind, n) => notice(String(n), kind))).map(({ ids }) => ids)).toEqual([["1"], ["2"], ["3"]]);
  });

  it("says whose chat was answered or disputed about, and which meeting has begun", () => {
    const lines = noticeGroups(
      [
        notice("3", "chats.replied", { chatId: "c1", name: "Ann Lee" }),
        notice("2", "chats.disputed", { chatId: "c2", name: "Bo Wu" }),
        notice("1", "cases.meeting_begun", { meetingId: "m1", team: "Bags" }),
      ],
      "en",
      "Asia/Shanghai",
    ).flatMap((group) => group.lines.map(({ text, to }) => [text, to]));
    expect(lines).toEqual([
      ["Ann Lee answered under a chat that you checked.", "/chats/c1"],
      ["Bo Wu disputes a score that you gave.", "/chats/c2"],
      ["The weekly review of Bags has begun: follow live.", "/meetings/m1/live"],
    ]);
  });
});
