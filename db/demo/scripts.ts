import { setScriptStores } from "~/scripts/store-scope.server";
import { at, workingDayBefore } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

const SCOPED_DAYS_AGO = 25;
/** By script, the place of its store in the shop's. */
const SCOPES: Readonly<Record<string, number>> = {
  // A parcel of the flagship store goes by the courier that is asked for; JD's own store sends by JD.
  "disp-particular-courier": 0,
  "close-asks-courier": 0,
  "barg-jd-price-dropped": 1,
};

/** Scripts that hold in one of the shop's stores alone, as whoever writes its content set them. Done already, it does nothing. */
export async function scopeScripts(stage: Pick<Stage, "db" | "ids" | "stores" | "calendar" | "today">): Promise<void> {
  const keeper = idOf(stage, "sunyue");
  const then = at(workingDayBefore(stage.calendar, stage.today, SCOPED_DAYS_AGO), 15 * 60);
  for (const [slug, place] of Object.entries(SCOPES)) {
    const stores = stage.stores.slice(place, place + 1).map(({ id }) => id);
    await done(`scoping ${slug}`, setScriptStores(as(stage, keeper, then), keeper, slug, stores));
  }
}
