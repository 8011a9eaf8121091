import { plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { levelMessages } from "../levels/messages";
import type { LevelPage } from "../levels/page.server";

/** Which level is held, and since when. */
export function LevelSince({ held, own = false }: { held: NonNullable<LevelPage["held"]>; own?: boolean }) {
  const t = useT(levelMessages);
  const { locale, zone } = useReader();
  const what = held.track === "management" ? t("management") : t(own ? "own" : "own_of", { level: held.title });
  return (
    <>
      {what} · {t("since", { day: formatDate(plainDateIn(zone, new Date(held.since)), locale) })}
    </>
  );
}
