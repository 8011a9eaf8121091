import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Timeline } from "~/ui/Timeline";
import type { AuditLine } from "../audit.server";
import { pageMessages } from "../messages.pages";

/** What happened, each line with who did it, what changed, and why. `withPerson` also says to whom. */
export function AuditTimeline({ lines, withPerson }: { lines: readonly AuditLine[]; withPerson?: boolean }) {
  const { locale, zone } = useReader();
  const t = useT(pageMessages);
  return (
    <Timeline
      items={lines.map((line) => ({
        id: line.id,
        when: formatDateTime(line.at, locale, zone),
        title: (
          <>
            {withPerson && line.person && `${line.person.name}: `}
            {line.to ? (
              <Link to={line.to} className="link">
                {line.sentence}
              </Link>
            ) : (
              line.sentence
            )}
          </>
        ),
        children: (
          <>
            {(line.actor === null || line.actor.id !== line.person?.id) && (
              <p>{line.actor ? t("person.by", { name: line.actor.name }) : t("person.by_itself")}</p>
            )}
            {line.changes.map((change) => (
              <p key={change}>{change}</p>
            ))}
            {line.reason && <p className="text-ink">{t("person.reason", { reason: line.reason })}</p>}
          </>
        ),
      }))}
    />
  );
}
