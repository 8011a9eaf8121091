import { formatDate } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Fold } from "~/ui/Fold";
import { Notice } from "~/ui/Notice";
import { calibrationMessages } from "../../calibration/messages";
import type { CalibrationSheet } from "../../calibration/queries.server";
import { Finish } from "../Finish";
import { SheetView } from "../SheetView";
import { SetPictures } from "./SetPictures";

/** The sheet on which a supervisor grades what a set shows, alone. */
export function CalibrationSheetView({
  sheet,
  startAt,
  refusals,
}: {
  sheet: CalibrationSheet;
  startAt: string;
  refusals: Refusal[] | null;
}) {
  const t = useT(calibrationMessages);
  const { locale } = useReader();
  return (
    <SheetView
      sheet={sheet}
      startAt={startAt}
      keptAt={{ url: `/calibration/${sheet.setId}/draft`, name: `calibration:${sheet.setId}` }}
      title={sheet.title}
      detail={(progress) => t("sheet.detail", { ...progress, due: formatDate(sheet.dueOn, locale) })}
      back={{ to: "/calibration", label: t("back.list") }}
      messages={calibrationMessages}
      remarkHint={t("sheet.remark")}
      personId={null}
      notice={<Shown sheet={sheet} />}
      before={(slug) => <Situation sheet={sheet} slug={slug} />}
      finish={(draft, go) => (
        <Finish
          areas={sheet.areas}
          draft={draft}
          words={{
            title: t("sheet.finish"),
            complete: t("sheet.complete"),
            submit: t("sheet.submit"),
            question: t("sheet.question"),
            consequence: t("sheet.consequence"),
          }}
          barred={null}
          messages={calibrationMessages}
          refusals={refusals}
          onGo={go}
        />
      )}
    />
  );
}

/** What is graded as a whole: photos or a chat. */
function Shown({ sheet }: { sheet: CalibrationSheet }) {
  const t = useT(calibrationMessages);
  const isThere = sheet.pictures.length > 0 || sheet.chats.length > 0;
  return (
    <div className="mb-4 grid gap-3">
      <Notice>{t("sheet.notice")}</Notice>
      {isThere && (
        <Fold open boxed summaryClass="text-sm font-medium" summary={`${t("sheet.source")}: ${t(`source.${sheet.source}`)}`}>
          <div className="grid gap-4 px-4 pb-4 sm:px-5">
            <SetPictures setId={sheet.setId} fileIds={sheet.pictures} />
            {sheet.chats.map((chat) => (
              <section key={chat.name} className="min-w-0">
                <h2 className="mb-2 text-sm font-semibold">{chat.name}</h2>
                <ol className="grid gap-1.5 text-sm">
                  {chat.lines.map((line) => (
                    <li key={line.n} className={line.who === "agent" ? "justify-self-end" : "justify-self-start"}>
                      <span className="sr-only">{line.who === "agent" ? t("sheet.agent") : chat.name}: </span>
                      <span
                        className={`block max-w-prose rounded-box border border-line px-3 py-1.5 break-words whitespace-pre-line ${line.who === "agent" ? "bg-accent-soft" : "bg-surface"}`}
                      >
                        {line.text}
                      </span>
                    </li>
                  ))}
                </ol>
              </section>
            ))}
          </div>
        </Fold>
      )}
    </div>
  );
}

/** What is to be seen of one item. */
function Situation({ sheet, slug }: { sheet: CalibrationSheet; slug: string }) {
  const t = useT(calibrationMessages);
  const shown = sheet.shown[slug];
  if (!shown) return null;
  return (
    <>
      {shown.situation && (
        <div className="rounded-box border border-line bg-sunken px-3 py-2 text-sm">
          <p className="font-medium">{t("sheet.situation")}</p>
          <p className="whitespace-pre-line">{shown.situation}</p>
        </div>
      )}
      <SetPictures setId={sheet.setId} fileIds={shown.fileIds} />
    </>
  );
}
