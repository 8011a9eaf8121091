import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { checkText } from "~/scripts/lint.server";
import { languageOf } from "./propose";

/** A finding of the check as a case shows it. */
export type Found = { found: string; reason: string; instead: string | null; severity: "block" | "warn" };

/** What the check of scripts finds in what should have been said, as it would in a wording that is to sell. Nothing in an empty text. Two statements. */
export async function checkBetter(
  reader: Reader,
  { better, platform }: { better: string; platform: string },
  readerLocale: Locale,
): Promise<Found[]> {
  if (better.trim() === "") return [];
  const asked = { text: better, branch: "closing", platforms: [platform], locale: languageOf([better]) };
  const marked = await checkText(reader, asked, readerLocale);
  return marked.map(({ found, reason, instead, severity }) => ({ found, reason, instead, severity }));
}
