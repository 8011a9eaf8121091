import { and, eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { checkDraw, checkPlace, checkSkip } from "@db/schema";
import { skipPlace } from "~/chats/places.server";
import { plainDateIn } from "~/platform/dates";
import { MONDAY } from "@test/setup/database";
import { checkDesk, ZONE } from "./desk";

const { db, owner, ids, as, chats, value, draw } = await checkDesk();
const TODAY = plainDateIn(ZONE, MONDAY);

it("keeps the random part whole as long as there are chats: those held as risks turn random, and nothing turns back", async () => {
  // Ten are asked for: six at random, three risks, one of her own choice; one is left over.
  await chats(ids.ann, 10, { outcome: "unpaid" });
  const { drawId } = await draw(ids.wang);
  const standing = async () => {
    const skipped = (await owner.select().from(checkSkip).where(eq(checkSkip.drawId, drawId))).map(({ chatId }) => chatId);
    const places = await owner.select().from(checkPlace).where(eq(checkPlace.drawId, drawId));
    return places.filter(({ chatId }) => !skipped.includes(chatId));
  };
  const random = async () => (await standing()).filter(({ kind }) => kind === "random");
  expect([(await random()).length, (await standing()).length]).toEqual([6, 9]);
  for (const [passed, left, asked] of [
    [1, 6, 10],
    [2, 6, 9],
    [3, 6, 8],
    [4, 6, 7],
    [5, 5, 6],
  ] as const) {
    const [first] = await random();
    value(await skipPlace(as(ids.wang, passed), TODAY, first?.place ?? 0, { reason: "robot", note: "" }));
    expect([(await random()).length, (await standing()).length]).toEqual([left, 10 - passed]);
    const [row] = await owner.select().from(checkDraw).where(eq(checkDraw.id, drawId));
    expect(row).toMatchObject({ skipped: passed, quota: asked });
  }
  const one = and(eq(checkPlace.drawId, drawId), eq(checkPlace.place, (await random())[0]?.place ?? 0));
  await expect(db.update(checkPlace).set({ kind: "risk" }).where(one)).rejects.toMatchObject({ cause: { code: "DR048" } });
  await expect(db.update(checkPlace).set({ place: 99 }).where(one)).rejects.toMatchObject({ cause: { code: "42501" } });
});
