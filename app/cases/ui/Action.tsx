import { Link } from "@remix-run/react";
import { formatDate } from "~/platform/format";
import { plainDateIn } from "~/platform/dates";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { TextField } from "~/ui/TextField";
import type { Tone } from "~/ui/tone";
import type { ActionStanding } from "../action-rules";
import type { ActionView } from "../action-view.server";
import { caseAddress } from "../address";
import { meetingMessages } from "../messages.meeting";
import { REASON_LENGTH } from "../rules";

const tones: Record<ActionStanding, Tone> = { done: "cleared", cancelled: "neutral", overdue: "blocked", soon: "waiting", open: "neutral" };

type ActionsProps = {
  actions: readonly ActionView[];
  /** Say of which case each is. */ withCase?: boolean;
  /** Nothing can be pressed: on paper. */ plain?: boolean;
};

/** What was decided to be done, how it stands, and the way to the thing itself. */
export function Actions({ actions, withCase, plain }: ActionsProps) {
  return (
    <ul className="divide-y divide-line">
      {actions.map((one) => (
        <li key={one.id} data-print="whole" className="py-3 first:pt-0 last:pb-0">
          <Action one={one} withCase={withCase} plain={plain} />
        </li>
      ))}
    </ul>
  );
}

function Action({ one, withCase, plain }: { one: ActionView } & Pick<ActionsProps, "withCase" | "plain">) {
  const t = useT(meetingMessages);
  const { locale } = useReader();
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{t(`kind.${one.kind}`)}</span>
          <Badge tone={tones[one.standing]}>{t(`standing.${one.standing}`)}</Badge>
          {withCase && (
            <Link to={caseAddress(one.number)} className="link text-sm">
              {t("from_case", { number: one.number })}
            </Link>
          )}
        </p>
        <p className="text-sm text-muted">{t("owner.due", { name: one.owner, due: formatDate(one.due, locale) })}</p>
        {one.toldTo && <p className="text-sm">{t("told.to", { to: one.toldTo })}</p>}
        {one.names.length > 0 && <p className="text-sm">{t("for_people", { names: one.names.join(t("minutes.join")) })}</p>}
        {one.note && <p className="text-sm break-words whitespace-pre-line">{one.note}</p>}
        {one.toldOn && <p className="text-sm text-muted">{t("told.on", { on: formatDate(one.toldOn, locale) })}</p>}
        {one.cancelReason && <p className="text-sm text-muted">{t("cancel.was", { reason: one.cancelReason })}</p>}
      </div>
      {!plain && one.link && <Way one={one} link={one.link} />}
      {!plain && (one.mayTell || one.mayCancel) && (
        <div className="grid basis-full gap-2">
          {one.mayTell && <Tell id={one.id} />}
          {one.mayCancel && <Cancel id={one.id} />}
        </div>
      )}
    </div>
  );
}

function Way({ one, link }: { one: ActionView; link: NonNullable<ActionView["link"]> }) {
  const t = useT(meetingMessages);
  if (one.kind === "tell") return null;
  const word = link.does === "see" && one.kind !== "replay" ? t(`see.${one.kind}`) : t(`do.${one.kind}`);
  return (
    <LinkButton size="sm" to={link.to}>
      {word}
    </LinkButton>
  );
}

function Tell({ id }: { id: string }) {
  const t = useT(meetingMessages);
  const { zone, now } = useReader();
  return (
    <Form preventScrollReset messages={meetingMessages} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="actionId" value={id} />
      <TextField name="toldOn" id={`told-${id}`} type="date" label={t("told.when")} defaultValue={plainDateIn(zone, now)} />
      <Button type="submit" name="intent" value="tell">
        {t("told.do")}
      </Button>
    </Form>
  );
}

function Cancel({ id }: { id: string }) {
  const t = useT(meetingMessages);
  return (
    <Fold summary={<span className="text-sm text-muted">{t("cancel.fold")}</span>}>
      <Form preventScrollReset messages={meetingMessages} className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="actionId" value={id} />
        <TextField name="reason" id={`cancel-${id}`} label={t("cancel.reason")} required minLength={4} maxLength={REASON_LENGTH} />
        <Button type="submit" name="intent" value="cancel" variant="danger">
          {t("cancel.do")}
        </Button>
      </Form>
    </Fold>
  );
}
