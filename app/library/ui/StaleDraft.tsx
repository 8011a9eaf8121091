import { Link } from "@remix-run/react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Notice } from "~/ui/Notice";
import { RadioCards } from "~/ui/RadioCards";
import type { FieldDiff } from "../body-diff";
import { editMessages } from "../messages.edit";
import type { Choice, Stale } from "../stale.server";
import { Diff, usePlace } from "./Diff";
import { forgetForm } from "./kept-form";

/** Another was quicker: who changed what, the choices where both did, and the three ways on. Part of the editor's form. */
export function StaleDraft({ stale, address }: { stale: Stale; address: string }) {
  const t = useT(editMessages);
  const { locale, zone } = useReader();
  const { now, changes, choices } = stale;
  return (
    <Notice tone="waiting" role="alert" title={t("stale.title")} className="mb-4">
      {/* What the differences below were made from: a save over it is made in knowledge of exactly this. */}
      <input type="hidden" name="now.draft" value={now.draftId ?? ""} />
      <input type="hidden" name="now.revision" value={now.revision} />
      <input type="hidden" name="now.base" value={now.baseVersionId ?? ""} />
      {stale.by && stale.at && <p>{t("stale.by", { name: stale.by, when: formatDateTime(new Date(stale.at), locale, zone) })}</p>}
      {!changes && <p className="mt-1">{t("stale.forgotten")}</p>}
      {choices.length > 0 && <Choices choices={choices} isOpen={stale.isOpen} key={`${now.draftId ?? ""} ${now.revision}`} />}
      {changes && <Changes title={t("stale.theirs")} rows={changes.theirs} open />}
      {changes && <Changes title={t("stale.mine")} rows={changes.mine} open={choices.length === 0} />}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button type="submit" name="do" value="merge" size="sm" variant="primary">
          {t("stale.merge")}
        </Button>
        <Button type="submit" name="do" value="keep" size="sm">
          {t("stale.keep")}
        </Button>
        <Link to={`${address}/edit`} reloadDocument onClick={() => forgetForm(address)} className="link">
          {t("stale.take")}
        </Link>
      </div>
      <p className="mt-2 text-muted">{t("stale.keep_what")}</p>
    </Notice>
  );
}

function Changes({ title, rows, open }: { title: string; rows: readonly FieldDiff[]; open: boolean }) {
  const t = useT(editMessages);
  return (
    <Fold
      boxed
      open={open}
      className="mt-2"
      summary={
        <span className="font-medium">
          {title} · {rows.length}
        </span>
      }
    >
      <div className="px-4 pb-3">{rows.length === 0 ? <p className="text-muted">{t("stale.none")}</p> : <Diff rows={rows} />}</div>
    </Fold>
  );
}

function Choices({ choices, isOpen }: { choices: readonly Choice[]; isOpen: boolean }) {
  const t = useT(editMessages);
  const place = usePlace();
  return (
    <section className="mt-2 rounded-box border border-line bg-surface px-4 py-3">
      <p className="font-semibold">{t("stale.choose", { count: choices.length })}</p>
      <p className="text-muted">{t("stale.choices")}</p>
      <ul className="divide-y divide-line">
        {choices.map(({ path, rows, pick }) => (
          <li key={path.join(".")} className="py-3">
            <Diff rows={rows} legend={false} />
            <RadioCards
              name={`pick:${path.join(".")}`}
              legend={place(path)}
              legendHidden
              columns={2}
              defaultValue={pick ?? undefined}
              error={isOpen && !pick ? t("stale.open") : null}
              options={(["theirs", "mine"] as const).map((side) => ({ value: side, label: t(`stale.pick_${side}`) }))}
              className="mt-2"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
