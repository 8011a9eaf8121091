import { useEffect, useRef } from "react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { drillMessages } from "~/drill/messages";
import { sittingMessages } from "~/drill/messages.sitting";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";

/** The time is over: what was saved is handed in by itself, once, as soon as nothing waits to be sent any more. */
export function Over({ sittingId, settled, refusals }: { sittingId: string; settled: boolean; refusals: readonly Refusal[] | undefined }) {
  const t = useT(sittingMessages);
  const button = useRef<HTMLButtonElement>(null);
  const sent = useRef(false);
  useEffect(() => {
    if (!settled || sent.current || !navigator.onLine) return;
    // The form learns its submission id right after this effect; a frame later it is there.
    const frame = requestAnimationFrame(() => {
      sent.current = true;
      button.current?.form?.requestSubmit(button.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [settled]);
  return (
    <Card raised className="mx-auto max-w-3xl">
      <h1 tabIndex={-1} className="text-lg font-semibold">
        {t("over.title")}
      </h1>
      <p className="mt-2 text-muted">{t("over.body")}</p>
      <Form refusals={refusals} messages={drillMessages} className="mt-5">
        <input type="hidden" name="intent" value="submit" />
        <input type="hidden" name="sittingId" value={sittingId} />
        <Button ref={button} type="submit" variant="primary">
          {t("over.submit")}
        </Button>
      </Form>
    </Card>
  );
}
