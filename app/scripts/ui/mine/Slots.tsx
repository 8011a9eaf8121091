import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { draftMessages } from "../../messages.drafts";
import type { Slot } from "../../mine-page.server";
import { StateBadge } from "../StateBadge";

/** The ten prepared messages of the checklist, each with how far it is and the way on. */
export function Slots({ slots }: { slots: readonly Slot[] }) {
  const t = useT(draftMessages);
  return (
    <Card title={t("slots.title")} flush>
      <p className="measure -mt-1 px-4 pb-3 text-sm text-muted sm:px-5">{t("slots.detail")}</p>
      <ol className="grid gap-px border-t border-line bg-line sm:grid-cols-2">
        {slots.map((slot) => (
          <li key={slot.number} className="flex items-start gap-3 bg-surface px-4 py-3 sm:px-5">
            <span aria-hidden className="w-6 shrink-0 pt-0.5 text-sm text-faint tabular-nums">
              {slot.number}
            </span>
            {slot.draft ? <Written slot={slot} draft={slot.draft} /> : <Open slot={slot} />}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function useSlotName(): (n: number) => string {
  const t = useT<string>(draftMessages);
  return (n) => t(`slot.${n}`);
}

function Written({ slot, draft }: { slot: Slot; draft: NonNullable<Slot["draft"]> }) {
  const t = useT(draftMessages);
  const name = useSlotName()(slot.number);
  return (
    <Link
      to={`/scripts/drafts/${draft.id}`}
      prefetch="intent"
      aria-label={t("slot.open_label", { n: slot.number, name })}
      className="group min-w-0 flex-1"
    >
      <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="text-ui font-medium group-hover:underline">{name}</span>
        <StateBadge state={draft.state} />
      </span>
      <span className="mt-0.5 line-clamp-1 text-sm text-muted">{draft.line || draft.title || t("list.untitled")}</span>
    </Link>
  );
}

function Open({ slot: { number, example } }: { slot: Slot }) {
  const t = useT(draftMessages);
  const name = useSlotName()(number);
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <p className="min-w-0 text-ui font-medium">
        {name}
        <span className="block text-sm font-normal text-muted">
          {t("slot.none")}
          {example && (
            <>
              {" · "}
              <Link to={`/scripts/${example}`} prefetch="intent" aria-label={t("slot.example_label", { name })} className="link">
                {t("slot.example")}
              </Link>
            </>
          )}
        </span>
      </p>
      <Form action="/scripts/mine">
        <input type="hidden" name="prepared" value={number} />
        <Button type="submit" size="sm" aria-label={t("slot.start_label", { n: number, name })}>
          {t("slot.start")}
        </Button>
      </Form>
    </div>
  );
}
