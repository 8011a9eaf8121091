import { Link, useNavigate } from "@remix-run/react";
import { useCallback, useRef } from "react";
import { formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { libraryMessages } from "../messages";
import { searchMessages } from "../messages.search";
import { branchKey, dayKey, lessonKey, planKey, withNode } from "../tree";
import type { TreeBranch } from "../branches.server";
import type { TreeActivity, TreeDay, TreePlan, TreeQuestion } from "../tree.server";
import { Branch, Load, Marks, Unfolding } from "./TreeBranch";
import { Beside } from "./TreeBeside";

/** Plans → days → activities → questions, and beside them everything else by kind and group. What is unfolded stands in the address, so that a way back leads to the same place; works without script. */
export function Tree({ plans, branches }: { plans: readonly TreePlan[]; branches: readonly TreeBranch[] }) {
  const t = useT(searchMessages);
  const navigate = useNavigate();
  const tree = useRef<HTMLDivElement>(null);
  const toggle = useCallback(
    (key: string, isOpen: boolean, isLoaded: boolean) => {
      const standing = [...(tree.current?.querySelectorAll<HTMLElement>("details[open]") ?? [])].flatMap((d) => d.dataset.key ?? []);
      const url = new URL(window.location.href);
      const open = withNode(standing, key, isOpen);
      if (isLoaded && (url.searchParams.get("open") ?? "") === open) return;
      url.searchParams.set("open", open);
      if (isLoaded) window.history.replaceState(window.history.state, "", url);
      else navigate(url.pathname + url.search, { replace: true, preventScrollReset: true });
    },
    [navigate],
  );
  const standing = standingIn(plans, branches);
  return (
    <Unfolding.Provider value={toggle}>
      <div ref={tree} className="space-y-4">
        {plans.length === 0 && <p className="py-6 text-sm text-muted">{t("plans.none")}</p>}
        {plans.map((plan) => (
          <PlanBranch key={plan.slug} plan={plan} standing={standing} />
        ))}
        {branches.length > 0 && <Beside branches={branches} standing={standing} />}
      </div>
    </Unfolding.Provider>
  );
}

/** What is unfolded as the page arrives, for addresses that work without script. */
function standingIn(plans: readonly TreePlan[], branches: readonly TreeBranch[]): string[] {
  const inPlans = plans.flatMap((plan) => [
    ...(plan.days ? [planKey(plan.slug)] : []),
    ...(plan.days ?? []).flatMap((day) => [
      ...(day.open ? [dayKey(plan.slug, day.day)] : []),
      ...day.activities.filter((a) => a.children).map((a) => lessonKey(a.slug)),
    ]),
  ]);
  const beside = branches.flatMap(({ branch, groups }) => [
    ...(groups ? [branchKey(branch)] : []),
    ...(groups ?? []).flatMap((group) => (group.leaves && group.key ? [group.key] : [])),
  ]);
  return [...inPlans, ...beside];
}

function PlanBranch({ plan, standing }: { plan: TreePlan; standing: readonly string[] }) {
  const t = useT(searchMessages);
  return (
    <Card>
      <h2 className="text-base font-semibold">
        <Link to={`/library/plan/${plan.slug}`} prefetch="intent" className="link">
          {plan.title}
        </Link>{" "}
        <Marks draft={plan.draft} />
      </h2>
      <p className="mt-0.5 line-clamp-2 text-sm text-muted">{plan.about}</p>
      <Branch
        nodeKey={planKey(plan.slug)}
        open={plan.days !== null}
        loaded={plan.days !== null}
        summary={
          <span className="text-sm text-muted">
            {t(`days_${plan.step}`, { count: plan.dayCount })} · {t("activities", { count: plan.activityCount })}
          </span>
        }
      >
        {plan.days ? (
          <ol className="border-s border-line ps-3 sm:ms-2 sm:ps-4">
            {plan.days.map((day) => (
              <li key={day.day}>
                <DayBranch plan={plan} day={day} standing={standing} />
              </li>
            ))}
          </ol>
        ) : (
          <Load nodeKey={planKey(plan.slug)} standing={standing} label={t("load_plan")} />
        )}
      </Branch>
    </Card>
  );
}

function DayBranch({ plan, day, standing }: { plan: TreePlan; day: TreeDay; standing: readonly string[] }) {
  const t = useT(libraryMessages);
  const tSearch = useT(searchMessages);
  return (
    <Branch
      nodeKey={dayKey(plan.slug, day.day)}
      open={day.open}
      summary={
        <>
          <span className="min-w-0 text-ui">
            <span className="text-muted">{t(plan.step, { day: day.day })}</span> · {day.title}
          </span>
          <span className="text-xs text-faint">{tSearch("activities", { count: day.activities.length })}</span>
        </>
      }
    >
      <ul className="mb-2 border-s border-line ps-3 sm:ms-2 sm:ps-4">
        {day.activities.map((activity) => (
          <li key={activity.key}>
            <ActivityBranch activity={activity} standing={standing} />
          </li>
        ))}
      </ul>
    </Branch>
  );
}

function ActivityBranch({ activity, standing }: { activity: TreeActivity; standing: readonly string[] }) {
  const t = useT(libraryMessages);
  const tSearch = useT(searchMessages);
  const { locale } = useReader();
  const { kind, slug, title, children, questions } = activity;
  const key = lessonKey(slug);
  return (
    <>
      <div className="flex min-h-control flex-wrap items-center gap-x-3 py-1 text-sm">
        <span className="shrink-0 text-muted sm:w-24">{t(`one.${kind}`)}</span>
        <span className="min-w-32 flex-1">
          {title === null ? (
            <span className="text-blocked-ink">{t("gone", { slug })}</span>
          ) : (
            <Link to={`/library/${kind}/${slug}`} prefetch="intent" className="link">
              {title}
            </Link>
          )}{" "}
          {!activity.mandatory && <Badge>{t("optional")}</Badge>} <Marks draft={activity.draft} archived={activity.archived} />
        </span>
        <span className="text-muted tabular-nums">{formatMinutes(activity.minutes, locale)}</span>
      </div>
      {kind === "lesson" && questions > 0 && (
        <div className="border-s border-line ps-3 text-sm sm:ms-2 sm:ps-4">
          <Branch
            nodeKey={key}
            open={children !== null}
            loaded={children !== null}
            summary={<span className="text-muted">{tSearch("questions", { count: questions })}</span>}
          >
            {children ? <Questions questions={children} /> : <Load nodeKey={key} standing={standing} label={tSearch("load")} />}
          </Branch>
        </div>
      )}
    </>
  );
}

function Questions({ questions }: { questions: readonly TreeQuestion[] }) {
  const t = useT(libraryMessages);
  return (
    <ul className="mb-2 ps-6">
      {questions.map((question) => (
        <li key={question.slug} className="flex min-h-control items-center py-1">
          <span className="min-w-0">
            <Link to={`/library/question/${question.slug}${question.isNew ? "/edit" : ""}`} prefetch="intent" className="hover:underline">
              {question.title}
            </Link>{" "}
            {question.critical && <Badge tone="waiting">{t("critical")}</Badge>} <Marks draft={question.draft} isNew={question.isNew} />
          </span>
        </li>
      ))}
    </ul>
  );
}
