import { useFetcher, useLocation } from "@remix-run/react";
import FastForward from "lucide-react/icons/fast-forward";
import { useEffect } from "react";
import { plainDateIn } from "~/platform/dates";
import { formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "../Button";
import { ConfirmButton } from "../ConfirmButton";
import { Form } from "../Form";
import { uiMessages } from "../messages";
import { Spinner } from "../Spinner";

/** Only in the demo shop: which day it plays, the way to the next, and the way to one's own shop. Posts `step` to /demo. */
export function DemoBanner({ now, zone }: { now: Date; zone: string }) {
  const t = useT(uiMessages);
  const { locale } = useReader();
  const { pathname, search } = useLocation();
  const fetcher = useFetcher<{ restarting?: boolean } | null>();
  const restarting = fetcher.data?.restarting === true;
  useEffect(() => (restarting ? openWhenReady() : undefined), [restarting]);
  return (
    <aside
      aria-label={t("demo.title")}
      data-print="hide"
      className="flex items-center justify-between gap-4 border-b border-line bg-accent-soft px-gutter py-1 text-sm text-accent-ink"
    >
      <p className="flex min-w-0 flex-col leading-snug sm:flex-row sm:gap-3">
        <strong className="font-semibold">{t("demo.title")}</strong>
        <span className="max-sm:text-xs">
          <span className="max-sm:sr-only">{t("demo.today")} </span>
          {formatDay(plainDateIn(zone, now), locale)}
        </span>
      </p>
      {restarting ? (
        <p role="status" className="flex items-center gap-2 py-2">
          <Spinner />
          {t("demo.restarting")}
        </p>
      ) : (
        <Form action="/demo" fetcher={fetcher} className="-me-3 shrink-0">
          <div className="flex items-center">
            <input type="hidden" name="returnTo" value={pathname + search} />
            <Button
              type="submit"
              name="step"
              value="next_day"
              variant="quiet"
              size="sm"
              icon={<FastForward aria-hidden className="size-4" />}
            >
              {t("demo.next_day")}
            </Button>
            <ConfirmButton
              name="step"
              value="start_shop"
              variant="quiet"
              size="sm"
              question={t("demo.start_question")}
              consequence={t("demo.start_body")}
            >
              {t("demo.start")}
            </ConfirmButton>
          </div>
        </Form>
      )}
    </aside>
  );
}

/** The process starts anew: wait until it was gone and is back, then open its first page. Returns the way to stop waiting. */
function openWhenReady(): () => void {
  let gone = false;
  let tries = 0;
  const timer = setInterval(async () => {
    tries += 1;
    const ready = await fetch("/readyz", { cache: "no-store" }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (!ready) gone = true;
    else if (gone || tries > 10) location.assign("/");
  }, 1000);
  return () => clearInterval(timer);
}
