import Ellipsis from "lucide-react/icons/ellipsis";
import Plus from "lucide-react/icons/plus";
import { useT } from "~/platform/use-locale";
import { Button } from "../Button";
import { CheckboxField } from "../CheckboxField";
import { FileInput } from "../FileInput";
import { Form } from "../Form";
import { IconButton } from "../IconButton";
import { KeyHint } from "../KeyHint";
import { LinkButton } from "../LinkButton";
import { RadioCards } from "../RadioCards";
import { SearchField } from "../SearchField";
import { SelectField } from "../SelectField";
import { TextArea } from "../TextArea";
import { TextField } from "../TextField";
import { kitMessages } from "./messages";

/** Buttons in every variant, size and state. */
export function ButtonSpecimens() {
  const t = useT(kitMessages);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary">{t("primary")}</Button>
        <Button>{t("secondary")}</Button>
        <Button variant="quiet">{t("quiet")}</Button>
        <Button variant="danger">{t("danger")}</Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled>
          {t("disabled")}
        </Button>
        <Button disabled>{t("disabled")}</Button>
        <Button variant="quiet" disabled>
          {t("disabled")}
        </Button>
        <Button variant="primary" pending>
          {t("pending")}
        </Button>
        <Button pending>{t("pending")}</Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />}>
          {t("small")}
        </Button>
        <IconButton label={t("icon")} icon={<Ellipsis aria-hidden />} />
        <IconButton label={t("icon")} icon={<Ellipsis aria-hidden />} disabled />
        <LinkButton to="/kit" variant="quiet">
          {t("empty.action")}
        </LinkButton>
        <KeyHint>{1}</KeyHint>
        <KeyHint>{"Enter"}</KeyHint>
      </div>
      <Button variant="primary" size="lg" block>
        {t("large")}
      </Button>
    </div>
  );
}

/** Text boxes, selects, files. */
export function FieldSpecimens() {
  const t = useT(kitMessages);
  const teams = [
    { value: "day", label: t("field.team_day") },
    { value: "night", label: t("field.team_night") },
  ];
  return (
    <div className="space-y-5">
      <SearchField label={t("field.search")} />
      <TextField name="name" label={t("field.name")} hint={t("field.name_hint")} />
      <TextField name="login" label={t("field.login")} defaultValue="wang.fang" optional />
      <TextField name="password" type="password" label={t("field.password")} defaultValue="correct horse" autoComplete="off" />
      <div className="grid grid-cols-2 gap-4">
        <TextField name="price" label={t("field.price")} prefix="¥" inputMode="decimal" defaultValue="399" />
        <SelectField name="team" label={t("field.team")} options={teams} placeholder />
      </div>
      <div className="grid grid-cols-2 gap-4">
        <TextField name="off" label={t("field.name")} disabled defaultValue={t("disabled")} />
        <SelectField name="team_off" label={t("field.team")} options={teams} disabled />
      </div>
      <TextArea name="remark" label={t("field.remark")} defaultValue={t("field.remark_text")} maxLength={200} />
      <FileInput name="photo" label={t("field.photo")} hint={t("field.photo_hint")} picture maxBytes={8_000_000} />
    </div>
  );
}

/** What a person sees when the server refused. */
export function RefusedSpecimen() {
  const t = useT(kitMessages);
  return (
    <Form
      messages={kitMessages}
      refusals={[{ code: "name_taken", field: "login", params: { suggestion: "wang.fang2" } }, { code: "closed" }]}
      onSubmit={(event) => event.preventDefault()}
      className="space-y-5"
    >
      <TextField name="login" label={t("field.login")} defaultValue="wang.fang" required />
      <CheckboxField name="tick" label={t("field.tick")} required />
      <Button type="submit" variant="primary">
        {t("primary")}
      </Button>
    </Form>
  );
}

/** Ticks and choices, before and after an answer. */
export function ChoiceSpecimens() {
  const t = useT(kitMessages);
  const options = [
    { value: "a", label: t("choice.a"), keyHint: "1" },
    { value: "b", label: t("choice.b"), keyHint: "2" },
    { value: "c", label: t("choice.c"), keyHint: "3", disabled: true },
  ];
  return (
    <form className="space-y-6">
      <CheckboxField name="one" label={t("field.tick")} hint={t("field.tick_hint")} defaultChecked />
      <CheckboxField name="two" label={t("field.tick")} disabled />
      <RadioCards name="before" legend={t("choice.question")} options={options} defaultValue="b" />
      <RadioCards
        name="after"
        legend={t("choice.question")}
        disabled
        defaultValue="a"
        options={[
          { value: "a", label: t("choice.a"), tone: "blocked" },
          { value: "b", label: t("choice.b"), description: t("choice.why"), tone: "cleared" },
        ]}
      />
      <RadioCards
        name="steps"
        legend={t("choice.steps")}
        columns={5}
        tight
        defaultValue="3"
        options={["0", "1", "2", "3", "4"].map((value) => ({ value, label: value }))}
      />
    </form>
  );
}
