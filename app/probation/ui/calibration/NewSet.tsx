import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { FieldError } from "~/ui/FieldError";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { calibrationMessages } from "../../calibration/messages";
import { SITUATION_LENGTH } from "../../calibration/rules";

type Page = {
  what: string;
  checklist: string;
  due: string;
  teams: readonly { id: string; name: string }[];
  items: readonly { slug: string; area: string; title: string; shown: boolean }[];
};

/** The set itself: its title, who is asked until when, and the items with what is to be seen of each. */
export function NewSet({ page, refusals }: { page: Page; refusals?: Refusal[] }) {
  const t = useT(calibrationMessages);
  const say: (key: string, params?: Record<string, string | number>) => string = useT<string>(calibrationMessages);
  const areas = [...new Set(page.items.map((item) => item.area))];
  const wrong = refusals?.find((refusal) => refusal.field === "items");
  const refused = refusals?.filter((refusal) => refusal.field !== "items");
  return (
    <Form messages={calibrationMessages} refusals={refused} draftKey={`calibration:${page.what}`} className="grid gap-5">
      <input type="hidden" name="what" value={page.what} />
      <input type="hidden" name="checklist" value={page.checklist} />
      <Card>
        <div className="grid gap-5">
          <TextField name="title" label={t("new.name")} hint={t("new.name_hint")} required minLength={3} maxLength={100} />
          <TextField name="due" type="date" label={t("new.due")} required defaultValue={page.due} className="max-w-48" />
          <RadioCards
            name="teams"
            legend={t("new.teams")}
            multiple
            columns={2}
            options={page.teams.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={page.teams.length === 1 ? page.teams.map(({ id }) => id) : []}
          />
        </div>
      </Card>
      <Card title={t("new.items")}>
        <p className="mb-4 measure text-sm text-muted">{t("new.items_hint")}</p>
        {wrong && <FieldError message={say(`refusal.${wrong.code}`, wrong.params)} />}
        <div className="grid gap-6">
          {areas.map((area) => (
            <section key={area}>
              <h3 className="mb-1 text-sm font-semibold">{area}</h3>
              <ul className="divide-y divide-line border-y border-line">
                {page.items
                  .filter((item) => item.area === area)
                  .map((item) => (
                    <li key={item.slug} className="group/item py-2">
                      <CheckboxField
                        name="items"
                        value={item.slug}
                        label={
                          <>
                            {item.title} {item.shown && <Badge>{t("new.shows")}</Badge>}
                          </>
                        }
                      />
                      <div className="hidden ps-8 group-has-[:checked]/item:block">
                        <TextArea
                          name={`situation.${item.slug}`}
                          label={t("new.situation")}
                          optional={item.shown}
                          rows={2}
                          maxLength={SITUATION_LENGTH}
                        />
                      </div>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      </Card>
      <div>
        <Button type="submit" variant="primary" size="lg">
          {t("new.make")}
        </Button>
      </div>
    </Form>
  );
}
