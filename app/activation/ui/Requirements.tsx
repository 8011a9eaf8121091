import { Link } from "@remix-run/react";
import ArrowRight from "lucide-react/icons/arrow-right";
import Bandage from "lucide-react/icons/bandage";
import CircleCheck from "lucide-react/icons/circle-check";
import Clock from "lucide-react/icons/clock";
import OctagonX from "lucide-react/icons/octagon-x";
import { formatDateTime, formatMinutes } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { Fold } from "~/ui/Fold";
import { LinkButton } from "~/ui/LinkButton";
import type { GatePage } from "../gate-page.server";
import { activationMessages } from "../messages";
import { gateMessages } from "../messages.gate";
import { EvidenceList } from "./EvidenceList";

type Line = GatePage["requirements"][number];

/** What the gate asks for: the unmet open with the way to mend them, the met folded. A requirement with a scar never folds. */
export function Requirements({ lines, self }: { lines: Line[]; self: boolean }) {
  const t = useT(gateMessages);
  const unmet = lines.filter((l) => !l.met);
  const scarred = lines.filter((l) => l.met && l.scars.length > 0);
  const met = lines.filter((l) => l.met && l.scars.length === 0);
  return (
    <div className="grid min-w-0 gap-5">
      {unmet.length > 0 && (
        <Card title={t("unmet.title")} flush>
          <List lines={unmet} self={self} />
        </Card>
      )}
      {scarred.length > 0 && (
        <Card flush>
          <List lines={scarred} self={self} />
        </Card>
      )}
      {met.length > 0 && (
        <Fold
          boxed
          open={unmet.length === 0 && scarred.length === 0}
          summaryClass="font-semibold"
          summary={
            <>
              {t("met.title")}
              <span className="font-normal text-muted tabular-nums">{met.length}</span>
            </>
          }
        >
          <List lines={met} self={self} />
        </Fold>
      )}
    </div>
  );
}

function List({ lines, self }: { lines: Line[]; self: boolean }) {
  return (
    <ul>
      {lines.map((line) => (
        <RequirementLine key={line.id} line={line} self={self} />
      ))}
    </ul>
  );
}

function RequirementLine({ line, self }: { line: Line; self: boolean }) {
  const t = useT(gateMessages);
  const name = useT(activationMessages);
  const { locale } = useReader();
  const { done, of } = line.progress;
  // Green is for what evidence carries; an override only waits.
  const waits = line.met && line.scars.some((s) => s.live);
  const Shape = !line.met ? OctagonX : waits ? Clock : CircleCheck;
  const ink = !line.met ? "text-blocked-ink" : waits ? "text-waiting-ink" : "text-cleared-ink";
  return (
    <li id={line.id} className="border-t border-line px-4 py-4 first:border-t-0 sm:px-5">
      <div className="flex items-start gap-3">
        <Shape aria-hidden className={classes("mt-0.5 size-5 shrink-0", ink)} />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-medium">{name(`requirement.${line.id}`)}</span>
            {of > 1 && <span className="text-sm text-muted tabular-nums">{t("progress", { done, of })}</span>}
          </p>
          {!line.met && of > 1 && <Progress done={done} of={of} />}
          {line.blocker && (!line.met || line.scars.some((s) => s.live)) && <p className="mt-1 text-sm text-muted">{line.blocker}</p>}
          {line.waitsFor && <p className="mt-1 text-sm text-waiting-ink">{t(line.waitsFor === "time" ? "time_only" : "waits_only")}</p>}
          {line.mend && self && (
            <LinkButton to={line.mend.to} className="mt-3" icon={<ArrowRight aria-hidden className="size-4" />}>
              {line.mend.minutes === null ? t("mend") : t("mend_minutes", { time: formatMinutes(line.mend.minutes, locale) })}
            </LinkButton>
          )}
          {line.mend && !self && (
            <Link to={line.mend.to} className="link inline-flex min-h-control-sm items-center text-sm">
              {t(line.mend.to.startsWith("/training/") ? "see" : "mend")}
            </Link>
          )}
          {line.scars.map((scar) => (
            <Scar key={scar.id} scar={scar} />
          ))}
          <EvidenceList evidence={line.evidence} />
        </div>
      </div>
    </li>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  return (
    <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-2 h-1.5 w-full max-w-sm">
      <rect width="100" height="4" rx="2" className="fill-hover" />
      <rect width={(100 * done) / of} height="4" rx="2" className="fill-accent" />
    </svg>
  );
}

/** What an override leaves behind: who, why, until when. It stays after it has run out. */
function Scar({ scar }: { scar: Line["scars"][number] }) {
  const t = useT(gateMessages);
  const { locale, zone } = useReader();
  return (
    <div className="mt-3 rounded-box border border-dashed border-waiting bg-waiting-soft px-3 py-2 text-sm">
      <Badge tone="waiting" icon={<Bandage aria-hidden className="size-[1.1em]" />} className="-ms-2">
        {t(scar.live ? "scar.live" : "scar.over")}
      </Badge>
      <p className="mt-1">{scar.reason}</p>
      <p className="text-waiting-ink">
        {t("scar.who", {
          name: scar.by,
          from: formatDateTime(scar.givenAt, locale, zone),
          until: formatDateTime(scar.expiresAt, locale, zone),
        })}
      </p>
    </div>
  );
}
