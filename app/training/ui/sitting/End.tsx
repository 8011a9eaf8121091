import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { drillMessages } from "~/drill/messages";
import { sittingMessages } from "~/drill/messages.sitting";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";

type EndProps = {
  sittingId: string;
  answered: readonly boolean[];
  /** Everything is with the server. */
  settled: boolean;
  refusals: readonly Refusal[] | undefined;
  onGo: (at: number) => void;
};

/** The last page of a sitting: what is unanswered, and handing in. */
export function End({ sittingId, answered, settled, refusals, onGo }: EndProps) {
  const t = useT(sittingMessages);
  const missing = answered.flatMap((done, i) => (done ? [] : [i]));
  return (
    <Card raised>
      <h2 tabIndex={-1} data-question className="text-lg font-semibold">
        {t("end.title")}
      </h2>
      {missing.length === 0 ? (
        <p className="mt-2 text-muted">{t("end.all", { count: answered.length })}</p>
      ) : (
        <Notice tone="waiting" className="mt-4" title={t("end.missing", { count: missing.length })}>
          <ul aria-label={t("end.go_to")} className="mt-1 flex flex-wrap gap-1.5">
            {missing.map((i) => (
              <li key={i}>
                <a
                  href={`?q=${i + 1}`}
                  onClick={(event) => {
                    event.preventDefault();
                    onGo(i);
                  }}
                  aria-label={t("run.unanswered", { n: i + 1 })}
                  className="flex h-control-sm min-w-control-sm items-center justify-center rounded-box border border-line-strong/60 bg-surface px-1.5 tabular-nums hover:border-line-strong"
                >
                  {i + 1}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Form refusals={refusals} messages={drillMessages} className="mt-5 grid gap-3">
        <input type="hidden" name="intent" value="submit" />
        <input type="hidden" name="sittingId" value={sittingId} />
        <p className="text-sm text-muted">{settled ? t("end.final") : t("end.waits")}</p>
        <div>
          <Button type="submit" variant="primary" size="lg" disabled={!settled}>
            {t("end.submit")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
