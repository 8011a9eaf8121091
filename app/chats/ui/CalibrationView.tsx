import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import type { CalibrationPage } from "../calibration-page.server";
import { calibrationMessages } from "../messages.calibration";
import { checkMessages } from "../messages.checks";
import { CalibrationResult } from "./CalibrationResult";
import { ChatLines } from "./ChatLines";
import { MarkSheet } from "./MarkSheet";

/** A set to score, to wait for, or to look at. */
export function CalibrationView({ page, refusals }: { page: CalibrationPage; refusals?: Refusal[] }) {
  const t = useT(calibrationMessages);
  const say = useT(checkMessages);
  const { chat, card } = page;
  return (
    <div className="mx-auto grid max-w-6xl gap-4">
      <PageHeader
        title={page.title}
        detail={chat ? t("score.title", { n: page.scored + 1, total: page.total }) : undefined}
        back={{ to: "/chats/calibration", label: t("back_list") }}
      />
      {chat && (
        <Form
          key={chat.id}
          refusals={refusals}
          messages={calibrationMessages}
          draftKey={`calibration:${page.id}:${chat.id}`}
          className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_25rem]"
        >
          <input type="hidden" name="intent" value="score" />
          <input type="hidden" name="chat" value={chat.id} />
          <section aria-label={say("chat.lines")} className="min-w-0 rounded-box border border-line bg-sunken p-3 sm:p-4">
            <ChatLines lines={chat.lines} />
          </section>
          <section
            aria-label={say("card.title")}
            className="grid min-w-0 gap-3 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
          >
            <MarkSheet card={card} given={null} />
            <div>
              <Button type="submit" variant="primary" size="lg">
                {t("score.save")}
              </Button>
            </div>
          </section>
        </Form>
      )}
      {!chat && !page.closed && page.isGrader && <Notice>{t("score.done")}</Notice>}
      {page.isManager && !page.closed && (
        <Card title={t("score.waits")}>
          <ul className="mb-4 grid gap-1.5">
            {page.graders.map(({ name, isDone }) => (
              <li key={name} className="flex flex-wrap items-center gap-3">
                <span>{name}</span>
                <Badge tone={isDone ? "accent" : "waiting"}>{t(isDone ? "score.is_done" : "score.is_open")}</Badge>
              </li>
            ))}
          </ul>
          <Form refusals={chat ? undefined : refusals} messages={calibrationMessages}>
            <ConfirmButton name="intent" value="close" question={t("result.close_question")} consequence={t("result.close_consequence")}>
              {t("result.close")}
            </ConfirmButton>
          </Form>
        </Card>
      )}
      {page.closed && <CalibrationResult page={page} />}
    </div>
  );
}
