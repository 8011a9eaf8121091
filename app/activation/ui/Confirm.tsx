import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import type { GatePage } from "../gate-page.server";
import { activationMessages } from "../messages";
import { gateMessages } from "../messages.gate";

/** The end of the gate: its one button, with the reasons in words while it may not be pressed; or who may press it. */
export function Confirm({ page, refusals }: { page: GatePage; refusals: Refusal[] | null }) {
  const t = useT(gateMessages);
  const say: (key: string, params?: Record<string, string | number>) => string = useT<string>(activationMessages);
  const { gate, person, confirm } = page;
  if (!confirm) return <p className="px-1 text-sm text-muted">{t(`confirm.who.${gate}`)}</p>;
  return (
    <Card title={t("confirm.title")} raised>
      <Form messages={activationMessages} refusals={refusals}>
        {confirm.refusals.length > 0 && (
          <div id="why-not" className="mb-4 text-sm">
            <p className="text-muted">{t("confirm.why_not")}</p>
            <ul className="mt-1 list-disc space-y-1 ps-5">
              {confirm.refusals.map((r) => (
                <li key={r.code}>{say(`refusal.${r.code}`, r.params)}</li>
              ))}
            </ul>
          </div>
        )}
        {confirm.single && (
          <Notice tone="waiting" className="mb-4">
            {t("confirm.single")}
          </Notice>
        )}
        <ConfirmButton
          name="intent"
          value="confirm"
          variant="primary"
          size="lg"
          disabled={confirm.refusals.length > 0}
          aria-describedby={confirm.refusals.length > 0 ? "why-not" : undefined}
          question={t(`confirm.question.${gate}`, { name: person.name })}
          consequence={t(`confirm.consequence.${gate}`, { name: person.name })}
        >
          {t(`confirm.${gate}`)}
        </ConfirmButton>
      </Form>
    </Card>
  );
}
