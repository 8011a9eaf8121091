import { expect, it } from "vitest";
import { tuningInForce } from "~/drill/tuning.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make } = await freshDatabase();
const later = (seconds: number) => new Date(MONDAY.getTime() + seconds * 1000);

it("goes by the usual seconds where no pack says any, by the pack's once it does, and by a change within ten seconds", async () => {
  const picked = async (at: Date) => (await tuningInForce(db, at)).targets.seconds.single_choice;
  expect(await picked(MONDAY)).toBe(12);
  await make.content("drill_rules", "drill", { seconds: { single_choice: 9 } });
  expect(await picked(later(9))).toBe(12);
  expect(await picked(later(10))).toBe(9);
  await make.content("drill_rules", "drill", { seconds: { single_choice: 7 } });
  expect(await picked(later(21))).toBe(7);
});
