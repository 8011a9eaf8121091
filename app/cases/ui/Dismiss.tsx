import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextField } from "~/ui/TextField";
import { caseMessages } from "../messages";
import { REASON_LENGTH } from "../rules";

/** Say, with a reason, that it is no case. */
export function Dismiss({ refusals }: { refusals: readonly Refusal[] | null }) {
  const t = useT(caseMessages);
  const wrong = refusals?.filter(({ code }) => code === "dismiss_reason" || code.startsWith("not_now"));
  return (
    <Fold boxed summary={t("case.dismiss")} open={(wrong?.length ?? 0) > 0}>
      <Form messages={caseMessages} refusals={wrong} className="grid gap-3 px-4 pb-4 sm:px-5">
        <input type="hidden" name="intent" value="dismiss" />
        <TextField
          name="reason"
          label={t("case.dismiss_reason")}
          hint={t("case.dismiss_hint")}
          required
          minLength={4}
          maxLength={REASON_LENGTH}
        />
        <Button type="submit" variant="danger" className="justify-self-start">
          {t("case.dismiss")}
        </Button>
      </Form>
    </Fold>
  );
}
