import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { REASON_MAX } from "../dispute-rules";
import type { DisputePage } from "../dispute-page.server";
import { outcomeMessages } from "../messages.outcome";
import { grades } from "../rules";

type Item = DisputePage["items"][number];

/** One disputed item: the grade with its description and the next, what the agent says, what was graded, and the ruling or the form for it. */
export function DisputeItem({ item, page }: { item: Item; page: DisputePage }) {
  const t = useT(outcomeMessages);
  const reached = Math.floor(item.grade);
  const next = item.descriptors[reached + 1];
  const { ruled } = item;
  return (
    <section aria-labelledby={item.slug} className="min-w-0 rounded-box border border-line bg-surface p-4 sm:p-5">
      <p className="text-sm text-muted">{item.area}</p>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={item.slug} className="text-lg font-semibold">
          {item.title}
        </h2>
        {item.critical && <Badge>{t("page.critical", { mark: page.passCritical })}</Badge>}
        {ruled && (
          <Badge tone="accent">
            {ruled.grade === null ? t("item.ruled_kept") : t("item.ruled_changed", { was: item.grade, grade: ruled.grade })}
          </Badge>
        )}
      </div>
      <dl className="grid gap-x-3 gap-y-1.5 text-sm sm:grid-cols-[8rem_1fr]">
        <dt className="text-muted">{t(ruled ? "page.stood" : "page.stands")}</dt>
        <dd className="font-semibold tabular-nums">{item.grade}</dd>
        <dt className="text-muted">{t("page.reached")}</dt>
        <dd>{item.descriptors[reached]}</dd>
        {next && (
          <>
            <dt className="text-muted">{t("page.next", { grade: reached + 1 })}</dt>
            <dd>{next}</dd>
          </>
        )}
      </dl>
      <Fold summaryClass="inline-flex min-h-control-sm! text-sm text-accent-ink" summary={t("page.steps")}>
        <ol start={0} className="mb-2 grid gap-1.5 text-sm">
          {item.descriptors.map((descriptor, grade) => (
            <li key={grade} className={classes("flex gap-3", grade === reached ? "font-medium" : "text-muted")}>
              <span className="w-3 shrink-0 text-end tabular-nums">{grade}</span>
              <span className="min-w-0">{descriptor}</span>
            </li>
          ))}
        </ol>
      </Fold>
      <div className="mt-3 grid gap-3 md:grid-cols-2">
        <AgentSide item={item} page={page} />
        <GradersSide item={item} page={page} />
      </div>
      {ruled && (
        <div className="mt-4 border-t border-line pt-3 text-sm">
          <p className="font-semibold">{t("item.ruling")}</p>
          <p className="mt-1 whitespace-pre-line">{ruled.reason}</p>
        </div>
      )}
      {page.mayRule && <RulingFields item={item} />}
    </section>
  );
}

function Side({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0 rounded-box border border-line bg-sunken px-3 py-3 text-sm">
      <p className="font-semibold">{title}</p>
      {children}
    </div>
  );
}

function AgentSide({ item, page }: { item: Item; page: DisputePage }) {
  const t = useT(outcomeMessages);
  const { person, self } = page;
  return (
    <Side title={self ? t("page.agent_self") : t("page.agent", { name: person.name })}>
      <p className="mt-1 wrap-anywhere whitespace-pre-line">{item.reason}</p>
      {item.link && (
        <p className="mt-2">
          <a className="link wrap-anywhere" href={item.link} target="_blank" rel="noopener noreferrer nofollow">
            {t("page.link")}
          </a>
        </p>
      )}
      <Pictures personId={person.id} fileIds={item.fileIds} alt={() => t("page.picture", { name: person.name, item: item.title })} />
    </Side>
  );
}

function GradersSide({ item, page }: { item: Item; page: DisputePage }) {
  const t = useT(outcomeMessages);
  const { settled } = item;
  return (
    <Side title={t("page.graders")}>
      {item.given.map((given) => (
        <div key={given.by} className="mt-2 border-t border-line pt-2 first-of-type:mt-1 first-of-type:border-t-0 first-of-type:pt-0">
          <p className="font-medium">{t("page.gave", { name: given.by, grade: given.grade })}</p>
          <p className="wrap-anywhere whitespace-pre-line text-muted">{given.remark || t("page.no_remark")}</p>
          <Pictures
            personId={page.person.id}
            fileIds={given.fileIds}
            alt={(n) => t("page.grader_picture", { n, name: given.by, item: item.title })}
          />
        </div>
      ))}
      {settled && (
        <div className="mt-2 border-t border-line pt-2">
          <p className="font-medium">{t("page.settled", { name: settled.by, grade: settled.grade })}</p>
          <p className="wrap-anywhere whitespace-pre-line text-muted">{settled.reason}</p>
        </div>
      )}
    </Side>
  );
}

function Pictures({ personId, fileIds, alt }: { personId: string; fileIds: readonly string[]; alt: (n: number) => string }) {
  if (fileIds.length === 0) return null;
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {fileIds.map((fileId, index) => (
        <li key={fileId}>
          <a href={`/probation/${personId}/evidence/${fileId}`} target="_blank" rel="noopener">
            <img
              src={`/probation/${personId}/evidence/${fileId}`}
              alt={alt(index + 1)}
              width={96}
              height={96}
              loading="lazy"
              className="size-24 rounded-box border border-line object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

function RulingFields({ item }: { item: Item }) {
  const t = useT(outcomeMessages);
  const reached = Math.floor(item.grade);
  const others = grades.filter((grade) => grade !== item.grade);
  return (
    <div className="mt-4 grid gap-4 border-t border-line pt-4">
      <RadioCards
        name={`verdict:${item.slug}`}
        legend={t("rule.verdict")}
        required
        options={[
          { value: "keep", label: t("rule.keep", { grade: item.grade }), description: item.descriptors[reached] },
          ...others.map((grade) => ({ value: String(grade), label: t("rule.step", { grade }), description: item.descriptors[grade] })),
        ]}
      />
      <TextArea
        name={`reason:${item.slug}`}
        label={t("rule.reason")}
        hint={t("rule.reason_hint")}
        rows={3}
        maxLength={REASON_MAX}
        required
      />
    </div>
  );
}
