import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Ring } from "~/ui/Ring";
import { draftMessages } from "../../messages.drafts";
import type { ScriptsProgress } from "../../progress-rules";

/** How far one is with what the gate asks for. */
export function Progress({ progress }: { progress: ScriptsProgress }) {
  const t = useT(draftMessages);
  return (
    <Card>
      <ul className="grid gap-4 sm:grid-cols-2">
        {(["approved", "prepared"] as const).map((what) => {
          const { have, of } = progress[what];
          return (
            <li key={what} className="flex items-center gap-4">
              <Ring value={have / of} label={t(`progress.${what}`)} cleared={have >= of} size={52}>
                {t("progress.ring", { have, of })}
              </Ring>
              <p className="min-w-0">
                <span className="block text-sm text-muted">{t(`progress.${what}`)}</span>
                <span className="block text-ui font-medium tabular-nums">{t(`progress.${what}_of`, { have, of })}</span>
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
