import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Locale } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { KeyHint } from "~/ui/KeyHint";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { NOTE_LENGTH } from "../../draft-rules";
import { reviewMessages } from "../../messages.review";
import type { Marked } from "./use-selection";

type CommentFormProps = { draftId: string; written: readonly Locale[]; marked: Marked | null; onDone: () => void };

/** A comment on a place: the words that are marked in the text, or written here where they cannot be marked. */
export function CommentForm({ draftId, written, marked, onDone }: CommentFormProps) {
  const t = useT(reviewMessages);
  const fetcher = useFetcher<{ refusals?: Refusal[] }>();
  const sent = useRef(false);
  const refusals = fetcher.data?.refusals;
  useEffect(() => {
    if (fetcher.state !== "idle") sent.current = true;
    else if (sent.current) {
      sent.current = false;
      if (!refusals?.length) onDone();
    }
  }, [fetcher.state, refusals, onDone]);
  return (
    <Form
      // What is marked fills the form anew; a comment that is being written stays with the words that it was begun on.
      action={`/scripts/drafts/${draftId}/comments`}
      fetcher={fetcher}
      refusals={refusals}
      messages={reviewMessages}
      aria-label={t("comment.new")}
      className="grid gap-3"
    >
      <input type="hidden" name="do" value="add" />
      <input type="hidden" name="from" value={marked?.from ?? ""} />
      <input type="hidden" name="to" value={marked?.to ?? ""} />
      <div key={marked ? `${marked.locale} ${marked.from} ${marked.to}` : "none"} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
        <TextField
          name="quote"
          label={t("comment.words")}
          hint={marked ? undefined : t("comment.words_hint")}
          defaultValue={marked?.quote ?? ""}
          readOnly={marked !== null}
          lang={marked?.locale}
        />
        {written.length > 1 ? (
          <SelectField
            name="locale"
            label={t("comment.of")}
            options={written.map((locale) => ({ value: locale, label: t(`changes.text.${locale}`) }))}
            defaultValue={marked?.locale ?? written[0]}
            className="self-end"
          />
        ) : (
          <input type="hidden" name="locale" value={written[0] ?? "zh-CN"} />
        )}
      </div>
      <TextArea name="text" label={t("comment.text")} rows={2} maxLength={NOTE_LENGTH} aria-keyshortcuts="C" />
      <div>
        <Button type="submit" size="sm">
          {t("comment.do")} <KeyHint className="ms-1">C</KeyHint>
        </Button>
      </div>
    </Form>
  );
}
