import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import type { LinkFault, LinkKind } from "../links.server";
import { doorMessages } from "../messages.door";
import { DoorPage } from "~/ui/shell/DoorPage";

/** A link that opens nothing: says which of the reasons it is, and what to do now. */
export function LinkFaultPage({ kind, fault, askName }: { kind: LinkKind; fault: LinkFault; askName?: string | null }) {
  const t = useT(doorMessages);
  const todo =
    fault === "link_unknown"
      ? t("fault.do.copy")
      : kind === "invitation" && askName
        ? t("fault.do.invitation_by", { name: askName })
        : t(`fault.do.${kind}`);
  return (
    <DoorPage title={t(`fault.${fault}.title`)}>
      <Notice tone="waiting">
        <p>{t(`fault.${fault}.body`)}</p>
        <p className="mt-1 font-medium">{todo}</p>
      </Notice>
      <div className="mt-6">
        <LinkButton to="/sign-in" variant={fault === "link_used" ? "primary" : "secondary"}>
          {t("fault.sign_in")}
        </LinkButton>
      </div>
    </DoorPage>
  );
}
