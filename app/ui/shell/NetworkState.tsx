import WifiOff from "lucide-react/icons/wifi-off";
import { useT } from "~/platform/use-locale";
import { uiMessages } from "../messages";
import { useOffline, waitingIn } from "../offline/context";
import { networkMessages } from "../offline/messages";

/** The product's name; on a phone it leaves its place to what is said of the network. */
export function ProductName() {
  const t = useT(uiMessages);
  const { away, counts } = useOffline();
  return <span className={away || waitingIn(counts) > 0 ? "max-sm:sr-only" : undefined}>{t("product.name")}</span>;
}

/** In the head of every page: that the network is gone, and how much waits for it. Its place is free otherwise, so nothing moves when it comes. */
export function NetworkState() {
  const t = useT(networkMessages);
  const shell = useT(uiMessages);
  const { away, counts } = useOffline();
  const n = waitingIn(counts);
  return (
    <div role="status" className="flex min-w-0 flex-1">
      {(away || n > 0) && (
        <p
          data-network={away ? "away" : "sending"}
          title={away ? shell("shell.offline") : undefined}
          className="flex min-w-0 animate-arrive items-center gap-2 rounded-full bg-waiting-soft px-3 py-1 text-sm text-waiting-ink tabular-nums"
        >
          {away && <WifiOff aria-hidden className="size-4 shrink-0" />}
          <span className="truncate">
            {away ? t(n > 0 ? "banner.offline_waiting" : "banner.offline", { n }) : t("banner.sending", { n })}
          </span>
          {away && <span className="sr-only">{shell("shell.offline")}</span>}
        </p>
      )}
    </div>
  );
}
