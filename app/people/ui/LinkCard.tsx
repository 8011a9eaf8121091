import { lazy, Suspense, useEffect, useState } from "react";
import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { formMessages } from "../messages.forms";
import { CopyButton } from "./CopyButton";

/** Drawn only when there is a link: most pages that could make one never do. */
const QrCode = lazy(async () => ({ default: (await import("~/ui/QrCode")).QrCode }));

/** A link that has just been made. `base` is PUBLIC_URL; where that is not set, the address under which this very page is open. */
export type MadeLink = { path: string; base: string | null; expiresAt: Date };

/** Shows a fresh link once: to copy, to scan, and until when it works. */
export function LinkCard({ link }: { link: MadeLink }) {
  const { locale, zone } = useReader();
  const t = useT(formMessages);
  const [origin, setOrigin] = useState<string | null>(link.base);
  useEffect(() => setOrigin(link.base ?? window.location.origin), [link.base]);
  const address = (origin ?? "") + link.path;
  const local = origin !== null && /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);
  return (
    <div className="grid gap-5 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-start">
      <div className="size-48 justify-self-center overflow-hidden rounded-box border border-line bg-white sm:size-44">
        {origin !== null && (
          <Suspense>
            <QrCode text={address} label={t("link.qr")} className="size-full" />
          </Suspense>
        )}
      </div>
      <div className="grid gap-4">
        <p className="rounded-box bg-sunken px-3 py-2 font-mono text-sm break-all select-all">{address}</p>
        <div>
          <CopyButton text={address} label={t("link.copy")} done={t("link.copied")} />
        </div>
        <p className="text-sm text-muted">{t("link.expires", { when: formatDateTime(link.expiresAt, locale, zone) })}</p>
        {local && <Notice tone="waiting">{t("link.local")}</Notice>}
      </div>
    </div>
  );
}
