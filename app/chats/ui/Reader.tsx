import { Form as PlainForm } from "@remix-run/react";
import { useRef } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { COMMENT_MAX, skipReasons } from "../check-rules";
import { checkMessages } from "../messages.checks";
import type { CardView, Place, ReadChat } from "../reading.server";
import type { Mark } from "../scorecard-rules";
import { ChatLines } from "./ChatLines";
import { Facts } from "./Facts";
import { MarkSheet } from "./MarkSheet";
import { OnScreen } from "./OnScreen";
import { useReadingKeys } from "./use-reading-keys";

export type ReaderProps = {
  place: Place;
  chat: ReadChat;
  card: CardView;
  given: { marks: Readonly<Record<string, Mark>>; comment: string; lines: readonly number[] } | null;
  seenMs: number;
  refusals?: Refusal[];
};

/** One chat of the draw: facts on top, lines left, scorecard right; passing it over beneath. */
export function Reader({ place, chat, card, given, seenMs, refusals }: ReaderProps) {
  const t = useT(checkMessages);
  const form = useRef<HTMLDivElement>(null);
  const { on, marked } = useReadingKeys(form, card.criteria.length);
  const action = `/chats/check/${place.place}`;
  return (
    <div ref={form} className="grid gap-4">
      <Facts chat={chat} risks={place.risks} />
      <Form
        action={action}
        refusals={refusals}
        messages={checkMessages}
        draftKey={`check:${chat.id}`}
        className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_25rem]"
      >
        <section aria-label={t("chat.lines")} className="min-w-0 rounded-box border border-line bg-sunken p-3 sm:p-4">
          <ChatLines lines={chat.lines} marked={given?.lines} tick />
        </section>
        <section
          aria-label={t("card.title")}
          className="grid min-w-0 gap-3 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto"
        >
          <MarkSheet card={card} given={given?.marks ?? null} on={on} onMarked={marked} />
          <TextArea
            name="comment"
            label={t("card.comment")}
            hint={t("card.comment_hint")}
            optional
            rows={3}
            maxLength={COMMENT_MAX}
            defaultValue={given?.comment}
            aria-keyshortcuts="C"
          />
          <div className="bottom-0 flex flex-wrap items-center justify-between gap-3 bg-paper py-2 lg:sticky">
            <Button type="submit" variant="primary" name="intent" value="save" size="lg">
              {t(given ? "card.correct" : "card.save")}
            </Button>
            <p role="status" className="text-sm text-muted">
              <OnScreen seenMs={seenMs} neededMs={chat.neededMs} />
            </p>
          </div>
        </section>
      </Form>
      {!given && <Skip action={action} />}
    </div>
  );
}

function Skip({ action }: { action: string }) {
  const t = useT(checkMessages);
  return (
    <Fold summary={t("card.skip")} summaryClass="text-sm text-muted">
      <PlainForm method="post" action={action} className="flex flex-wrap items-end gap-3 pb-2">
        <input type="hidden" name="intent" value="skip" />
        <SelectField
          name="reason"
          label={t("card.skip_reason")}
          options={skipReasons.map((value) => ({ value, label: t(`skip.${value}`) }))}
        />
        <TextField name="note" label={t("card.skip_note")} optional maxLength={300} />
        <Button type="submit">{t("card.skip")}</Button>
      </PlainForm>
    </Fold>
  );
}
