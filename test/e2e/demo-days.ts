import { shopCalendar, ZONE } from "@db/demo/calendar";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { formatDay } from "~/platform/format";
import type { Calendar } from "~/training/calendar";
import { expect, open, type Page, type Shop } from "./shop";

/** The day that the demo plays. */
export async function demoDay({ sql }: Shop): Promise<PlainDate> {
  const [row] = await sql<{ offset: number }[]>`select (value #>> '{}')::float8 as offset from setting where key = 'demo_clock_offset_ms'`;
  return plainDateIn(ZONE, new Date(Date.now() + (row?.offset ?? 0)));
}

/** The days on which the demo's shop works. */
export async function shopDays({ sql }: Shop): Promise<Calendar> {
  const [mark] = await sql<{ opens: string }[]>`select value ->> 'opensAt' as opens from setting where key = 'demo_shop'`;
  return shopCalendar(plainDateIn(ZONE, new Date(mark?.opens ?? ""))).calendar;
}

/** Press "next day" in the banner of `driver`, who reads English, until `date` has come. */
export async function passDays(shop: Shop, driver: Page, date: PlainDate): Promise<void> {
  await open(driver, "/today");
  for (let today = await demoDay(shop); today < date; today = addDays(today, 1)) {
    await driver.locator("button[name=step][value=next_day]").click();
    await expect(driver.locator("aside:has(button[name=step])")).toContainText(formatDay(addDays(today, 1), "en"));
  }
  expect(await demoDay(shop)).toBe(date);
}
