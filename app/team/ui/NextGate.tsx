import { Link } from "@remix-run/react";
import { blockerText } from "~/activation/explain";
import { activationMessages } from "~/activation/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Ring } from "~/ui/Ring";
import { teamMessages } from "../messages";
import type { BoardRow } from "../queries.server";

/** The next gate as met of total, and the one thing that holds it, by name and with the way to it. */
export function NextGate({ row }: { row: BoardRow }) {
  const t = useT(teamMessages);
  const say = useT(activationMessages);
  const { locale } = useReader();
  const { gate } = row;
  if (!gate) {
    if (row.state !== "invited") return null;
    return (
      <Link to={row.accepted ? `/training/${row.personId}/plan` : `/people/${row.personId}`} className="link relative z-10 text-sm">
        {t(row.accepted ? "gate.give_plan" : "gate.resend")}
      </Link>
    );
  }
  const name = say(`gate.${gate.gate}`);
  const blocker = gate.nearest?.blocker;
  const text = blocker ? blockerText(blocker, locale) : null;
  return (
    <span className="flex items-center gap-3">
      <Ring value={gate.met / gate.of} label={name} size={36} cleared={gate.open}>
        {t("gate.ring", { met: gate.met, of: gate.of })}
      </Ring>
      <span className="min-w-0 text-sm">
        <Link to={`/gate/${row.personId}/${gate.gate}`} prefetch="intent" className="relative z-10 hover:underline">
          {name}
        </Link>
        <span className="block text-muted lg:line-clamp-2">
          {gate.open
            ? t("gate.ready")
            : text &&
              (blocker?.title || !gate.nearest ? text : t("gate.named", { requirement: t(`what.${gate.nearest.id}`), blocker: text }))}
        </span>
      </span>
    </span>
  );
}
