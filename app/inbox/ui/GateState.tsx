import { useT } from "~/platform/use-locale";
import { Ring } from "~/ui/Ring";
import { inboxMessages } from "../messages";
import type { GateProgress } from "../queries.server";

/** How far somebody is at the gate that an item concerns. */
export function GateState({ gate }: { gate: GateProgress }) {
  const t = useT(inboxMessages);
  const of = gate.requirements.length;
  const title = t(`fact.gate_${gate.gate}`);
  return (
    <div className="mt-5 flex items-center gap-3">
      <Ring value={of === 0 ? 0 : gate.met / of} label={title} cleared={gate.met === of} size={44}>
        {t("fact.ring", { met: gate.met, of })}
      </Ring>
      <div className="min-w-0 text-sm">
        <p className="font-semibold">{title}</p>
        <p className="text-muted">{t("fact.met", { met: gate.met, of })}</p>
      </div>
    </div>
  );
}
