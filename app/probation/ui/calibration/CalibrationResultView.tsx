import { formatDate, formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { calibrationMessages } from "../../calibration/messages";
import type { CalibrationResult } from "../../calibration/queries.server";
import { useLean } from "./Leans";
import { SpreadItem } from "./SpreadItem";

type Refused = { item: string | null; refusals: Refusal[] } | null;

/** A set that the viewer does not grade any more: how it came out, or who is still waited for. */
export function CalibrationResultView({ result, refused }: { result: CalibrationResult; refused: Refused }) {
  const t = useT(calibrationMessages);
  const lean = useLean();
  const { locale } = useReader();
  const closed = result.closedAt !== null;
  const rated = result.items.filter((item) => item.spread);
  return (
    <>
      <PageHeader
        title={result.title}
        detail={[t(`source.${result.source}`), result.shown && t("result.shown", { name: result.shown })].filter(Boolean).join(" · ")}
        back={{ to: "/calibration", label: t("back.list") }}
      />
      <div className="grid gap-5">
        {!closed && result.isGrader && (
          <Notice tone="waiting" title={t("result.waits")}>
            {t("result.waits_detail", { graded: result.graded, asked: result.asked })}
          </Notice>
        )}
        {closed && result.isGrader && !result.handedIn && <Notice title={t("result.missed")}>{t("result.missed_detail")}</Notice>}
        {result.manages && !closed && (
          <Card raised title={t("result.open", { graded: result.graded, asked: result.asked, due: formatDate(result.dueOn, locale) })}>
            <p className="mb-4 measure text-sm text-muted">{t("result.open_detail")}</p>
            <Form messages={calibrationMessages} refusals={refused?.refusals}>
              <ConfirmButton name="intent" value="close" question={t("result.close_question")} consequence={t("result.close_consequence")}>
                {t("result.close")}
              </ConfirmButton>
            </Form>
          </Card>
        )}
        {closed && rated.length === 0 && <Notice>{t("result.none")}</Notice>}
        {closed && rated.length > 0 && (
          <Card title={t("result.spread")} flush>
            <p className="measure px-4 pb-3 text-sm sm:px-5">
              {t("result.summary", { range: result.meanRange ?? 0, count: rated.length })}{" "}
              {result.handedIn && t("result.own_lean", { lean: lean(result.lean) })}
            </p>
            <ul className="divide-y divide-line border-t border-line">
              {rated.map((item) => (
                <SpreadItem
                  key={item.slug}
                  item={item}
                  manages={result.manages}
                  refusals={refused?.item === item.slug ? refused.refusals : null}
                />
              ))}
            </ul>
          </Card>
        )}
        {result.graders.length > 0 && <Graders graders={result.graders} />}
      </div>
    </>
  );
}

/** Who was asked, who has graded, and how each leans: a manager's matter. */
function Graders({ graders }: { graders: CalibrationResult["graders"] }) {
  const t = useT(calibrationMessages);
  const lean = useLean();
  const { locale, zone } = useReader();
  return (
    <Card title={t("result.graders")} flush>
      <Table
        caption={t("result.graders")}
        rows={graders}
        rowKey={(grader) => grader.name}
        columns={[
          { key: "name", header: t("history.grader"), primary: true, cell: (grader) => grader.name },
          {
            key: "when",
            header: t("result.when"),
            cell: (grader) => (grader.submittedAt ? formatDateTime(grader.submittedAt, locale, zone) : t("result.not_in")),
          },
          { key: "lean", header: t("result.lean"), align: "end", cell: (grader) => lean(grader.lean) },
        ]}
      />
    </Card>
  );
}
