import { Link } from "@remix-run/react";
import { drillMessages } from "~/drill/messages";
import { sittingMessages } from "~/drill/messages.sitting";
import { formatMinutes } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { TextField } from "~/ui/TextField";
import { usePastResult } from "./use-past-result";

export type StartPage = {
  slug: string;
  title: string;
  role: "quiz" | "rules_exam" | "desk_exam";
  intro: string | null;
  rules: { size: number; pass: string; critical: boolean; minutes: number | null; proctored: boolean };
  attempt: number;
  attempts: number;
  last: { id: string; score: string | null; passed: boolean } | null;
};

/** Before a sitting: what it asks, and the one button that starts it; for the desk exam the supervisor's code. */
export function Start({ page, refusals, asked }: { page: StartPage; refusals: readonly Refusal[] | undefined; asked: boolean }) {
  const t = useT(sittingMessages);
  const pastResult = usePastResult();
  const { locale } = useReader();
  const { rules, last } = page;
  const points = [
    t("start.questions", { count: rules.size }),
    rules.minutes === null ? t("start.no_limit") : t("start.minutes", { minutes: formatMinutes(rules.minutes, locale) }),
    t(rules.critical ? "start.pass_critical" : "start.pass", { percent: rules.pass }),
    t("start.saved"),
    ...(page.role === "quiz" ? [] : [t("start.focus")]),
  ];
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title={page.title}
        detail={[t(`role.${page.role}`), t("start.attempt", { n: page.attempt, of: page.attempts })].join(" · ")}
        back={{ to: "/today", label: t("back") }}
      />
      <div className="grid gap-4">
        {page.intro && (
          <div className="measure grid gap-2">
            {page.intro.split(/\n+/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        )}
        {last && (
          <p className="text-sm">
            <Link to={`/learn/${page.slug}/result/${last.id}`} prefetch="intent" className="link">
              {t("start.last")}: {pastResult(last)}
            </Link>
          </p>
        )}
        <Card title={t("start.title_rules")} raised>
          <ul className="grid list-disc gap-1.5 ps-5 marker:text-faint">
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <Form refusals={refusals} messages={drillMessages} className="mt-5 grid gap-4 border-t border-line pt-5">
            <input type="hidden" name="intent" value="start" />
            {rules.proctored && (
              <TextField
                name="code"
                label={t("start.code")}
                hint={t("start.code_hint")}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={20}
                required
                className="max-w-xs [&_input]:text-xl [&_input]:tracking-[0.2em] [&_input]:tabular-nums"
              />
            )}
            <div>
              <Button type="submit" variant="primary" size="lg">
                {t("start.go")}
              </Button>
            </div>
          </Form>
          {rules.proctored && (
            <Form className="mt-4">
              <input type="hidden" name="intent" value="ask" />
              {asked ? (
                <Notice tone="waiting" role="status">
                  {t("start.asked")}
                </Notice>
              ) : (
                <Button type="submit" variant="quiet">
                  {t("start.ask")}
                </Button>
              )}
            </Form>
          )}
        </Card>
      </div>
    </div>
  );
}
