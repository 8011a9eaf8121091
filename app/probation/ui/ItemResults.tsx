import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { probationMessages } from "../messages";
import { outcomeMessages } from "../messages.outcome";
import { secondMessages } from "../messages.second";
import type { GradingResultPage } from "../result.server";

type Area = GradingResultPage["areas"][number];
type Item = Area["items"][number];

/** Every item with the step it reached, the next one above it, and what each grader saw. Areas that fell short are open. */
export function ItemResults({ result, mayDispute }: { result: GradingResultPage; mayDispute: boolean }) {
  const t = useT(probationMessages);
  return (
    <div className="grid gap-3">
      {result.areas.map((area) => (
        <Fold
          key={area.slug}
          boxed
          open={!area.passed || area.items.some((i) => i.failed || i.how === "reconciled" || i.disputed)}
          summaryClass="font-medium"
          summary={
            <>
              <span>
                {area.title}
                {area.carried && <Badge className="ms-2">{t("result.carried")}</Badge>}
              </span>
              <span className="text-sm font-normal text-muted tabular-nums">{t("result.percent", { percent: area.percent })}</span>
            </>
          }
        >
          <ul>
            {area.items.map((item) => (
              <ItemResult key={item.slug} result={result} item={item} mayDispute={mayDispute && !area.carried} />
            ))}
          </ul>
        </Fold>
      ))}
    </div>
  );
}

function ItemResult({ result, item, mayDispute }: { result: GradingResultPage; item: Item; mayDispute: boolean }) {
  const t = useT(probationMessages);
  const say = useT(secondMessages);
  const tell = useT(outcomeMessages);
  const { ruled } = item;
  const reached = Math.floor(item.grade);
  const next = item.descriptors[reached + 1];
  const names = [result.graderName, result.secondGraderName ?? ""];
  const [first, second] = item.given;
  return (
    <li className="border-t border-line px-4 py-4 sm:px-5">
      <div className="flex items-start gap-3">
        <span
          role="img"
          aria-label={t("result.grade_of", { grade: item.grade })}
          className={classes(
            "flex size-9 shrink-0 items-center justify-center rounded-full border text-base font-semibold tabular-nums",
            item.failed ? "border-blocked bg-blocked-soft text-blocked-ink" : "border-line-strong",
          )}
        >
          {item.grade}
        </span>
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-x-2 font-medium">
            {item.title}
            {item.critical && (
              <Badge tone={item.failed ? "blocked" : "neutral"}>{t("result.critical_mark", { mark: result.passCritical })}</Badge>
            )}
            {item.disputed && !ruled && <Badge tone="waiting">{tell("item.disputed")}</Badge>}
            {ruled && (
              <Badge tone="accent">
                {ruled.grade === null ? tell("item.ruled_kept") : tell("item.ruled_changed", { was: item.agreed, grade: ruled.grade })}
              </Badge>
            )}
            {second && <Badge tone={item.how === "reconciled" ? "accent" : "neutral"}>{say(`how.${item.how}`)}</Badge>}
          </h3>
          <dl className="mt-1 grid gap-x-3 gap-y-1.5 text-sm sm:grid-cols-[7rem_1fr]">
            <dt className="text-muted">{t("result.met")}</dt>
            <dd>{item.descriptors[reached]}</dd>
            {next && (
              <>
                <dt className="text-muted">{t("result.missed", { grade: reached + 1 })}</dt>
                <dd>{next}</dd>
              </>
            )}
            {item.given.map(
              ({ grade, remark }, n) =>
                (second || remark) && (
                  <div key={n} className="contents">
                    <dt className="text-muted">{second ? names[n] : t("result.remark")}</dt>
                    <dd className="whitespace-pre-line">
                      {second && <span className="me-2 font-medium tabular-nums">{t("result.grade", { grade })}</span>}
                      {remark}
                    </dd>
                  </div>
                ),
            )}
            {first && second && item.how === "averaged" && (
              <dd className="text-muted sm:col-start-2">
                {say("how.line", { first: first.grade, second: second.grade, agreed: item.agreed })}
              </dd>
            )}
            {item.reason && (
              <>
                <dt className="text-muted">{say("how.reason")}</dt>
                <dd className="whitespace-pre-line">{item.reason}</dd>
              </>
            )}
            {ruled && (
              <>
                <dt className="text-muted">{tell("item.ruling")}</dt>
                <dd className="whitespace-pre-line">{ruled.reason}</dd>
              </>
            )}
          </dl>
          <Fold summaryClass="inline-flex min-h-control-sm! text-sm text-accent-ink" summary={t("result.steps")}>
            <ol start={0} className="mb-2 grid gap-1.5 text-sm">
              {item.descriptors.map((descriptor, grade) => (
                <li key={grade} className={classes("flex gap-3", grade === reached ? "font-medium" : "text-muted")}>
                  <span className="w-3 shrink-0 text-end tabular-nums">{grade}</span>
                  <span className="min-w-0">{descriptor}</span>
                </li>
              ))}
            </ol>
          </Fold>
          {mayDispute && (
            <Link
              className="link inline-flex min-h-control-sm items-center text-sm"
              to={`/probation/${result.person.id}/result/${result.gradingId}/dispute?item=${encodeURIComponent(item.slug)}#item-${item.slug}`}
            >
              {tell("item.dispute")}
            </Link>
          )}
          <Pictures personId={result.person.id} item={item} />
        </div>
      </div>
    </li>
  );
}

function Pictures({ personId, item }: { personId: string; item: Item }) {
  const t = useT(probationMessages);
  const fileIds = item.given.flatMap((g) => g.fileIds);
  if (fileIds.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-wrap gap-2">
      {fileIds.map((fileId, index) => (
        <li key={fileId}>
          <a href={`/probation/${personId}/evidence/${fileId}`} target="_blank" rel="noopener">
            <img
              src={`/probation/${personId}/evidence/${fileId}`}
              alt={t("result.picture", { n: index + 1, item: item.title })}
              width={96}
              height={96}
              loading="lazy"
              className="size-24 rounded-box border border-line bg-sunken object-cover"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
