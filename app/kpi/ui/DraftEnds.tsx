import type { Refusal } from "~/platform/refusal";
import { Button } from "~/ui/Button";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { ruleMessages } from "../messages.rules";
import type { RuleSetPage } from "../rule-pages.server";
import { useRuleWords } from "./rule-words";

/** The ways back from a draft: undo its last save, throw it away. */
export function DraftEnds({ page: { set }, refusals }: { page: RuleSetPage; refusals: readonly Refusal[] | null }) {
  const { t } = useRuleWords();
  return (
    <Form messages={ruleMessages} refusals={refusals}>
      <input type="hidden" name="revision" value={set.revision} />
      <div className="flex flex-wrap items-center gap-3">
        {set.saves > 0 && (
          <Button type="submit" name="intent" value="undo">
            {t("edit.undo")}
          </Button>
        )}
        <ConfirmButton type="submit" name="intent" value="discard" question={t("edit.discard_ask")} consequence={t("edit.discard_body")}>
          {t("edit.discard")}
        </ConfirmButton>
        {set.saves > 0 && <span className="text-sm text-muted">{t("edit.saves", { count: set.saves })}</span>}
      </div>
    </Form>
  );
}
