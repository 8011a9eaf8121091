import { useT } from "~/platform/use-locale";
import { ToneIcon } from "~/ui/ToneIcon";
import type { CustomerView } from "../../debrief-view";
import { debriefMessages } from "../../messages.debrief";

/** What was not said to a customer, and what was never asked of them. */
export function Missed({ customer: { unsaid, neverAsked } }: { customer: CustomerView }) {
  const t = useT(debriefMessages);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div>
        <h3 className="text-sm font-medium text-muted">{t("missed.title")}</h3>
        {unsaid.length === 0 ? (
          <p className="mt-1 text-sm">{t("missed.none")}</p>
        ) : (
          <ul className="mt-1 grid gap-1 text-sm">
            {unsaid.map(({ slug, title }) => (
              <li key={slug} className="flex items-start gap-2">
                <ToneIcon tone="blocked" className="mt-[0.2em] size-[1.15em] text-blocked-ink" />
                {title}
              </li>
            ))}
          </ul>
        )}
      </div>
      {neverAsked.length > 0 && (
        <div>
          <h3 className="text-sm font-medium text-muted">{t("facts.title")}</h3>
          <ul className="mt-1 grid gap-1 text-sm">
            {neverAsked.map(({ name, value, asks }) => (
              <li key={name}>
                {name}: {value}
                {asks && <span className="block text-muted">{t("facts.asks", { title: asks })}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
