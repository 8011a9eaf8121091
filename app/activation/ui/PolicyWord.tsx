import LockKeyhole from "lucide-react/icons/lock-keyhole";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { CheckboxField } from "~/ui/CheckboxField";
import { TextField } from "~/ui/TextField";
import type { RequirementId } from "../gate-facts";
import { activationMessages } from "../messages";
import { policyMessages } from "../messages.policy";
import type { PolicyEntry } from "../requirement";
import { isLocked, vocabulary } from "../vocabulary";

/** One word of the vocabulary: whether it is asked for, what it means, and its numbers. What can never be left out has a lock and says why. */
export function PolicyWord({ id, entry, fresh }: { id: RequirementId; entry: PolicyEntry | undefined; fresh: boolean }) {
  const t = useT(policyMessages);
  const name = useT(activationMessages);
  const { parameters } = vocabulary[id];
  const title = name(`requirement.${id}`);
  return (
    <li className="px-4 py-3 sm:px-5">
      {isLocked(id) ? (
        <p className="flex min-h-control items-center gap-3 text-ui">
          <LockKeyhole aria-hidden className="size-5 shrink-0 text-muted" />
          {title}
        </p>
      ) : (
        <CheckboxField
          name={`has.${id}`}
          value="yes"
          defaultChecked={entry !== undefined}
          label={
            <>
              {title} {fresh && <Badge tone="waiting">{t("fresh")}</Badge>}
            </>
          }
        />
      )}
      <div className="ps-8">
        <p className="text-sm">{t(`asks.${id}`)}</p>
        {isLocked(id) && (
          <p className="mt-1 text-sm text-muted">
            {t("locked")} {t(`locked.${id}`)}
          </p>
        )}
        <p className="mt-1 text-sm text-muted">
          {t("evidence", { what: t(`evidence.${id}`) })}
          {" · "}
          {t("mends", { who: t(`mends.${id}`) })}
        </p>
        {parameters.length > 0 && (
          <div className="mt-3 grid max-w-md gap-4 sm:grid-cols-2">
            {parameters.map(({ name: of, min, max, usual }) => (
              <TextField
                key={of}
                name={`${id}.${of}`}
                inputMode="numeric"
                label={t(`number.${of}`)}
                hint={`${t("number_hint", { min, max })} ${t(`number.${of}_unit`)}`}
                defaultValue={numberShown(entry?.[of], usual)}
              />
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

/** What was typed and is no number comes back empty. */
export function numberShown(value: number | undefined, usual: number): string {
  if (value === undefined) return String(usual);
  return Number.isFinite(value) ? String(value) : "";
}
