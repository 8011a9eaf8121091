import type { ItemBody } from "~/curriculum/pack";
import { useT } from "~/platform/use-locale";
import { Table } from "~/ui/Table";
import { answerMessages } from "../messages.answers";
import { ruleMessages } from "../messages.rules";
import { Part } from "./parts";

type Seconds = ItemBody<"drill_rules">["seconds"];

/** What counts as quick, type by type, how fast one reads, and when a question is marked. */
export function DrillRules({ body: { seconds, reading, flags } }: { body: ItemBody<"drill_rules"> }) {
  const t = useT(ruleMessages);
  const tAnswers = useT(answerMessages);
  const types = (Object.keys(seconds) as (keyof Seconds)[]).toSorted((a, b) => seconds[a] - seconds[b]);
  return (
    <>
      <Part title={t("seconds")}>
        <p className="measure mb-2 text-sm text-muted">{t("seconds.about")}</p>
        <div className="overflow-hidden rounded-box border border-line">
          <Table
            caption={t("seconds")}
            dense
            rows={types}
            rowKey={(type) => type}
            columns={[
              { key: "type", header: t("col.type"), primary: true, cell: (type) => tAnswers(`type.${type}`) },
              { key: "seconds", header: t("col.seconds"), align: "end", cell: (type) => seconds[type] },
            ]}
          />
        </div>
      </Part>
      <Part title={t("reading")}>
        <p className="text-sm">{t("reading.speed", reading)}</p>
      </Part>
      <Part title={t("flags", { answers: flags.answers })}>
        <ul className="list-disc space-y-1 ps-5 text-sm marker:text-faint">
          <li>{t("flags.too_easy", { percent: flags.too_easy })}</li>
          <li>{t("flags.too_hard", { percent: flags.too_hard })}</li>
          <li>{t("flags.others")}</li>
        </ul>
      </Part>
    </>
  );
}
