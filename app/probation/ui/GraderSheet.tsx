import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { probationMessages } from "../messages";
import { secondMessages } from "../messages.second";
import { sheetMessages } from "../messages.sheet";
import type { GradingSheet } from "../sheet.server";
import { Finish } from "./Finish";
import { SheetView } from "./SheetView";

type GraderSheetProps = { sheet: GradingSheet; startAt: string; refused: { intent: string; refusals: Refusal[] } | undefined };

/** The sheet on which somebody else is graded: for the first time, or for the second. */
export function GraderSheet({ sheet, startAt, refused }: GraderSheetProps) {
  const t = useT(sheetMessages);
  const say = useT(probationMessages);
  const saySecond = useT(secondMessages);
  const { person, gradingId, attempt } = sheet;
  const refusalsOf = (intent: string) => (refused?.intent === intent ? refused.refusals : null);
  return (
    <SheetView
      sheet={sheet}
      startAt={startAt}
      keptAt={{ url: `/probation/${person.id}/grading/${gradingId}/draft`, name: `grading:${gradingId}` }}
      title={t("title", { name: person.name })}
      detail={(progress) => (sheet.second ? saySecond("sheet.detail", { attempt, ...progress }) : t("detail", { attempt, ...progress }))}
      back={{ to: `/probation/${person.id}`, label: say("page.back_overview", { name: person.name }) }}
      messages={probationMessages}
      remarkHint={t("item.remark_hint")}
      personId={person.id}
      finish={(draft, go) => (
        <Finish
          areas={sheet.areas}
          draft={draft}
          words={{
            title: t("finish.title"),
            complete: t("finish.complete"),
            submit: t("finish.submit"),
            question: t("finish.question"),
            consequence: t("finish.consequence", { name: person.name }),
          }}
          barred={person.state === "probation" ? null : say("refusal.not_in_probation")}
          messages={probationMessages}
          refusals={refusalsOf("submit")}
          onGo={go}
        >
          <Fold
            className="mt-8 border-t border-line pt-2"
            open={refused?.intent === "abandon"}
            summaryClass="text-sm text-muted"
            summary={t("abandon")}
          >
            <Form messages={probationMessages} refusals={refusalsOf("abandon")} draftKey={`abandon:${gradingId}`} className="grid gap-3">
              <p className="max-w-prose text-sm text-muted">{t("abandon.detail")}</p>
              <TextArea name="reason" label={t("abandon.reason")} rows={2} required minLength={5} maxLength={500} />
              <div>
                <ConfirmButton name="intent" value="abandon" question={t("abandon.question")} consequence={t("abandon.detail")}>
                  {t("abandon")}
                </ConfirmButton>
              </div>
            </Form>
          </Fold>
        </Finish>
      )}
    />
  );
}
