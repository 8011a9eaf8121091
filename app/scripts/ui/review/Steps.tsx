import { Link } from "@remix-run/react";
import ChevronDown from "lucide-react/icons/chevron-down";
import ChevronUp from "lucide-react/icons/chevron-up";
import { useT } from "~/platform/use-locale";
import { KeyHint } from "~/ui/KeyHint";
import { reviewMessages } from "../../messages.review";

/** To the scripts that wait before and after this one. */
export function Steps({ previous, next }: { previous: string | null; next: string | null }) {
  const t = useT(reviewMessages);
  const steps = [
    { id: previous, label: t("previous"), key: "K", Icon: ChevronUp },
    { id: next, label: t("next"), key: "J", Icon: ChevronDown },
  ];
  return (
    <nav aria-label={t("one.label")} className="flex items-center">
      {steps.map(({ id, label, key, Icon }) =>
        id ? (
          <Link
            key={key}
            to={`/scripts/review/${id}`}
            prefetch="intent"
            title={label}
            aria-label={label}
            aria-keyshortcuts={key}
            className="inline-flex min-h-control min-w-control items-center justify-center gap-1 rounded-box px-1.5 text-muted hover:bg-hover hover:text-ink"
          >
            <Icon aria-hidden className="size-5" />
            <KeyHint>{key}</KeyHint>
          </Link>
        ) : null,
      )}
    </nav>
  );
}
