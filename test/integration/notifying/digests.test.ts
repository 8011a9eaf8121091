import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { notice } from "@db/schema";
import { sweepDigests } from "~/notifying/digests.server";
import { sendDue } from "~/notifying/send.server";
import { newId } from "~/platform/ids";
import { closeItem } from "~/work/actions.server";
import { desk, HOME, later } from "./desk";

const { db, owner, ctx, make, post, at, reached, told, open, deliveries, minute } = await desk();

/** Half past eight of the next morning in Shanghai. */
const MORNING = new Date("2026-03-03T08:30+08:00");
const DAY = 24 * 60;

let teamId: string;
beforeAll(async () => {
  teamId = (await make.team()).id;
});
const practical = (subjectId = newId()) => ({
  ...{ kind: "practical" as const, subjectId, teamId },
  data: { title: { en: "Pack five orders", "zh-CN": "打包五单" } },
});

describe("a daily digest", () => {
  it("gathers what is new and what waits, without what was read or settled meanwhile", async () => {
    const { id } = await make.supervisor(teamId, { locale: "en" });
    const trainee = await make.trainee(teamId, { name: "陈曦" });
    const address = await reached(id);
    const [kept, settled] = [newId(), newId()];
    for (const subjectId of [kept, settled]) await open({ ...practical(subjectId), personId: trainee.id });
    await told(id, "scripts.published", { title: "Dispatch", slug: "dispatch" });
    const read = await told(id, "scripts.approved", { title: "Greeting", draftId: newId() });
    await minute(later(1), id);
    expect(post.to(address)).toEqual([]);
    await owner
      .update(notice)
      .set({ seenAt: later(2) })
      .where(eq(notice.id, read));
    await db.transaction((tx) => closeItem(tx, ctx(later(2)), "practical", settled, "accepted"));
    await minute(MORNING, id);
    const [letter, ...more] = post.to(address);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe("Your day: 2 things");
    expect(letter?.text).toContain(`New\n- Your script “Dispatch” is in the library now.\n  ${HOME}/scripts/dispatch`);
    expect(letter?.text).toMatch(/Waits for you\n- Practical: Pack five orders — 陈曦\n {2}https:\/\/desk\.example\.com\/inbox\?item=/);
    expect(letter?.text).not.toContain("Greeting");
    await db.transaction((tx) => closeItem(tx, ctx(later(2)), "practical", kept, "accepted"));
  });

  it("comes once a day though two sweep and two send, and not again for the same news", async () => {
    const { id } = await make.trainee(teamId);
    const address = await reached(id);
    await told(id, "scripts.published", { title: "Dispatch", slug: "dispatch" });
    await minute(later(1), id);
    at(MORNING);
    await Promise.all([1, 2, 3, 4].map(() => sweepDigests(db, MORNING)));
    await Promise.all([1, 2, 3, 4].map(() => sendDue(db, { personId: id })));
    await minute(later(60, MORNING), id);
    expect(post.to(address)).toHaveLength(1);
    await minute(later(DAY, MORNING), id);
    expect(post.to(address)).toHaveLength(1);
    expect((await deliveries(id)).filter(({ what }) => what === "digest").map(({ key, state }) => [key, state])).toEqual([
      ["digest:2026-03-03", "sent"],
      ["digest:2026-03-04", "dropped"],
    ]);
  });

  it("has again what was in one that never arrived", async () => {
    const { id } = await make.trainee(teamId);
    const address = await reached(id);
    await told(id, "scripts.published", { title: "Dispatch", slug: "dispatch" });
    post.mood = "unknown";
    await minute(MORNING, id);
    post.mood = "well";
    await minute(later(DAY, MORNING), id);
    expect((await deliveries(id)).map(({ what, state }) => [what, state])).toEqual([
      ["notice", "sent"],
      ["digest", "given_up"],
      ["digest", "sent"],
    ]);
    expect(post.to(address)[0]?.text).toContain("Dispatch");
  });

  it("goes by the clocks of the reader's team, and not to whom everything comes otherwise", async () => {
    const abroad = await make.team({ zone: "Europe/Berlin" });
    const [berlin, none] = [(await make.trainee(abroad.id)).id, (await make.trainee(teamId)).id];
    const addresses = [
      await reached(berlin),
      await reached(none, {
        modes: { practicals: "app", scripts: "app", answers: "at_once", chats: "off", checked_chats: "app", cases: "app" },
      }),
    ];
    for (const id of [berlin, none]) await told(id, "scripts.published", { title: "Dispatch", slug: "dispatch" });
    await minute(MORNING, berlin, none);
    expect(post.letters).toEqual([]);
    await minute(later(7 * 60 - 1, MORNING), berlin, none);
    expect(post.letters).toEqual([]);
    await minute(later(7 * 60, MORNING), berlin, none);
    expect(addresses.map((address) => post.to(address).length)).toEqual([1, 0]);
    expect(await deliveries(none)).toEqual([]);
  });
});
