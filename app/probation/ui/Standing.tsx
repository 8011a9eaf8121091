import ClipboardCheck from "lucide-react/icons/clipboard-check";
import type { Refusal } from "~/platform/refusal";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { TextArea } from "~/ui/TextArea";
import type { Tone } from "~/ui/tone";
import { probationMessages } from "../messages";
import type { SecondStanding } from "../second-page.server";
import { OwnView } from "./OwnView";
import { RetakeOf } from "./RetakeOf";
import { SecondPart } from "./SecondPart";

export type StandingPage = {
  person: { id: string; name: string };
  state: string | null;
  self: boolean;
  passed: boolean;
  /** A dispute of the last result that waits for its ruling. */
  disputeId: string | null;
  second: SecondStanding | null;
  attempts: { used: number; of: number; left: number };
  mine: { id: string; startedAt: Date; graded: number; of: number } | null;
  others: { id: string; name: string; startedAt: Date }[];
  /** What the person handed in of how they see themselves, or has begun. */
  own: { submittedAt: Date | null } | null;
  mayAssess: boolean;
  canGrade: boolean;
  whyNot: Refusal | null;
  /** What the next grading looks at, where it is a retake; `areas` null: all of it. */
  again: { areas: string[] | null } | false;
  canAllow: boolean;
  plan: { done: number; of: number } | null;
};

/** Where somebody stands with the checklist, and the one thing to do about it now. */
export function Standing({ page, refusals }: { page: StandingPage; refusals?: Refusal[] }) {
  const t = useT(probationMessages);
  const say: (key: string, params?: Record<string, string | number>) => string = useT<string>(probationMessages);
  const { locale, zone } = useReader();
  const { tone, text } = statusOf(page, t);
  return (
    <Card raised>
      <div className="grid gap-4">
        <Notice tone={tone}>{text}</Notice>
        {page.again && !page.mine && <RetakeOf areas={page.again.areas} />}
        {page.disputeId && (
          <div>
            <LinkButton to={`/probation/disputes/${page.disputeId}`}>{t("overview.disputed_see")}</LinkButton>
          </div>
        )}
        {page.second && <SecondPart second={page.second} mine={page.mine !== null} refusals={refusals} />}
        <OwnView page={page} />
        {page.others.map((other) => (
          <p key={other.id} className="text-sm text-muted">
            {t("overview.open_by", { name: other.name, when: formatDateTime(other.startedAt, locale, zone) })}
          </p>
        ))}
        {page.mine && (
          <div>
            <p className="font-semibold">{t("overview.mine")}</p>
            <p className="mb-3 text-sm text-muted">
              {t("overview.mine_detail", {
                when: formatDateTime(page.mine.startedAt, locale, zone),
                graded: page.mine.graded,
                of: page.mine.of,
              })}
            </p>
            <LinkButton variant="primary" size="lg" to={`/probation/${page.person.id}/grading/${page.mine.id}`}>
              {t("overview.resume")}
            </LinkButton>
          </div>
        )}
        {page.canGrade && !page.mine && page.whyNot === null && (
          <Form refusals={refusals} messages={probationMessages}>
            <p className="mb-3 max-w-prose text-sm text-muted">
              {page.plan && `${t("remedial.count", { done: page.plan.done, of: page.plan.of })} `}
              {t("overview.start_hint")}
            </p>
            <Button
              type="submit"
              name="intent"
              value="start"
              variant={page.passed ? "secondary" : "primary"}
              size="lg"
              icon={<ClipboardCheck aria-hidden className="size-5" />}
            >
              {t("overview.start")}
            </Button>
          </Form>
        )}
        {page.canGrade &&
          !page.mine &&
          page.whyNot &&
          page.state === "probation" &&
          !page.second &&
          page.whyNot.code !== "gradings_used" &&
          page.whyNot.code !== "dispute_waits" && (
            <p className="text-sm text-muted">{say(`refusal.${page.whyNot.code}`, page.whyNot.params)}</p>
          )}
        {page.canAllow && (
          <Form
            refusals={refusals}
            messages={probationMessages}
            draftKey={`extra-grading:${page.person.id}`}
            className="grid gap-3 border-t border-line pt-4"
          >
            <p className="max-w-prose text-sm text-muted">{t("overview.extra_detail")}</p>
            <TextArea name="reason" label={t("reason")} required minLength={5} maxLength={500} rows={2} />
            <div>
              <Button type="submit" name="intent" value="extra">
                {t("overview.extra")}
              </Button>
            </div>
          </Form>
        )}
      </div>
    </Card>
  );
}

type Say = ReturnType<typeof useT<keyof (typeof probationMessages)["texts"]["en"]>>;

function statusOf(page: StandingPage, t: Say): { tone: Tone; text: string } {
  if (page.second) return { tone: "waiting", text: t(page.self ? "overview.status.second_self" : "overview.status.second") };
  if (page.disputeId) return { tone: "waiting", text: t("overview.status.disputed") };
  if (page.passed)
    return {
      tone: "cleared",
      text: t(page.canGrade && page.whyNot === null && !page.mine ? "overview.status.passed_still" : "overview.status.passed"),
    };
  if (page.state !== "probation" && page.attempts.used === 0) return { tone: "neutral", text: t("overview.status.before") };
  if (page.attempts.left === 0) return { tone: "blocked", text: t("overview.status.used") };
  if (page.attempts.used > 0) return { tone: "blocked", text: t("overview.status.failed", { count: page.attempts.left }) };
  return { tone: "waiting", text: t(page.self ? "overview.status.waiting_self" : "overview.status.waiting") };
}
