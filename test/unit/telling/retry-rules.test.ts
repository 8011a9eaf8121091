import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tellingMessages } from "~/telling/messages";
import { apiMessages } from "~/telling/messages.api";
import { webhookMessages } from "~/telling/messages.webhooks";
import { afterFailure, gotThrough, isHopeless } from "~/telling/retry-rules";

const MINUTE = 60_000;
const START = new Date("2026-03-02T01:00:00.000Z");
const later = (minutes: number) => new Date(START.getTime() + minutes * MINUTE);
const giveUpAt = later(24 * 60);

describe("after a failure", () => {
  it.each([
    [1, 0, 1],
    [2, 1, 3],
    [3, 3, 8],
    [4, 8, 18],
    [5, 18, 48],
    [6, 48, 108],
    [7, 108, 228],
    [8, 228, 468],
    [9, 468, 828],
    [10, 828, 1188],
    [11, 1188, 1440],
    [99, 0, 360],
  ])("number %i at minute %i it is tried at minute %i", (attempts, now, next) => {
    expect(afterFailure({ attempts, giveUpAt }, later(now))).toEqual({ nextAt: later(next) });
  });

  it("at the end of the day it is given up", () => {
    expect(afterFailure({ attempts: 12, giveUpAt }, giveUpAt)).toBe("given_up");
    expect(afterFailure({ attempts: 12, giveUpAt }, later(24 * 60 - 1))).toEqual({ nextAt: giveUpAt });
  });

  it("is tried at ever longer waits and ends with its day, whenever the tries happen", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 60, maxLength: 60 }), (lates) => {
        let now = START;
        for (let attempts = 1; attempts <= 60; attempts++) {
          const next = afterFailure({ attempts, giveUpAt }, now);
          if (next === "given_up") {
            expect(now >= giveUpAt).toBe(true);
            return;
          }
          expect(next.nextAt > now && next.nextAt <= giveUpAt).toBe(true);
          now = new Date(next.nextAt.getTime() + (lates[attempts - 1] ?? 0) * MINUTE);
        }
        throw new Error("it was never given up");
      }),
    );
  });
});

it.each([
  [{ status: 200 }, true],
  [{ status: 204 }, true],
  [{ status: 299 }, true],
  [{ status: 302 }, false],
  [{ status: 410 }, false],
  [{ status: 500 }, false],
])("%j got through: %s", (answer, through) => {
  expect(gotThrough({ ...answer, body: "", whole: true, ms: 1 })).toBe(through);
  expect(gotThrough({ fault: "timed_out", ms: 10_000 })).toBe(false);
});

it("is hopeless after three whole days", () => {
  expect([isHopeless(START, later(3 * 24 * 60 - 1)), isHopeless(START, later(3 * 24 * 60))]).toEqual([false, true]);
});

describe("every refusal and fault", () => {
  const sources = readdirSync("app/telling", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const texts = sources.map((path) => readFileSync(`app/telling/${path}`, "utf8")).join("\n");
  const codes = [...texts.matchAll(/(?:refuse\(\s*|code: (?:\w+ === "" \? )?)"([a-z_]+)"/g)].flatMap((match) => match[1] ?? []);
  const [, union = ""] = /OutgoingFault =([^;]*);/.exec(readFileSync("app/platform/outgoing.server.ts", "utf8")) ?? [];
  const faults = [...union.matchAll(/"([a-z_]+)"/g)].flatMap((match) => match[1] ?? []);
  const known = new Set([tellingMessages, webhookMessages, apiMessages].flatMap((bundle) => Object.keys(bundle.texts.en)));

  it("is found at all", () => {
    expect([new Set(codes).size > 12, faults.length]).toEqual([true, 8]);
  });
  it.each([...new Set(codes), ...faults.map((fault) => `url_${fault}`)].sort())("has a sentence: %s", (code) => {
    expect(known.has(`refusal.${code}`)).toBe(true);
  });
  it.each(faults)("has a sentence in the log: %s", (fault) => {
    expect(known.has(`fault.${fault}`)).toBe(true);
  });
});
