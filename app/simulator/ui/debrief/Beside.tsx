import { Form, Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { SelectField } from "~/ui/SelectField";
import type { DebriefPage } from "../../debrief.server";
import { debriefMessages } from "../../messages.debrief";
import { pointsText } from "../../points";

/** What can be laid beside this chat: another try of one's own, and the examples of colleagues. */
export function Beside({ page: { runId, recorded, tries, examples } }: { page: DebriefPage }) {
  const t = useT(debriefMessages);
  const { locale, zone } = useReader();
  if (recorded) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Card title={t("tries.title")}>
        {tries.length === 0 ? (
          <p className="text-sm text-muted">{t("tries.none")}</p>
        ) : (
          <Form action={`/simulator/runs/${runId}/debrief`} className="flex flex-wrap items-end gap-3">
            <SelectField
              name="with"
              label={t("tries.choose")}
              className="min-w-0 flex-1 basis-48"
              options={tries.map((one) => ({
                value: one.runId,
                label: t("tries.one", { when: formatDateTime(one.startedAt, locale, zone), total: pointsText(one.total) }),
              }))}
            />
            <Button type="submit">{t("tries.show")}</Button>
          </Form>
        )}
      </Card>
      <Card title={t("examples.title")}>
        {examples.length === 0 ? (
          <p className="text-sm text-muted">{t("examples.none")}</p>
        ) : (
          <ul className="grid gap-2 text-sm">
            {examples.map((example) => (
              <li key={example.runId}>
                <Link to={`/simulator/examples/${example.runId}`} className="link font-medium">
                  {t("example.by", { name: example.name })}
                </Link>
                <span className="block break-words text-muted">{example.reason}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
