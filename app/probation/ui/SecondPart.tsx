import ClipboardCheck from "lucide-react/icons/clipboard-check";
import type { Refusal } from "~/platform/refusal";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { TextArea } from "~/ui/TextArea";
import { probationMessages } from "../messages";
import { secondMessages } from "../messages.second";
import type { SecondStanding } from "../second-page.server";

type SecondPartProps = { second: SecondStanding; mine: boolean; refusals?: Refusal[] };

/** What is to be done about the second grading of an attempt, for whoever looks. */
export function SecondPart({ second, mine, refusals }: SecondPartProps) {
  const t = useT(secondMessages);
  const say: (key: string, params?: Record<string, string | number>) => string = useT<string>(probationMessages);
  const { locale, zone } = useReader();
  const { view, attempt, by, whyNot, settling } = second;
  const explained = settling ? t(view === "self" ? "waits.settle_self" : "waits.settle", { attempt }) : t(`waits.${view}`, { attempt });
  return (
    <div className="grid gap-4">
      <p className="measure text-sm">{explained}</p>
      {by && !mine && (
        <p className="text-sm text-muted">{t("waits.by", { name: by.name, when: formatDateTime(by.startedAt, locale, zone) })}</p>
      )}
      {settling?.to && (
        <div>
          <LinkButton variant="primary" size="lg" to={settling.to}>
            {t("settle")}
          </LinkButton>
        </div>
      )}
      {second.canStart && !mine && (
        <Form refusals={refusals} messages={probationMessages}>
          <input type="hidden" name="gradingId" value={second.firstGradingId} />
          <p className="mb-3 max-w-prose text-sm text-muted">{t("start.hint")}</p>
          <Button
            type="submit"
            name="intent"
            value="second"
            variant="primary"
            size="lg"
            icon={<ClipboardCheck aria-hidden className="size-5" />}
          >
            {t("start")}
          </Button>
        </Form>
      )}
      {whyNot && !mine && whyNot.code !== "second_same" && whyNot.code !== "second_taken" && (
        <p className="text-sm text-muted">{say(`refusal.${whyNot.code}`, whyNot.params)}</p>
      )}
      {second.canRelease && by && (
        <Fold summaryClass="text-sm text-muted" summary={t("release", { name: by.name })}>
          <Form refusals={refusals} messages={probationMessages} draftKey={`release:${by.gradingId}`} className="grid gap-3">
            <input type="hidden" name="gradingId" value={by.gradingId} />
            <p className="max-w-prose text-sm text-muted">{t("release.detail", { name: by.name })}</p>
            <TextArea name="reason" label={say("reason")} rows={2} required minLength={5} maxLength={500} />
            <div>
              <ConfirmButton
                name="intent"
                value="release"
                question={t("release.question", { name: by.name })}
                consequence={t("release.detail", { name: by.name })}
              >
                {t("release", { name: by.name })}
              </ConfirmButton>
            </div>
          </Form>
        </Fold>
      )}
    </div>
  );
}
