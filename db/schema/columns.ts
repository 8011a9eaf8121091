import { timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "../../app/platform/ids";

/** Primary key: a UUIDv7 made by the app, so that keys sort by time. */
export const id = () => uuid().primaryKey().$defaultFn(newId);
/** An instant, stored with zone, read as a Date. `name` where the property's own name is a word of SQL. */
export const instant = (name = "") => timestamp(name, { withTimezone: true, mode: "date" });
