import { and, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { notice, notificationDelivery } from "@db/schema";
import { sweepDigests } from "~/notifying/digests.server";
import { sweepNews } from "~/notifying/news.server";
import { isQuiet } from "~/notifying/timing-rules";
import { sendDue } from "~/notifying/send.server";
import { newId } from "~/platform/ids";
import { desk, HOME, later, NOON } from "./desk";
import type { Mood } from "./post-office";

const { db, owner, make, post, at, reached, told, waiting, minute } = await desk();

let teamId: string;
beforeAll(async () => {
  teamId = (await make.team()).id;
});

type Step =
  | { do: "told"; kind: "at once" | "digest" }
  | { do: "read"; which: number }
  | { do: "minute"; plus: number; mood: Mood; workers: number }
  /** A sender is killed after it has taken what is due; or after the sweep has written it. */
  | { do: "killed"; when: "sending" | "swept" }
  | { do: "lease over" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("told" as const), kind: fc.constantFrom("at once" as const, "digest" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("read" as const), which: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("minute" as const),
      plus: fc.integer({ min: 1, max: 90 }),
      mood: fc.constantFrom<Mood>("well", "well", "busy"),
      workers: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("killed" as const), when: fc.constantFrom("sending" as const, "swept" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("lease over" as const) }) },
);

const QUIET = { from: "22:00", to: "08:00" };
const RUNS = Math.max(15, Math.round(300 * Number(process.env.TEST_SCALE ?? 0.05)));

async function play(steps: readonly Step[], startsAt: Date): Promise<void> {
  const { id } = await make.trainee(teamId);
  const address = await reached(id, { quietFrom: QUIET.from, quietTo: QUIET.to, digestAt: "08:30" });
  let now = startsAt;
  at(now);
  const things: { noticeId: string; link: string; read: boolean }[] = [];
  let arrived = 0;
  const look = () => {
    if (post.to(address).length > arrived) expect(isQuiet(now, QUIET, "Asia/Shanghai"), `a letter at ${now.toISOString()}`).toBe(false);
    arrived = post.to(address).length;
  };
  const busyUntil = (machine: number) =>
    owner
      .update(notificationDelivery)
      .set({ busyUntil: new Date(machine) })
      .where(and(eq(notificationDelivery.personId, id), eq(notificationDelivery.state, "waiting")));
  for (const one of steps) {
    if (one.do === "told") {
      const mark = newId();
      const noticeId =
        one.kind === "at once"
          ? await told(id, "activation.probation_ends", { personId: mark, end: "2026-03-20" })
          : await told(id, "scripts.published", { title: "x", slug: mark });
      things.push({ noticeId, link: one.kind === "at once" ? `${HOME}/gate/${mark}/activation` : `${HOME}/scripts/${mark}`, read: false });
    } else if (one.do === "read") {
      const thing = things[one.which % Math.max(1, things.length)];
      if (!thing) continue;
      thing.read = true;
      await owner
        .update(notice)
        .set({ seenAt: now })
        .where(and(eq(notice.id, thing.noticeId), isNull(notice.seenAt)));
    } else if (one.do === "minute") {
      now = later(one.plus, now);
      post.mood = one.mood;
      await Promise.all(Array.from({ length: one.workers }, () => minute(now, id)));
    } else if (one.do === "killed") {
      now = later(1, now);
      at(now);
      await sweepNews(db, now);
      await sweepDigests(db, now);
      if (one.when === "sending") await busyUntil(Date.now() + 50_000);
    } else {
      await busyUntil(Date.now() - 1);
    }
    look();
  }
  post.mood = "well";
  await busyUntil(Date.now() - 1);
  for (let n = 0; n < 10; n++) {
    now = later(6 * 60, now);
    await minute(now, id);
    await minute(later(1, now), id);
    now = later(1, now);
    look();
  }
  expect(await waiting(id)).toEqual([]);
  const texts = post.to(address).map(({ text }) => text);
  for (const { link, read } of things) {
    const times = texts.filter((text) => text.includes(`${link}\n`)).length;
    expect(times, `${link} is told once${read ? " at most" : ""}`).toBeLessThanOrEqual(1);
    if (!read) expect(times, `${link} is not lost`).toBe(1);
  }
}

describe("whatever happens in between", () => {
  it("everything is told once, nothing is lost, and nothing comes in the quiet hours", async () => {
    const start = fc.integer({ min: 0, max: 24 * 60 }).map((minutes) => later(minutes));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), start, async (steps, from) => {
        post.clear();
        await play(steps, from);
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it("a letter that arrived without anybody hearing of it comes again under its own number, by which mail programs know it", async () => {
    const { id } = await make.trainee(teamId);
    const address = await reached(id);
    await told(id, "activation.given_back", { personId: id });
    await minute(NOON, id);
    const set = { state: "waiting" as const, settledAt: null, busyUntil: new Date(Date.now() - 1) };
    await owner.update(notificationDelivery).set(set).where(eq(notificationDelivery.personId, id));
    await sendDue(db, { personId: id });
    const numbers = post.to(address).map(({ headers }) => headers.get("message-id"));
    expect([numbers.length, new Set(numbers).size]).toEqual([2, 1]);
  });
});
