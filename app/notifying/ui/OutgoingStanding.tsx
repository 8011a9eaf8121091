import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { robotMessages } from "../messages.robots";

type OutgoingStandingProps = { publicUrl: string | null; mailFrom: string | null; refusals: readonly Refusal[] | null };

/** What can go out at all, and what is missing where nothing can. */
export function OutgoingStanding({ publicUrl, mailFrom, refusals }: OutgoingStandingProps) {
  const t = useT(robotMessages);
  const rows = [
    { key: "public", isOn: publicUrl !== null, text: publicUrl ? t("standing.public_on", { url: publicUrl }) : t("standing.public_off") },
    { key: "mail", isOn: mailFrom !== null, text: mailFrom ? t("standing.mail_on", { from: mailFrom }) : t("standing.mail_off") },
  ];
  return (
    <Card title={t("standing.title")}>
      <ul className="grid gap-2">
        {rows.map(({ key, isOn, text }) => (
          <li key={key} className="flex items-start gap-3">
            <Badge tone={isOn ? "accent" : "blocked"} className="mt-0.5 shrink-0">
              {t(isOn ? "state.on" : "state.off")}
            </Badge>
            <span className="min-w-0 break-words">{text}</span>
          </li>
        ))}
      </ul>
      {publicUrl && mailFrom && (
        <Form refusals={refusals} messages={robotMessages} className="mt-4">
          <Button type="submit" name="step" value="mail_test">
            {t("standing.try")}
          </Button>
        </Form>
      )}
    </Card>
  );
}
