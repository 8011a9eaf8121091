import { useEffect, useState } from "react";
import { useT } from "~/platform/use-locale";
import { liveMessages } from "../messages.live";
import type { Live } from "./use-live";

/** Says quietly that the connection is lost; without script, how to see the present state. */
export function LiveLine({ live }: { live: Live }) {
  const t = useT(liveMessages);
  const [isAlive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const presenter = live.view.presenter?.name;
  return (
    <div className="flex min-h-control-sm flex-wrap items-center justify-between gap-x-4 text-sm text-muted">
      <span>{presenter !== undefined && t("live.presenter", { name: presenter })}</span>
      <span role="status">
        {live.line === "lost" && t("live.lost")}
        {live.line === "ended" && t("live.ended")}
      </span>
      {(!isAlive || live.line === "ended") && (
        <a href="" className="link inline-flex min-h-control-sm items-center">
          {t("live.refresh")}
        </a>
      )}
    </div>
  );
}
