import type { ScriptDraftBody } from "@db/schema";
import { useT } from "~/platform/use-locale";
import { classes } from "~/ui/classes";
import { useField } from "~/ui/field";
import { FieldError } from "~/ui/FieldError";
import { SelectField } from "~/ui/SelectField";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { draftMessages } from "../../messages.drafts";
import { scriptMessages } from "../../messages";

export type Choices = {
  branches: readonly string[];
  platforms: readonly string[];
  pictures: readonly string[];
  placeholders: readonly string[];
  longestMessage: number;
};

/** When a script is sent: what it is called, where it stands, for whom, after what. */
export function WhenFields({ body, choices }: { body: ScriptDraftBody; choices: Choices }) {
  const t = useT(draftMessages);
  const say = useT<string>(scriptMessages);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField name="title" label={t("field.title")} hint={t("field.title_hint")} defaultValue={body.title} />
      <TextField name="customer" label={t("field.customer")} hint={t("field.customer_hint")} defaultValue={body.customer} />
      <SelectField
        name="branch"
        label={t("field.branch")}
        options={choices.branches.map((branch) => ({ value: branch, label: say(`branch.${branch}`) }))}
        defaultValue={body.branch}
      />
      <Platforms of={choices.platforms} chosen={body.platforms} />
      <TextArea
        name="situation"
        label={t("field.situation")}
        hint={t("field.situation_hint")}
        defaultValue={body.situation}
        rows={2}
        className="sm:col-span-2"
      />
    </div>
  );
}

function Platforms({ of, chosen }: { of: readonly string[]; chosen: readonly string[] }) {
  const t = useT(draftMessages);
  const say = useT<string>(scriptMessages);
  const field = useField({ name: "platforms" });
  return (
    <fieldset className="min-w-0" aria-describedby={field.errorId}>
      <legend className="mb-1.5 text-sm font-medium">{t("field.platforms")}</legend>
      <div className="flex flex-wrap gap-2">
        {of.map((platform) => (
          <label
            key={platform}
            className={classes(
              "inline-flex min-h-control cursor-pointer items-center gap-2 rounded-box border border-line-strong/60 bg-surface px-3 text-ui",
              "has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="checkbox"
              name="platforms"
              value={platform}
              defaultChecked={chosen.includes(platform)}
              className="size-4 appearance-none rounded-[4px] border border-line-strong bg-surface checked:border-[0.3em] checked:border-accent focus-visible:outline-none"
            />
            {say(`platform.${platform}`)}
          </label>
        ))}
      </div>
      <FieldError id={field.errorId} message={field.message} />
    </fieldset>
  );
}

/** What goes with the text: a picture, and why it works. */
export function WithFields({ body, choices }: { body: ScriptDraftBody; choices: Choices }) {
  const t = useT(draftMessages);
  const say = useT<string>(scriptMessages);
  return (
    <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <SelectField
        name="picture"
        label={t("field.picture")}
        placeholder={t("field.picture_none")}
        options={choices.pictures.map((picture) => ({ value: picture, label: say(`picture.${picture}`) }))}
        defaultValue={body.picture ?? ""}
      />
      <TextArea name="why" label={t("field.why")} hint={t("field.why_hint")} defaultValue={body.why} rows={2} />
    </div>
  );
}
