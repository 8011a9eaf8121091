import { isId } from "~/platform/ids";
import type { PlainDate } from "~/platform/dates";

/** The team and month that an address asks for: `team`, `month` as 2026-03. */
export function askedOf({ searchParams }: URL): { team: string | null; month: PlainDate | null } {
  const [team, month] = [searchParams.get("team") ?? "", searchParams.get("month") ?? ""];
  return { team: isId(team) ? team : null, month: /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? `${month}-01` : null };
}

/** The query of a team's month. */
export function boardQuery({ teamId, month }: { teamId: string; month: PlainDate }): string {
  return `team=${teamId}&month=${month.slice(0, 7)}`;
}
