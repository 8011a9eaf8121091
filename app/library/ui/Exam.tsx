import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import type { ItemView } from "../item.server";
import { libraryMessages } from "../messages";
import { answerMessages } from "../messages.answers";
import { Lines, Part, RefLink, refOf, Rules } from "./parts";

type ExamView = Extract<ItemView, { kind: "exam" }>;

/** An exam: its rules, and row by row what is drawn from how large a pool. A row that the pool cannot fill says so. */
export function ExamItem({ view }: { view: ExamView }) {
  const t = useT(libraryMessages);
  const { locale } = useReader();
  const { body, refs, pools, shortage } = view;
  const count = body.blueprint.reduce((sum, row) => sum + row.count, 0);
  const conditions = useConditions();
  return (
    <>
      <Rules
        rules={[
          t("questions", { count }),
          formatMinutes(body.minutes, locale),
          t("pass", { pass: body.pass }),
          t("attempts", { count: body.attempts }),
          body.critical_must_be_right && t("critical_rule"),
          body.proctored && t("proctored"),
        ]}
      />
      <Lines text={body.intro} />
      <Part title={t("blueprint")}>
        <ol className="divide-y divide-line border-y border-line text-sm">
          {body.blueprint.map((row, at) => {
            const { found = 0, critical = 0 } = pools[at] ?? {};
            const short = shortage?.row === at + 1;
            return (
              <li key={at} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 py-2">
                <span>
                  <RefLink to={refOf(refs, "topic", row.topic)} />
                  {conditions(row).map((condition) => (
                    <span key={condition} className="block text-xs text-muted">
                      {condition}
                    </span>
                  ))}
                </span>
                <span className="text-end text-muted tabular-nums">
                  {t("questions", { count: row.count })}
                  <span className="block text-xs">{t("exam.pool", { count: found, critical })}</span>
                </span>
                {short && (
                  <span className="col-span-2 mt-1 text-blocked-ink">
                    {t(`exam.short_${shortage.part}`, { wanted: shortage.wanted, found: shortage.found })}
                  </span>
                )}
                {/* How much of the exam this row is, drawn. */}
                <span aria-hidden className="col-span-2 mt-1.5 h-1 rounded-full bg-hover">
                  <span className="block h-full rounded-full bg-line-strong" style={{ width: `${(row.count / count) * 100}%` }} />
                </span>
              </li>
            );
          })}
        </ol>
      </Part>
    </>
  );
}

/** What a row asks of its questions besides their topic, in words. */
function useConditions(): (row: ExamView["body"]["blueprint"][number]) => string[] {
  const t = useT(libraryMessages);
  const answers = useT(answerMessages);
  return ({ difficulty, critical, types }) => [
    ...(difficulty ? [t("exam.difficulty", { min: difficulty.min ?? 1, max: difficulty.max ?? 5 })] : []),
    ...(critical === undefined ? [] : [t("exam.critical", { count: critical })]),
    ...(types ? [types.map((type) => answers(`type.${type}`)).join(t("exam.or"))] : []),
  ];
}
