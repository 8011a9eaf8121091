import { Link } from "@remix-run/react";
import { curriculumMessages } from "~/curriculum/messages";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { debriefAddress, runAddress } from "../address";
import type { SimulationIntro } from "../intro.server";
import { simulatorMessages } from "../messages";
import { pointsText } from "../points";
import { StandingBadge } from "./StandingBadge";

type IntroProps = { page: SimulationIntro; refusals: readonly Refusal[] | undefined };

/** Before a simulated chat: what to expect, how it goes, the button that begins it, and the earlier tries. */
export function Intro({ page, refusals }: IntroProps) {
  const t = useT(simulatorMessages);
  const say = useT(curriculumMessages);
  const { standing } = page;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={page.title}
        detail={
          <span className="flex flex-wrap items-center gap-1.5">
            {page.required && <Badge tone="accent">{t("required")}</Badge>}
            <Badge>{t("level.of", { level: page.level })}</Badge>
            <Badge>{t("customers", { count: page.customers })}</Badge>
            <Badge>{t("pass", { pass: page.pass })}</Badge>
            {page.qualities.map((quality) => (
              <Badge key={quality}>{say(`quality.${quality}`)}</Badge>
            ))}
          </span>
        }
        action={standing.state !== "new" && <StandingBadge state={standing.state} />}
        back={{ to: "/simulator", label: t("back") }}
      />
      <div className="grid gap-5">
        <Card title={t("expect")} raised>
          <div className="measure grid gap-2">
            {page.intro.split(/\n+/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
          <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-2 text-sm">
            <Limit name={t("limit.first")} seconds={page.limits.first_s} />
            <Limit name={t("limit.average")} seconds={page.limits.average_s} />
          </dl>
          <Begin page={page} refusals={refusals} />
        </Card>
        <Card title={t("rules")}>
          <ul className="grid list-disc gap-1.5 ps-5 text-sm marker:text-faint">
            {(["clock", "graded", "prohibited", "scripts", "judged"] as const).map((rule) => (
              <li key={rule}>{t(`rule.${rule}`)}</li>
            ))}
          </ul>
          <p className="mt-3 hidden text-sm text-muted md:pointer-fine:block">{t("keys.lead")}</p>
        </Card>
        {page.products.length > 0 && (
          <Card title={t("products")}>
            <ul className="grid gap-1 text-sm">
              {page.products.map(({ slug, name, price }) => (
                <li key={slug} className="flex flex-wrap justify-between gap-x-4">
                  <Link to={`/products/${slug}`} prefetch="intent" className="link">
                    {name}
                  </Link>
                  <span className="text-muted tabular-nums">{t("product.price", { price })}</span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        {page.tries.length > 0 && <Tries page={page} />}
      </div>
    </div>
  );
}

function Limit({ name, seconds }: { name: string; seconds: number }) {
  const t = useT(simulatorMessages);
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium tabular-nums">{t("limit.within", { seconds })}</dd>
    </div>
  );
}

/** The button that begins; while a run is open, the way back to it or out of it. */
function Begin({ page, refusals }: IntroProps) {
  const t = useT(simulatorMessages);
  const { open } = page;
  if (!open && page.archived)
    return (
      <Notice tone="neutral" className="mt-5">
        {t("archived")}
      </Notice>
    );
  if (!open)
    return (
      <Form refusals={refusals} messages={simulatorMessages} className="mt-5 border-t border-line pt-5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="primary" size="lg">
            {t(page.tries.length > 0 ? "start.again" : "start")}
          </Button>
          <span className="text-sm text-muted">{t("start.after")}</span>
        </div>
      </Form>
    );
  return (
    <div className="mt-5 border-t border-line pt-5">
      <Notice tone="waiting" role={refusals ? "alert" : undefined}>
        {t(open.here ? "go_on.here" : "go_on.elsewhere")}
      </Notice>
      <div className="mt-4 flex flex-wrap items-start gap-3">
        <LinkButton to={runAddress(open.runId)} variant="primary" size="lg" prefetch="none">
          {t("go_on")}
        </LinkButton>
        <Form action={runAddress(open.runId)}>
          <input type="hidden" name="intent" value="give_up" />
          <ConfirmButton size="lg" question={t("give_up.question")} consequence={t("give_up.consequence")}>
            {t("give_up")}
          </ConfirmButton>
        </Form>
      </div>
    </div>
  );
}

function Tries({ page }: { page: SimulationIntro }) {
  const t = useT(simulatorMessages);
  const { locale, zone } = useReader();
  return (
    <Card title={t("tries")} flush>
      <Table
        caption={t("tries")}
        rows={page.tries}
        rowKey={(one) => one.runId}
        columns={[
          {
            key: "when",
            header: t("tries.when"),
            primary: true,
            cell: (one) => (
              <Link to={debriefAddress(one.runId)} prefetch="intent" className="link font-normal">
                {formatDateTime(one.startedAt, locale, zone)}
              </Link>
            ),
          },
          { key: "total", header: t("tries.total"), align: "end", cell: (one) => pointsText(one.total) },
          {
            key: "result",
            header: t("tries.result"),
            cell: (one) => (
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:justify-end">
                <StandingBadge state={one.undecided ? "waiting" : one.passed ? "passed" : "tried"} />
                <span className="text-sm text-muted">
                  {[
                    ...(one.counts ? [] : [t("try.practice")]),
                    ...(one.endedAs === "given_up" ? [t("try.given_up")] : []),
                    ...(one.hasProhibited ? [t("try.prohibited")] : []),
                  ].join(" · ")}
                </span>
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}
