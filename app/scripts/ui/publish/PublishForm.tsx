import { Form as GetForm, useSubmit } from "@remix-run/react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { TextField } from "~/ui/TextField";
import { publishMessages } from "../../messages.publish";
import type { Publishing } from "../../publish-rules";
import { BothFields } from "./BothFields";
import type { PublishPage } from "./Ways";

const EMPTY = { "zh-CN": "", en: "" };

type PublishFormProps = { page: PublishPage; refusals: readonly Refusal[] | null; typed: Publishing | null };

/** What a script lacks before it stands in the library: the other language, and for a script of its own all that one has. */
export function PublishForm({ page, refusals, typed }: PublishFormProps) {
  const { draft, target, into, filled, qualities, secondId } = page;
  const t = useT(publishMessages);
  const wording = typed?.wording ?? filled.wording;
  const second = typed?.second ?? filled.second;
  const isNew = target === "new";
  if (!isNew && !into) return null;
  return (
    <>
      {isNew && <Second page={page} />}
      <Form
        messages={publishMessages}
        refusals={refusals}
        draftKey={`script-publish:${draft.id}:${target}:${into?.slug ?? secondId ?? ""}`}
      >
        <input type="hidden" name="target" value={target} />
        <input type="hidden" name="seen" value={into?.versionId ?? ""} />
        {into && <input type="hidden" name="slug" value={into.slug} />}
        <div className="space-y-4">
          <Card title={t("wording")}>
            <div className="grid gap-4">
              <BothFields name="customer" field="customer" value={wording.customer} />
              <BothFields name="text" field="text" value={wording.text} rows={6} />
            </div>
          </Card>
          {isNew && (
            <>
              <Card title={t("second")}>
                <p className="mb-3 text-sm text-muted">{t(secondId ? "second.is" : "second.lead")}</p>
                <input type="hidden" name="secondDraft" value={secondId ?? ""} />
                <div className="grid gap-4">
                  <BothFields name="second.customer" field="customer" value={second?.customer ?? EMPTY} />
                  <BothFields name="second.text" field="text" value={second?.text ?? EMPTY} rows={6} />
                </div>
              </Card>
              <Card title={t("script")}>
                <div className="grid gap-4">
                  <BothFields name="title" field="title" value={typed?.title ?? filled.title} />
                  <TextField
                    name="slug"
                    label={t("field.slug")}
                    hint={t("field.slug_hint")}
                    defaultValue={typed?.slug}
                    className="max-w-md"
                  />
                  <BothFields name="situation" field="situation" value={typed?.situation ?? filled.situation} rows={2} />
                  <BothFields name="why" field="why" value={typed?.why ?? filled.why} rows={2} />
                  <RadioCards
                    name="qualities"
                    legend={t("field.qualities")}
                    multiple
                    columns={2}
                    options={qualities.map((value) => ({ value, label: t(`quality.${value}`) }))}
                    defaultValue={typed?.qualities ?? []}
                  />
                </div>
              </Card>
            </>
          )}
          <Card>
            <TextField
              name="note"
              label={t("field.note")}
              defaultValue={typed?.note ?? t("note.default", { title: draft.body.title, author: draft.authorName })}
              maxLength={500}
            />
            <Button type="submit" variant="primary" className="mt-4 max-sm:w-full">
              {t("do")}
            </Button>
          </Card>
        </div>
      </Form>
    </>
  );
}

/** Whose words stand as the second wording. */
function Second({ page: { draft, others, secondId } }: { page: PublishPage }) {
  const t = useT(publishMessages);
  const submit = useSubmit();
  if (others.length === 0) return null;
  return (
    <GetForm
      key={secondId}
      method="get"
      action={`/scripts/publish/${draft.id}`}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true, replace: true })}
      className="mb-4 max-w-xl"
    >
      <input type="hidden" name="target" value="new" />
      <SelectField
        name="second"
        label={t("second.other")}
        placeholder={t("second.none")}
        options={others.map(({ draftId, title, author }) => ({ value: draftId, label: `${title} · ${author}` }))}
        defaultValue={secondId ?? ""}
      />
      <ApplyButton>{t("into.choose")}</ApplyButton>
    </GetForm>
  );
}
