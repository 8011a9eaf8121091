import type { Preferences } from "./preference-rules";
import { modeOf } from "./preference-rules";
import { afterQuiet, quietHoursOf } from "./timing-rules";
import type { Topic } from "./topics";

/** What somebody might be told of. */
export type News = { topic: Topic; urgent: boolean };
/** Whom: what they chose, their zone, and whether an e-mail reaches them (address confirmed, e-mail not switched off). */
export type Reader = { preferences: Preferences; zone: string; reached: boolean };

/**
 * What is done about a piece of news for a reader: an e-mail at a time, a line in their next digest, or nothing beside the app. At once means after the quiet hours; urgent
 * news breaks them only where the reader said so.
 */
export function decide(news: News, { preferences, zone, reached }: Reader, now: Date): { mailAt: Date } | "digest" | "app" {
  const mode = modeOf(preferences, news.topic);
  if (!reached || mode === "off" || mode === "app") return "app";
  return mode === "digest" ? "digest" : { mailAt: mailTime(news.urgent, preferences, zone, now) };
}

/** When a letter may go out that is wanted now. */
export function mailTime(urgent: boolean, preferences: Preferences, zone: string, now: Date): Date {
  return urgent && preferences.urgentBreaks ? now : afterQuiet(now, quietHoursOf(preferences), zone);
}
