import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { probationMessages } from "../messages";
import { outcomeMessages } from "../messages.outcome";
import { secondMessages } from "../messages.second";
import type { GradingResultPage } from "../result.server";
import { ItemFound, ItemPictures } from "./ItemFound";

type Area = GradingResultPage["areas"][number];
type Item = Area["items"][number];

/** Something became of an item beyond its grade: it failed or is disputed, or a settlement or a ruling says more. */
const isTold = ({ failed, disputed, ruled, how }: Item) => failed || disputed || ruled !== null || how === "reconciled";
const hasRemark = ({ given }: Item) => given.some(({ remark }) => remark !== "");

/**
 * Every item with the step it reached, the next one above it, and what each grader saw. Open are the areas that fell short and those of this grading in which something is
 * told or remarked, and in them the items that were missed or of which more is told; the others are a line with their remarks. On paper every item is open.
 */
export function ItemResults({ result, mayDispute }: { result: GradingResultPage; mayDispute: boolean }) {
  const t = useT(probationMessages);
  return (
    <div className="grid gap-3">
      {result.areas.map((area) => (
        <Fold
          key={area.slug}
          boxed
          open={!area.passed || (!area.carried && area.items.some((item) => isTold(item) || hasRemark(item)))}
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
              <ItemResult
                key={item.slug}
                result={result}
                item={item}
                open={isTold(item) || (!area.passed && item.grade < result.passCritical)}
                mayDispute={mayDispute && !area.carried}
              />
            ))}
          </ul>
        </Fold>
      ))}
    </div>
  );
}

type ItemResultProps = { result: GradingResultPage; item: Item; open: boolean; mayDispute: boolean };

function ItemResult({ result, item, open, mayDispute }: ItemResultProps) {
  const t = useT(probationMessages);
  const tell = useT(outcomeMessages);
  const reached = Math.floor(item.grade);
  return (
    <li className="border-t border-line px-4 sm:px-5">
      <Fold open={open} summaryClass="py-2" summary={<ItemLine result={result} item={item} />}>
        <div className="pb-4 sm:ps-6">
          <ItemFound result={result} item={item} />
          <Fold className="print:hidden" summaryClass="inline-flex min-h-control-sm! text-sm text-accent-ink" summary={t("result.steps")}>
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
              className="link inline-flex min-h-control-sm items-center text-sm print:hidden"
              to={`/probation/${result.person.id}/result/${result.gradingId}/dispute?item=${encodeURIComponent(item.slug)}#item-${item.slug}`}
            >
              {tell("item.dispute")}
            </Link>
          )}
          <ItemPictures personId={result.person.id} item={item} />
        </div>
      </Fold>
    </li>
  );
}

/** The line of an item: its grade, its name, and the words that stand for what became of it. */
function ItemLine({ result, item }: { result: GradingResultPage; item: Item }) {
  const t = useT(probationMessages);
  const say = useT(secondMessages);
  const tell = useT(outcomeMessages);
  const { ruled } = item;
  const names = [result.graderName, result.secondGraderName ?? ""];
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
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
      <span role="heading" aria-level={3} className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 font-medium">
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
        {item.given.length > 1 && item.how !== "same" && (
          <Badge tone={item.how === "reconciled" ? "accent" : "neutral"}>{say(`how.${item.how}`)}</Badge>
        )}
        {/* Open, and on paper, the remarks stand with the rest. */}
        <span className="basis-full text-sm font-normal text-muted print:hidden [details[open]>summary_&]:hidden">
          {item.given.map(
            ({ remark }, n) =>
              remark && (
                <span key={n} className="block">
                  {item.given.length > 1 ? say("two.remark", { name: names[n] ?? "", remark }) : remark}
                </span>
              ),
          )}
        </span>
      </span>
    </span>
  );
}
