import type { Refusal } from "~/platform/refusal";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { ruleMessages } from "../messages.rules";
import type { RuleSetPage } from "../rule-pages.server";
import { useRuleWords } from "./rule-words";

/** What whoever makes rules can do about a published set: begin another from it, or withdraw it before its month begins. */
export function PublishedActions({ page, refusals }: { page: RuleSetPage; refusals: readonly Refusal[] | null }) {
  const { t } = useRuleWords();
  const { set, hasBegun, isNewest } = page;
  return (
    <Form messages={ruleMessages} refusals={refusals}>
      <div className="flex flex-wrap items-center gap-3">
        {!set.follows && <LinkButton to={`/kpi/rules/new?from=${set.id}`}>{t("read.copy")}</LinkButton>}
        {!hasBegun && isNewest && (
          <>
            <Button type="submit" name="intent" value="withdraw">
              {t("read.withdraw")}
            </Button>
            <span className="text-sm text-muted">{t("read.withdraw_body")}</span>
          </>
        )}
      </div>
    </Form>
  );
}
