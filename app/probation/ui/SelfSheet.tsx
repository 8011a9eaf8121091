import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { probationMessages } from "../messages";
import { selfMessages } from "../messages.self";
import type { SelfSheet as Sheet } from "../self-page.server";
import { Finish } from "./Finish";
import { SheetView } from "./SheetView";

/** The sheet on which somebody sees themselves, before they are graded. */
export function SelfSheet({ sheet, startAt, refusals }: { sheet: Sheet; startAt: string; refusals: Refusal[] | null }) {
  const t = useT(selfMessages);
  const say = useT(probationMessages);
  const { id, person } = sheet;
  return (
    <SheetView
      sheet={sheet}
      startAt={startAt}
      keptAt={{ url: `/probation/${person.id}/self/draft`, name: `self:${id}` }}
      title={t("title")}
      detail={(progress) => t("detail", progress)}
      back={{ to: `/probation/${person.id}`, label: t("back") }}
      messages={probationMessages}
      remarkHint={t("remark.hint")}
      personId={null}
      finish={(draft, go) => (
        <Finish
          areas={sheet.areas}
          draft={draft}
          words={{
            title: t("finish.title"),
            complete: t("finish.complete"),
            submit: t("finish.submit"),
            question: t("finish.question"),
            consequence: t("finish.consequence"),
          }}
          barred={person.state === "probation" ? null : say("refusal.not_in_probation")}
          messages={probationMessages}
          refusals={refusals}
          onGo={go}
        />
      )}
    />
  );
}
