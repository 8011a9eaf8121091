import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { COMMENT_MAX } from "../check-rules";
import { checkMessages } from "../messages.checks";
import type { CheckShown } from "./ScorePart";

/** What agent and supervisor say to each other of a check. */
export function TalkPart({ check, refusals }: { check: CheckShown; refusals?: Refusal[] }) {
  const t = useT(checkMessages);
  const { locale, zone } = useReader();
  return (
    <Card title={t("chat.talk")}>
      {check.replies.length === 0 ? (
        <p className="text-sm text-muted">{t("chat.no_talk")}</p>
      ) : (
        <ul className="grid gap-3">
          {check.replies.map(({ id, by, text, at }) => (
            <li key={id} className="text-sm">
              <p className="text-muted">
                <span className="font-medium text-ink">{by}</span> {formatDateTime(at, locale, zone)}
              </p>
              <p className="whitespace-pre-line">{text}</p>
            </li>
          ))}
        </ul>
      )}
      {check.mayReply && (
        <Form refusals={refusals} messages={checkMessages} clears className="mt-3 grid gap-2">
          <input type="hidden" name="intent" value="reply" />
          <TextArea name="reply" label={t("chat.reply")} rows={2} maxLength={COMMENT_MAX} required />
          <div>
            <Button type="submit">{t("chat.reply_send")}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}
