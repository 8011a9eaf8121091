import WifiOff from "lucide-react/icons/wifi-off";
import { useEffect, useState } from "react";
import { useT } from "~/platform/use-locale";
import { uiMessages } from "../messages";

/** Says when the network is gone and what that means for typed work. */
export function SessionStrip() {
  const t = useT(uiMessages);
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    look();
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <div role="status" data-print="hide">
      {offline && (
        <p className="flex items-center gap-2 border-b border-line bg-waiting-soft px-gutter py-2 text-sm text-waiting-ink">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t("shell.offline")}
        </p>
      )}
    </div>
  );
}
