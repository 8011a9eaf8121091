import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { actionKinds, DECISION_LENGTH } from "../action-rules";
import { meetingAddress } from "../address";
import { MOST_MINUTES } from "../live";
import type { LiveFacts, LiveView } from "../live-view";
import { caseMessages } from "../messages";
import { liveMessages } from "../messages.live";
import { meetingMessages } from "../messages.meeting";
import type { Slide } from "./Stage";
import { TypedLines } from "./TypedLines";

type PresenterSideProps = { meetingId: string; slide: Slide; lead: NonNullable<LiveView["lead"]>; vote: LiveView["vote"]; minutes: number };

/** What is written down about the case on the screen, what is to be done about it, and the way to any other case. */
export function PresenterSide({ meetingId, slide, lead, vote, minutes }: PresenterSideProps) {
  const t = useT(liveMessages);
  const inWords = useT(meetingMessages);
  const { caseId, number } = slide;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <TypedLines lines={lead.typed} vote={vote} />
      {slide.kind === "lost" && (
        <Card title={t("decide.title")}>
          <Form preventScrollReset messages={liveMessages} draftKey={`decision:${meetingId}:${caseId}`} className="grid gap-3">
            <input type="hidden" name="from" value={caseId} />
            <TextArea
              name="decision"
              label={t("decide.title")}
              labelHidden
              rows={2}
              maxLength={DECISION_LENGTH}
              defaultValue={slide.decision}
            />
            <div>
              <Button type="submit" name="intent" value="decide">
                {t("decide.keep")}
              </Button>
            </div>
          </Form>
          <h3 className="mt-4 mb-2 text-sm font-semibold">{t("decide.actions")}</h3>
          <ul className="flex flex-wrap gap-2">
            {actionKinds.map((kind) => (
              <li key={kind}>
                <LinkButton to={`${meetingAddress(meetingId)}/actions/${number}?from=present&kind=${kind}`} size="sm">
                  {inWords(`kind.${kind}`)}
                </LinkButton>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t("bar.jump")}>
        <Jump places={lead.places} here={caseId} />
        <Fold summary={<span className="text-sm text-muted">{t("timer.minutes")}</span>}>
          <Form preventScrollReset className="flex items-end gap-2">
            <TextField
              name="minutes"
              type="number"
              label={t("timer.minutes")}
              labelHidden
              min={1}
              max={MOST_MINUTES}
              required
              defaultValue={minutes}
              className="w-24"
            />
            <Button type="submit" name="intent" value="minutes">
              {t("timer.set")}
            </Button>
          </Form>
        </Fold>
        <LinkButton to={meetingAddress(meetingId)} variant="quiet" size="sm" className="-ms-3">
          {t("decide.end")}
        </LinkButton>
      </Card>
    </div>
  );
}

function Jump({ places, here }: { places: LiveFacts["places"]; here: string }) {
  const say = useT(caseMessages);
  return (
    <Form>
      <input type="hidden" name="intent" value="go" />
      <ol className="-mx-3 grid">
        {places.map(({ caseId, number, title }) => (
          <li key={caseId} className="min-w-0">
            <Button
              type="submit"
              name="caseId"
              value={caseId}
              size="sm"
              variant="quiet"
              aria-current={caseId === here ? "true" : undefined}
              className="w-full justify-start text-start aria-current:font-semibold"
            >
              <span className="block truncate">
                <span className="text-muted tabular-nums">{say("number", { number })}</span> {title}
              </span>
            </Button>
          </li>
        ))}
      </ol>
    </Form>
  );
}
