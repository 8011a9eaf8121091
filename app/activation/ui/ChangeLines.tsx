import { useT } from "~/platform/use-locale";
import { activationMessages } from "../messages";
import { policyMessages } from "../messages.policy";
import type { PolicyChange } from "../policy-rules";

const kinds = ["added", "removed", "changed"] as const;

/** What one policy asks otherwise than another: what came, what went, what has other numbers. */
export function ChangeLines({ changes }: { changes: readonly PolicyChange[] }) {
  const t = useT(policyMessages);
  const name = useT(activationMessages);
  const nameOf = (id: PolicyChange["id"]) => (id === "recertification" || id === "absence" ? t(`term.${id}`) : name(`requirement.${id}`));
  return (
    <ul className="grid gap-1">
      {kinds.flatMap((what) => {
        const of = changes.filter((c) => c.what === what);
        if (of.length === 0) return [];
        return <li key={what}>{t(`change.${what}`, { what: of.map(({ id }) => nameOf(id)).join(t("list.join")) })}</li>;
      })}
    </ul>
  );
}
