import type { ReactNode } from "react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { Timeline } from "~/ui/Timeline";
import type { ActivityContent } from "../activity-page.server";
import { trainingMessages } from "../messages";
import type { HandedIn } from "../queries.server";
import type { ActivityStatus } from "../unlocking";
import { HandIn } from "./HandIn";
import { Photos } from "./Photos";

const workplaces = { drill: "/drill", simulator: "/simulator", scripts: "/scripts/mine" } as const;

type PracticalContent = Extract<ActivityContent, { kind: "practical" }>;
type PracticalProps = {
  enrolmentId: string;
  slug: string;
  title: string;
  status: ActivityStatus;
  editable: boolean;
  content: PracticalContent;
};

/** A practical: how it goes, what counts, and the hand-in with its photos; after it, whom it waits for and what was said. */
export function Practical({ enrolmentId, slug, title, status, editable, content }: PracticalProps) {
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
        {content.doneIn.length > 0 && (
          <p className="flex flex-wrap gap-3">
            {content.doneIn.map((place) => (
              <LinkButton key={place} to={workplaces[place]}>
                {t(`practical.in_${place}`)}
              </LinkButton>
            ))}
          </p>
        )}
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
          <HandIn
            key={latest?.attempt ?? 0}
            draftKey={`practical:${enrolmentId}:${slug}`}
            slug={slug}
            title={title}
            status={status}
            photos={content.photos}
          />
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
