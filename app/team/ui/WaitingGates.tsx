import { activationMessages } from "~/activation/messages";
import { formatRelative } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Avatar } from "~/ui/Avatar";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { teamMessages } from "../messages";
import type { WaitingGate } from "../queries.server";

/** Gates that are met and wait for somebody to open them. */
export function WaitingGates({ gates, withTeam }: { gates: readonly WaitingGate[]; withTeam: boolean }) {
  const t = useT(teamMessages);
  const say = useT(activationMessages);
  const { locale, now } = useReader();
  return (
    <Card title={t("gates.title")} flush={gates.length > 0} className="mt-4">
      {gates.length === 0 ? (
        <p className="text-sm text-muted">{t("gates.none")}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {gates.map((g) => (
            <li key={`${g.personId} ${g.gate}`} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 sm:px-5">
              <Avatar name={g.name} size="sm" />
              <span className="min-w-40 flex-1 text-ui">
                <span className="font-medium">{g.name}</span>
                <span className="text-muted"> · {say(`gate.${g.gate}`)}</span>
                <span className="block text-xs text-muted">
                  {t("gates.since", { when: formatRelative(g.since, now, locale) })}
                  {withTeam && g.teamName && ` · ${g.teamName}`}
                </span>
              </span>
              <LinkButton to={`/gate/${g.personId}/${g.gate}`} size="sm">
                {t("gates.open")}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
