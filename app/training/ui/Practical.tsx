import { useFetcher } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { TextArea } from "~/ui/TextArea";
import { Timeline } from "~/ui/Timeline";
import type { ActivityContent } from "../activity-page.server";
import { trainingMessages } from "../messages";
import type { HandedIn } from "../queries.server";
import type { ActivityStatus } from "../unlocking";
import { PhotoPicker } from "./PhotoPicker";
import { Photos } from "./Photos";

type PracticalContent = Extract<ActivityContent, { kind: "practical" }>;
type PracticalProps = { enrolmentId: string; slug: string; status: ActivityStatus; editable: boolean; content: PracticalContent };

/** A practical: how it goes, what counts, and the hand-in with its photos; after it, whom it waits for and what was said. */
export function Practical({ enrolmentId, slug, status, editable, content }: PracticalProps) {
  const t = useT(trainingMessages);
  const { history } = content;
  const latest = history[0];
  const names = content.supervisors.join(t("page.and"));
  const returned = status === "returned" ? latest?.decision : null;
  const handsIn = editable && status !== "submitted" && status !== "done";
  return (
    <div className={handsIn ? "grid items-start gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,42rem)_minmax(20rem,26rem)]" : "max-w-2xl"}>
      <div className="grid min-w-0 gap-6">
        {returned && (
          <Notice tone="blocked" title={t("practical.returned_title", { name: returned.by })}>
            <p className="text-base whitespace-pre-line">{returned.remark}</p>
            <p className="mt-1 text-muted">{t("practical.returned_lead")}</p>
          </Notice>
        )}
        {status === "submitted" && (
          <Notice tone="waiting" title={t("practical.waits_title")}>
            {names ? t("practical.waits", { names }) : t("practical.waits_nobody")}
          </Notice>
        )}
        {status === "done" && latest?.decision && (
          <Notice title={t("practical.accepted", { name: latest.decision.by })}>{latest.decision.remark || null}</Notice>
        )}
        <p className="measure">{content.intro}</p>
        <Part title={t("practical.steps")}>
          <ol className="grid list-decimal gap-2 ps-5 marker:text-faint">
            {content.steps.map((step) => (
              <li key={step} className="ps-1">
                {step}
              </li>
            ))}
          </ol>
        </Part>
        <Part title={t("practical.looks_for")}>
          <ul className="grid list-disc gap-2 ps-5 marker:text-faint">
            {content.looksFor.map((item) => (
              <li key={item} className="ps-1">
                {item}
              </li>
            ))}
          </ul>
        </Part>
        <Part title={t("practical.failed")}>
          <p>{content.failedLooksLike}</p>
        </Part>
        {history.length > 0 && !handsIn && <History history={history} />}
      </div>
      {handsIn && (
        <div className="grid min-w-0 gap-8 lg:sticky lg:top-20">
          <HandIn key={latest?.attempt ?? 0} enrolmentId={enrolmentId} slug={slug} again={status === "returned"} photos={content.photos} />
          {history.length > 0 && <History history={history} />}
        </div>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function HandIn({
  enrolmentId,
  slug,
  again,
  photos,
}: {
  enrolmentId: string;
  slug: string;
  again: boolean;
  photos: { min: number; max: number };
}) {
  const t = useT(trainingMessages);
  // Through a fetcher the chosen photos stay where they are when something is refused.
  const fetcher = useFetcher<{ refusals: Refusal[] }>();
  return (
    <Card title={t(again ? "practical.hand_in_again" : "practical.hand_in")} raised>
      <Form
        fetcher={fetcher}
        action={`/learn/${slug}`}
        encType="multipart/form-data"
        messages={trainingMessages}
        refusals={fetcher.data?.refusals}
        draftKey={`practical:${enrolmentId}:${slug}`}
        className="grid gap-5"
      >
        <input type="hidden" name="intent" value="practical" />
        <PhotoPicker name="photos" min={photos.min} max={photos.max} />
        <TextArea name="note" label={t("practical.note")} hint={t("practical.note_hint")} optional maxLength={2000} rows={3} />
        <div>
          <Button type="submit" variant="primary">
            {t(again ? "practical.hand_in_again" : "practical.hand_in")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function History({ history }: { history: readonly HandedIn[] }) {
  const t = useT(trainingMessages);
  const { locale, zone } = useReader();
  return (
    <Part title={t("practical.history")}>
      <Timeline
        items={history.map((h) => ({
          id: h.id,
          when: formatDateTime(h.at, locale, zone),
          title: t("practical.attempt", { n: h.attempt }),
          tone: h.decision === null ? ("waiting" as const) : h.decision.accepted ? undefined : ("blocked" as const),
          children: (
            <div className="grid gap-2">
              {h.note && <p className="whitespace-pre-line text-ink">{h.note}</p>}
              <Photos fileIds={h.fileIds} attempt={h.attempt} />
              {h.decision && (
                <p className="whitespace-pre-line">
                  {t(h.decision.accepted ? "practical.accepted" : "practical.returned_title", { name: h.decision.by })}
                  {h.decision.remark && `: ${h.decision.remark}`}
                </p>
              )}
            </div>
          ),
        }))}
      />
    </Part>
  );
}
