import { Form } from "@remix-run/react";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { SelectField } from "~/ui/SelectField";
import { calibrationMessages } from "../../calibration/messages";
import type { Recorded } from "../../calibration/sources.server";

type Page = { what: string; checklist: string; recorded: readonly Recorded[]; checklists: readonly { slug: string; title: string }[] };

/** What is graded, and by which checklist: a form of the address, before anything is written. */
export function SourceChoice({ page }: { page: Page }) {
  const t = useT(calibrationMessages);
  const { locale } = useReader();
  return (
    <Card raised>
      <Form method="get" className="grid gap-4">
        <SelectField
          name="what"
          label={t("new.what")}
          defaultValue={page.what || "written"}
          options={[
            { value: "written", label: t("new.written") },
            ...page.recorded.map(({ source, id, name, title, at }) => ({
              value: `${source}:${id}`,
              label: `${t(`source.${source}`)}: ${t("new.recorded", { name, title, when: formatDate(new Date(at).toISOString().slice(0, 10), locale) })}`,
            })),
          ]}
        />
        {page.checklists.length > 1 && (
          <SelectField
            name="checklist"
            label={t("new.checklist")}
            hint={t("new.checklist_hint")}
            defaultValue={page.checklist}
            options={page.checklists.map(({ slug, title }) => ({ value: slug, label: title }))}
          />
        )}
        <div>
          <Button type="submit" variant={page.what ? "secondary" : "primary"}>
            {t("new.choose")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
