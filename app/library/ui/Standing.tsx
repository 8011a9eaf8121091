import { Link } from "@remix-run/react";
import Pencil from "lucide-react/icons/pencil";
import { originOf } from "~/curriculum/lineage-rules";
import { formatDateTime } from "~/platform/format";
import { pick } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { TextField } from "~/ui/TextField";
import { editMessages } from "../messages.edit";
import { publishMessages } from "../messages.publish";
import { refusalMessages } from "../messages.refusals";
import type { Standing } from "../standing.server";
import { Related } from "./Related";

/** What may be done with an item, beside its title. */
export function ItemActions({ to, mayEdit, inProgress }: { to: string; mayEdit: boolean; inProgress: boolean }) {
  const t = useT(editMessages);
  const publish = useT(publishMessages);
  return (
    <>
      <LinkButton to={`${to}/history`}>{publish("history.short")}</LinkButton>
      {mayEdit && (
        <LinkButton to={`${to}/edit`} variant="primary" icon={<Pencil aria-hidden className="size-4" />}>
          {t(inProgress ? "item.go_on" : "item.edit")}
        </LinkButton>
      )}
    </>
  );
}

/** Where the version came from, who is changing the item, and what it rests on that changed. */
export function ItemStanding({ standing }: { standing: Standing }) {
  const t = useT(editMessages);
  const publish = useT(publishMessages);
  const { locale, zone } = useReader();
  const { draft, marks, offerId } = standing;
  const origin = typeof standing.madeFrom === "string" ? originOf(standing.madeFrom) : null;
  const lineage = [
    standing.origin === "pack" && publish("history.from_pack", { pack: standing.pack, version: standing.packVersion ?? "" }),
    standing.publishedBy && publish("history.by", { name: standing.publishedBy }),
    standing.undoes && publish("history.undoing"),
    typeof standing.madeFrom === "string" && origin?.type === "note" && publish("history.made_from", { what: standing.madeFrom }),
  ].filter(Boolean);
  return (
    <div className="mb-4 grid gap-3 empty:hidden">
      {lineage.length > 0 && <p className="-mt-3 text-sm text-faint">{lineage.join(" · ")}</p>}
      <div className="-mt-2 grid gap-0.5 text-sm text-muted empty:hidden">
        {origin?.type === "case" && (
          <p>
            <Link to={`/cases/${origin.number}`} className="link">
              {t("item.from_case", { number: origin.number })}
            </Link>
          </p>
        )}
        {standing.madeFrom !== null && typeof standing.madeFrom === "object" && (
          <Related name={t("item.made_from")} items={[standing.madeFrom]} />
        )}
        <Related name={t("item.made_into")} items={standing.madeInto} />
        <Related name={t("item.supersedes")} items={standing.supersedes} />
      </div>
      {standing.archived && (
        <Notice tone="blocked" title={t("item.archived")}>
          {t("item.archived_body")}
          {standing.supersededBy && <Related name={t("item.superseded_by")} items={[standing.supersededBy]} />}
        </Notice>
      )}
      {draft && (
        <Notice tone="waiting">{t("progress.item", { name: draft.editor ?? "", when: formatDateTime(draft.at, locale, zone) })}</Notice>
      )}
      {offerId && (
        <Notice
          tone="waiting"
          title={publish("upgrades.title")}
          action={
            <LinkButton to={`/library/upgrades/${offerId}`} size="sm">
              {publish("history.compare")}
            </LinkButton>
          }
        >
          {publish("upgrades.lead")}
        </Notice>
      )}
      {marks.length > 0 && (
        <Notice tone="waiting" title={t("item.marked")}>
          <ul>
            {marks.map((mark) => (
              <li key={mark.id}>
                {t("item.marked_by", {
                  what: mark.titles.map((title) => pick(title, locale)).join(" · "),
                  when: formatDateTime(mark.at, locale, zone),
                })}{" "}
                <Link to={`/library/changes/${mark.id}`} className="link">
                  {t("item.marked_see")}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

type ItemArchiveProps = { archived: boolean; submissionId: string; refusals: Refusal[] | null };

/** Take the item out of use or bring it back; what others rest on is refused with its reason. */
export function ItemArchive({ archived, submissionId, refusals }: ItemArchiveProps) {
  const t = useT(editMessages);
  const word = t(archived ? "item.restore" : "item.archive");
  return (
    <Fold summary={word} boxed className="mt-4" open={refusals !== null}>
      <Form submissionId={submissionId} refusals={refusals} messages={refusalMessages} className="grid max-w-xl gap-4 px-4 pb-4 sm:px-5">
        <input type="hidden" name="intent" value={archived ? "restore" : "archive"} />
        <TextField name="reason" label={t("item.reason")} required maxLength={300} />
        {!archived && <Successor />}
        <div>
          <Button type="submit" variant={archived ? "secondary" : "danger"}>
            {word}
          </Button>
        </div>
      </Form>
    </Fold>
  );
}

function Successor({ standing = "" }: { standing?: string }) {
  const t = useT(editMessages);
  return (
    <TextField
      name="supersededBy"
      label={t("item.successor")}
      hint={t("item.successor_hint")}
      optional
      maxLength={300}
      defaultValue={standing}
      autoComplete="off"
    />
  );
}

/** Say afterwards what takes the place of an item that is out of use. */
export function ItemSuccessor({ standing, submissionId, refusals }: { standing: Standing } & Omit<ItemArchiveProps, "archived">) {
  const t = useT(editMessages);
  const { supersededBy } = standing;
  return (
    <Fold summary={t("item.successor")} boxed className="mt-4" open={refusals !== null}>
      <Form submissionId={submissionId} refusals={refusals} messages={refusalMessages} className="grid max-w-xl gap-4 px-4 pb-4 sm:px-5">
        <input type="hidden" name="intent" value="supersede" />
        <Successor standing={supersededBy ? `${supersededBy.kind}/${supersededBy.slug}` : ""} />
        <div>
          <Button type="submit">{t("item.successor_save")}</Button>
        </div>
      </Form>
    </Fold>
  );
}
