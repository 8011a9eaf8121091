import { Link } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import type { Draft } from "../drafts.server";
import { draftMessages } from "../messages.drafts";
import { StateBadge } from "./StateBadge";

/** The title row of one's own draft: what it is, what has become of it. */
export function DraftHeader({ draft }: { draft: Draft }) {
  const t = useT(draftMessages);
  const say = useT<string>(draftMessages);
  return (
    <PageHeader
      title={draft.body.title || t("editor.title")}
      back={{ to: "/scripts/mine", label: t("mine.title") }}
      detail={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StateBadge state={draft.state} />
          {draft.prepared !== null && <span>{t("editor.prepared", { n: draft.prepared, name: say(`slot.${draft.prepared}`) })}</span>}
          {draft.slug && (
            <span>
              {t("editor.better")} ·{" "}
              <Link to={`/scripts/${draft.slug}`} className="link">
                {t("editor.better_see")}
              </Link>
            </span>
          )}
        </span>
      }
      action={draft.versions > 0 ? <LinkButton to={`/scripts/drafts/${draft.id}/history`}>{t("history")}</LinkButton> : null}
    />
  );
}
