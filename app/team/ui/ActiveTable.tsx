import { Link } from "@remix-run/react";
import { peopleMessages } from "~/people/messages";
import { plainDateIn } from "~/platform/dates";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { Table } from "~/ui/Table";
import { teamMessages } from "../messages";
import type { ActiveRow } from "../queries.server";

/** The active agents: since when, and whether they may sit at the desk. */
export function ActiveTable({ rows, withTeam }: { rows: readonly ActiveRow[]; withTeam: boolean }) {
  const t = useT(teamMessages);
  const say = useT(peopleMessages);
  const { locale, zone } = useReader();
  return (
    <Table
      caption={t("active.caption")}
      rows={rows}
      rowKey={(r) => r.personId}
      rowClass={() => "relative"}
      empty={<EmptyState title={t("empty.filtered")} action={<LinkButton to="/team">{t("empty.show_all")}</LinkButton>} />}
      columns={[
        {
          key: "name",
          header: t("col.name"),
          primary: true,
          cell: (r) => (
            <Link to={`/people/${r.personId}`} prefetch="intent" className="font-medium after:absolute after:inset-0">
              {r.name}
            </Link>
          ),
        },
        ...(withTeam ? [{ key: "team", header: t("active.team"), cell: (r: ActiveRow) => r.teamName }] : []),
        { key: "since", header: t("active.since"), cell: (r) => (r.since ? formatDate(plainDateIn(zone, r.since), locale) : "") },
        {
          key: "desk",
          header: t("active.desk"),
          cell: (r) => (
            <span className="flex flex-wrap gap-1.5 max-sm:justify-end">
              <Badge tone={r.clearance === "full" ? "cleared" : r.clearance === "supervised" ? "waiting" : "blocked"}>
                {say(`clearance.${r.clearance}`)}
              </Badge>
              {r.lapse && <Badge tone="blocked">{say(`lapse.${r.lapse}`)}</Badge>}
            </span>
          ),
        },
      ]}
    />
  );
}
