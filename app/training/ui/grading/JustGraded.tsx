import { useT } from "~/platform/use-locale";
import { KeyHint } from "~/ui/KeyHint";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { gradingAddress } from "../../grading-address";
import { gradingMessages } from "../../messages.grading";

type Just = { attemptId: string; itemId: string; name: string; grade: number };

/** What was graded a moment ago, and the way to think better of it. */
export function JustGraded({ just, everybody }: { just: Just | null; everybody: boolean }) {
  const t = useT(gradingMessages);
  if (!just) return null;
  return (
    <Notice
      role="status"
      tone={just.grade >= 3 ? "cleared" : "neutral"}
      className="mb-4"
      action={
        <LinkButton to={gradingAddress(just.itemId, { at: just.attemptId, everybody })} size="sm" aria-keyshortcuts="U">
          {t("undo")} <KeyHint className="ms-1">U</KeyHint>
        </LinkButton>
      }
    >
      {t("just", { name: just.name, grade: just.grade })}
    </Notice>
  );
}
