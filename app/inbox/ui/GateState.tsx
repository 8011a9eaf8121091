import { blockerText } from "~/activation/explain";
import { activationMessages } from "~/activation/messages";
import { useReader, useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { Ring } from "~/ui/Ring";
import { inkTone } from "~/ui/tone";
import { ToneIcon } from "~/ui/ToneIcon";
import { inboxMessages } from "../messages";
import type { GateProgress } from "../queries.server";

/** How far somebody is at the gate that an item concerns: each requirement, and what an unmet one lacks. */
export function GateState({ gate }: { gate: GateProgress }) {
  const t = useT(inboxMessages);
  const say = useT(activationMessages);
  const { locale } = useReader();
  const of = gate.requirements.length;
  const title = say(`gate.${gate.gate}`);
  return (
    <section aria-label={title} className="mt-5 rounded-box border border-line px-4 py-3">
      <div className="flex items-center gap-3">
        <Ring value={of === 0 ? 0 : gate.met / of} label={title} cleared={gate.met === of} size={40}>
          {t("fact.ring", { met: gate.met, of })}
        </Ring>
        <h3 className="text-sm font-semibold">{title}</h3>
      </div>
      <ul className="mt-3 space-y-1.5 text-sm">
        {gate.requirements.map((r) => (
          <li key={r.id} className="flex gap-2">
            <ToneIcon
              tone={r.met ? "cleared" : "waiting"}
              className={classes("mt-[0.2em] size-4 shrink-0", inkTone[r.met ? "cleared" : "waiting"])}
            />
            <span className="min-w-0">
              {say(`requirement.${r.id}`)}
              {r.progress.of > 1 && <span className="text-muted tabular-nums"> · {t("fact.progress", r.progress)}</span>}
              {r.blocker && !r.met && <span className="block text-muted">{blockerText(r.blocker, locale)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
