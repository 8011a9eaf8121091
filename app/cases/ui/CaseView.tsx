import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { caseAddress } from "../address";
import type { CasePage } from "../case-page.server";
import { caseMessages } from "../messages";
import { meetingMessages } from "../messages.meeting";
import { Actions } from "./Action";
import { ReasonBadges } from "./Badges";
import { Findings } from "./Findings";
import { History } from "./History";
import { Lines } from "./Lines";
import { Dismiss } from "./Dismiss";
import { useCaseWords } from "./words";

/** A case: the chat left, what is to be learned from it right, and what can be done with it. */
export function CaseView({ page, refusals }: { page: CasePage; refusals: readonly Refusal[] | null }) {
  const t = useT(caseMessages);
  const isLost = page.kind === "lost";
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-5">
        {page.view === "lesson" && <Notice>{t("case.lesson")}</Notice>}
        {page.into !== null && (
          <Notice>
            <Link to={caseAddress(page.into)} className="link">
              {t("case.is_merged", { number: page.into })}
            </Link>
          </Notice>
        )}
        {page.dismissed !== null && <Notice>{t("case.is_dismissed", { reason: page.dismissed })}</Notice>}
        {isLost || page.better ? (
          <Card title={t("case.better")} raised>
            {page.better ? (
              <p className="text-lg break-words whitespace-pre-line">{page.better}</p>
            ) : (
              <p className="text-muted">{t("case.better_none")}</p>
            )}
            {page.better && page.view !== "lesson" && (
              <div className="mt-3">
                <Findings findings={page.findings} />
              </div>
            )}
          </Card>
        ) : (
          <Card title={t("case.why_excellent")} raised>
            <p className="text-lg break-words whitespace-pre-line">{page.why}</p>
          </Card>
        )}
        <Card title={t("case.chat")}>
          <Lines lines={page.lines} marked={page.marked} />
        </Card>
      </div>
      <div className="grid gap-5">
        <Card title={t(isLost ? "case.reasons" : "case.about")}>
          {isLost && <ReasonBadges kind={page.kind} reasons={page.reasons} />}
          {page.why && (isLost || page.better) && <p className="mt-2 break-words whitespace-pre-line">{page.why}</p>}
          <Facts page={page} />
        </Card>
        {page.actions.length + page.madeInto.length > 0 && <Came page={page} refusals={refusals} />}
        <Alike page={page} refusals={refusals} />
        {page.may.play && <Play refusals={refusals} />}
        {page.may.dismiss && <Dismiss refusals={refusals} />}
        {page.history.length > 0 && <History history={page.history} />}
      </div>
    </div>
  );
}

function Came({ page, refusals }: { page: CasePage; refusals: readonly Refusal[] | null }) {
  const t = useT(caseMessages);
  const say: (key: string, params?: Refusal["params"]) => string = useT<string>(meetingMessages);
  const wrong = refusals?.find(({ code }) => code === "told_on" || code === "cancel_reason" || code === "action_closed");
  return (
    <Card title={t("case.came")}>
      {wrong && <p className="mb-2 text-sm text-blocked-ink">{say(`refusal.${wrong.code}`, wrong.params)}</p>}
      <Actions actions={page.actions} />
      {page.madeInto.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-sm font-semibold">{t("case.made_into")}</h3>
          <ul className="text-sm">
            {page.madeInto.map(({ kind, slug, title, archived, isLink }) => (
              <li key={`${kind} ${slug}`} className="flex flex-wrap items-center gap-x-2">
                {isLink ? (
                  <Link to={`/library/${kind}/${slug}`} className="link inline-flex min-h-control-sm items-center">
                    {title}
                  </Link>
                ) : (
                  title
                )}
                <Badge tone={archived ? "neutral" : "cleared"}>{t(archived ? "case.out_of_use" : "case.in_use")}</Badge>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Facts({ page }: { page: CasePage }) {
  const t = useT(caseMessages);
  const words = useCaseWords();
  const { locale, zone } = useReader();
  const made = { when: formatDateTime(page.madeAt, locale, zone), source: t(`source.${page.source}`) };
  const all = page.merged.reduce((sum, one) => sum + (one.worthFen ?? 0), page.worthFen ?? 0);
  return (
    <div className="mt-3 grid gap-2 text-sm">
      <dl className="grid gap-2 empty:hidden">
        {page.kind === "lost" && (
          <div className="flex justify-between gap-4">
            <dt className="text-muted">{t("case.worth")}</dt>
            <dd className="text-end tabular-nums">
              <span className="text-base font-semibold">{words.money(page.worthFen)}</span>
              {page.merged.length > 0 && <span className="block text-muted">{t("case.worth_all", { yuan: words.yuan(all) })}</span>}
            </dd>
          </div>
        )}
        {page.products.length > 0 && (
          <div className="flex justify-between gap-4">
            <dt className="text-muted">{t("case.products")}</dt>
            <dd className="text-end">{page.products.join(" · ")}</dd>
          </div>
        )}
      </dl>
      <p className="text-muted">{page.maker ? t("case.made_by", { name: page.maker, ...made }) : t("case.made", made)}</p>
    </div>
  );
}

function Alike({ page, refusals }: { page: CasePage; refusals: readonly Refusal[] | null }) {
  const t = useT(caseMessages);
  const say: (key: string) => string = useT<string>(caseMessages);
  const wrong = refusals?.find(({ code }) => code.startsWith("merge_"));
  return (
    <Card title={t("case.alike")}>
      {wrong && <p className="mb-2 text-sm text-blocked-ink">{say(`refusal.${wrong.code}`)}</p>}
      {page.alike.length === 0 && <p className="text-sm text-muted">{t("case.alike_none")}</p>}
      <ul className="divide-y divide-line">
        {page.alike.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0">
            <span className="min-w-0 flex-1 basis-48">
              <Link to={caseAddress(one.number)} prefetch="intent" className="link">
                {t("number", { number: one.number })} {one.title}
              </Link>
              <span className="block text-sm text-muted">{t("case.alike_share", { percent: Math.round(one.likeness * 100) })}</span>
            </span>
            {page.may.merge && (one.state === "open" || one.state === "agenda" || one.state === "decided") && (
              <Form preventScrollReset>
                <input type="hidden" name="intent" value="merge" />
                <input type="hidden" name="into" value={one.id} />
                <Button type="submit" size="sm" aria-label={t("case.merge_of", { number: one.number })}>
                  {t("case.merge")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {page.merged.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-sm font-semibold">{t("case.merged")}</h3>
          <ul className="text-sm">
            {page.merged.map(({ id, number, title }) => (
              <li key={id}>
                <Link to={caseAddress(number)} className="link inline-flex min-h-control-sm items-center">
                  {t("number", { number })} {title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Play({ refusals }: { refusals: readonly Refusal[] | null }) {
  const t = useT(caseMessages);
  return (
    <Card title={t("case.play")}>
      <Form messages={caseMessages} refusals={refusals?.filter(({ code }) => code === "run_open" || code === "recording")}>
        <input type="hidden" name="intent" value="play" />
        <p className="mb-3 text-sm text-muted">{t("case.play_detail")}</p>
        <Button type="submit">{t("case.play")}</Button>
      </Form>
    </Card>
  );
}
