import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { probationMessages } from "../messages";
import { secondMessages } from "../messages.second";
import type { ReconcilePage } from "../reconcile.server";
import { unsettled } from "../second-rules";
import type { DraftView } from "./draft-keeper";
import { ReconcileItem } from "./ReconcileItem";
import { SaveState } from "./SaveState";
import { useGrading } from "./use-grading";

/** The items on which two graders lie apart, one under the other, and the end: what is missing, submit. */
export function ReconcileView({ page, refusals }: { page: ReconcilePage; refusals?: Refusal[] }) {
  const t = useT(secondMessages);
  const say = useT(probationMessages);
  const sayRefusal: (key: string, params?: Record<string, string | number>) => string = useT<string>(probationMessages);
  const at = `/probation/${page.person.id}/reconcile/${page.secondGradingId}`;
  const { draft, keeper } = useGrading({
    url: `${at}/draft`,
    name: `reconciliation:${page.secondGradingId}`,
    entries: page.entries,
    revision: page.revision,
  });
  const missing = unsettled(
    page.items.map((item) => item.slug),
    draft.entries,
  );
  const done = page.items.length - missing.length;
  const [first = "", second = ""] = page.graders;
  return (
    <div className="mx-auto grid max-w-5xl gap-4">
      <PageHeader
        title={t("settle.title", { name: page.person.name })}
        detail={t("settle.done", { done, of: page.items.length })}
        back={{ to: `/probation/${page.person.id}`, label: say("page.back_overview", { name: page.person.name }) }}
      />
      <p className="measure">{t("settle.intro", { first, second })}</p>
      {page.near > 0 && <p className="text-sm text-muted">{t("settle.near", { count: page.near })}</p>}
      {draft.overtaken.length > 0 && (
        <Notice tone="waiting" role="status">
          {t("settle.overtaken")}
        </Notice>
      )}
      {draft.status === "refused" && (
        <Notice tone="blocked" role="alert">
          {draft.refusals.map((r) => sayRefusal(`refusal.${r.code}`, r.params)).join(" ")}
        </Notice>
      )}
      <ol className="grid gap-4">
        {page.items.map((item) => (
          <ReconcileItem
            key={item.slug}
            item={item}
            personId={page.person.id}
            passCritical={page.passCritical}
            entry={draft.entries[item.slug]}
            revision={draft.revision}
            keeper={keeper}
          />
        ))}
      </ol>
      <Finish page={page} draft={draft} missing={missing} refusals={refusals} />
    </div>
  );
}

type FinishProps = { page: ReconcilePage; draft: DraftView; missing: ReturnType<typeof unsettled>; refusals?: Refusal[] };

function Finish({ page, draft, missing, refusals }: FinishProps) {
  const t = useT(secondMessages);
  const titles = new Map(page.items.map((item) => [item.slug, item.title]));
  return (
    <section aria-labelledby="finish" className="rounded-box border border-line-strong bg-surface p-4 sm:p-5">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4">
        <h2 id="finish" className="text-lg font-semibold">
          {t("settle.finish")}
        </h2>
        <SaveState status={draft.status} />
      </div>
      {missing.length > 0 ? (
        <>
          <p className="mb-2">{t("settle.missing", { count: missing.length })}</p>
          <ul className="mb-5">
            {missing.map(({ slug, lack }) => (
              <li key={slug} className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line">
                <a className="link inline-flex min-h-control items-center" href={`#item-${slug}`}>
                  {titles.get(slug)}
                </a>
                <span className="text-sm text-muted">{t(`settle.lack_${lack}`)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="mb-4">{t("settle.complete")}</p>
      )}
      <Form messages={probationMessages} refusals={refusals}>
        <input type="hidden" name="revision" value={draft.revision} />
        <ConfirmButton
          name="intent"
          value="submit"
          variant="primary"
          size="lg"
          disabled={missing.length > 0 || draft.status !== "saved"}
          question={t("settle.question")}
          consequence={t("settle.consequence", { name: page.person.name })}
        >
          {t("settle.submit")}
        </ConfirmButton>
        {missing.length === 0 && draft.status !== "saved" && <p className="mt-2 text-sm text-waiting-ink">{t("settle.unsaved")}</p>}
      </Form>
    </section>
  );
}
