import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import type { Refusal } from "~/platform/refusal";
import { policyMessages } from "../messages.policy";
import type { GatePolicyPage } from "../policy-pages.server";
import type { PolicyAsked } from "../policy-rules";
import { termsOf, wordsOf } from "../vocabulary";
import { PolicyTerm } from "./PolicyTerm";
import { PolicyWord } from "./PolicyWord";

type Answer = {
  intent: string;
  asked: PolicyAsked | null;
  reason: string;
  refusals: Refusal[] | null;
  conflict: { expected: number } | null;
};

/** Choose what a gate asks for; see who it concerns; publish it with a reason. And the way back to the version before. */
export function PolicyForm({ page, answer }: { page: GatePolicyPage; answer: Answer | null }) {
  const t = useT(policyMessages);
  const { gate, teamId, undo } = page;
  const whose = teamId === null ? "shop" : "team";
  // Whoever begins to choose begins with what is in force.
  const inForce = { ...page.asked, requirements: page.current.requirements, terms: page.current.terms };
  const asked = answer?.asked ?? inForce;
  const expected = answer?.conflict?.expected ?? page.expected;
  const of = (intent: string) => (answer && (answer.intent === "restore") === (intent === "restore") ? answer : null);
  return (
    <>
      <Form messages={policyMessages} refusals={of("publish")?.refusals} className="grid gap-5">
        <input type="hidden" name="version" value={expected} />
        <Card>
          <RadioCards
            name="mode"
            legend={t("mode")}
            defaultValue={asked.follows ? "follow" : "own"}
            options={[
              { value: "follow", label: t(`follows.${whose}`), description: t(`mode.follow_${whose}_body`) },
              { value: "own", label: t(`own.${whose}`), description: t("mode.own_body") },
            ]}
          />
        </Card>
        <Card title={t("choose")} flush>
          <p className="px-4 pb-3 text-sm text-muted sm:px-5">{t("choose_hint")}</p>
          <ul className="divide-y divide-line border-t border-line">
            {wordsOf(gate).map((id) => (
              <PolicyWord key={id} id={id} entry={asked.requirements.find((r) => r.id === id)} fresh={page.fresh.includes(id)} />
            ))}
          </ul>
          <p className="border-t border-line px-4 py-3 text-sm text-muted sm:px-5">{t("always.lapse")}</p>
        </Card>
        <Card title={t("terms")} flush>
          <p className="px-4 pb-3 text-sm text-muted sm:px-5">{t("terms_hint")}</p>
          <ul className="divide-y divide-line border-t border-line">
            {termsOf(gate).map((kind) => (
              <PolicyTerm key={kind} kind={kind} term={asked.terms[kind]} />
            ))}
          </ul>
        </Card>
        <Card>
          <TextArea
            name="reason"
            label={t("reason")}
            hint={t("reason_hint")}
            rows={2}
            maxLength={500}
            defaultValue={of("publish")?.reason ?? ""}
          />
          <div className="mt-4 flex flex-wrap items-start gap-3">
            <Button type="submit" name="intent" value="preview">
              {t("preview")}
            </Button>
            <ConfirmButton
              type="submit"
              name="intent"
              value="publish"
              variant="primary"
              question={t("publish_confirm")}
              consequence={t("publish_consequence")}
            >
              {t("publish")}
            </ConfirmButton>
          </div>
        </Card>
      </Form>
      {undo !== null && (
        <Fold boxed summaryClass="font-medium" summary={t("restore")} open={of("restore") !== null}>
          <Form messages={policyMessages} refusals={of("restore")?.refusals} className="grid gap-4 px-4 pb-5 sm:px-5">
            <input type="hidden" name="version" value={expected} />
            <p className="text-sm text-muted">{undo === 0 ? t("restore_body_default") : t("restore_body", { version: undo })}</p>
            <TextArea
              id="restore-reason"
              name="reason"
              label={t("reason")}
              hint={t("reason_hint")}
              rows={2}
              maxLength={500}
              defaultValue={of("restore")?.reason ?? ""}
            />
            <div>
              <Button type="submit" name="intent" value="restore">
                {t("restore")}
              </Button>
            </div>
          </Form>
        </Fold>
      )}
    </>
  );
}
