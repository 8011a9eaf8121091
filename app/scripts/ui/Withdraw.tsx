import { useT } from "~/platform/use-locale";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { draftMessages } from "../messages.drafts";

/** Give a draft up; it can be taken up again. */
export function Withdraw({ draftId }: { draftId: string }) {
  const t = useT(draftMessages);
  return (
    <Form action={`/scripts/drafts/${draftId}`} className="mt-2">
      <input type="hidden" name="do" value="withdraw" />
      <ConfirmButton size="sm" variant="quiet" question={t("withdraw.question")} consequence={t("withdraw.what")}>
        {t("withdraw.do")}
      </ConfirmButton>
    </Form>
  );
}
