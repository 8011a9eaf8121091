import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { SelectField } from "~/ui/SelectField";
import { notifyingMessages } from "../messages";
import type { Group, Mode, Topic } from "../topics";
import { Times, type TimesProps } from "./Times";

type ChoicesProps = {
  groups: readonly { group: Group; topics: readonly { topic: Topic; mode: Mode; modes: readonly Mode[] }[] }[];
  times: TimesProps["times"];
  zone: string;
  refusals: readonly Refusal[] | null;
};

/** The kinds by group, each with how one is told, and the times. */
export function Choices({ groups, times, zone, refusals }: ChoicesProps) {
  const t = useT(notifyingMessages);
  return (
    <Form refusals={refusals} messages={notifyingMessages} draftKey="notification-choices" className="grid gap-5">
      <Card title={t("kinds.title")}>
        <p className="mb-2 max-w-prose text-sm text-muted">{t("kinds.body")}</p>
        {groups.map(({ group, topics }) => (
          <fieldset key={group} className="min-w-0 border-t border-line py-4 last:pb-0">
            <legend className="float-left w-full font-semibold">{t(`group.${group}`)}</legend>
            <div className="clear-both grid gap-x-5 gap-y-4 pt-3 sm:grid-cols-2">
              {topics.map(({ topic, mode, modes }) => (
                <SelectField
                  key={topic}
                  name={`mode.${topic}`}
                  label={t(`topic.${topic}`)}
                  defaultValue={mode}
                  options={modes.map((one) => ({ value: one, label: t(`mode.${one}`) }))}
                />
              ))}
            </div>
          </fieldset>
        ))}
      </Card>
      <Card title={t("times.title")}>
        <Times times={times} digestHint={t("times.digest_hint", { zone })} urgent />
      </Card>
      <div>
        <Button type="submit" name="step" value="save" variant="primary">
          {t("save")}
        </Button>
      </div>
    </Form>
  );
}
