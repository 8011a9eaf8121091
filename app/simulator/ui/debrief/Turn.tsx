import type { Locale } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Form } from "~/ui/Form";
import type { CustomerView, TurnView } from "../../debrief-view";
import { debriefMessages } from "../../messages.debrief";

type TurnProps = { turn: TurnView; lang: Locale; recorded: boolean; mayTryAgain: boolean };

/** Under the last line of a turn: what the model says here, when asked for; and the way to try it again. */
export function Turn({ turn, lang, recorded, mayTryAgain }: TurnProps) {
  const t = useT(debriefMessages);
  return (
    <>
      {turn.model && (
        <details className="min-w-0 open:basis-full">
          <summary className="link inline-flex min-h-control-sm cursor-pointer items-center text-sm">
            {t(recorded ? "model.was_said" : "model.one")}
          </summary>
          <ModelTurnText turn={turn.model} lang={lang} />
        </details>
      )}
      {mayTryAgain && (
        <Form>
          <input type="hidden" name="intent" value="again" />
          <input type="hidden" name="ms" value={turn.ms} />
          <Button type="submit" variant="quiet" size="sm" title={t("again_hint")}>
            {t("again")}
          </Button>
        </Form>
      )}
    </>
  );
}

function ModelTurnText({ turn, lang }: { turn: NonNullable<TurnView["model"]>; lang: Locale }) {
  const t = useT(debriefMessages);
  return (
    <div className="mt-1 rounded-box bg-accent-soft px-3 py-2 text-sm">
      {turn.customer.length > 0 && (
        <p className="text-muted">
          {t("model.asked")}: <span lang={lang}>{turn.customer.join(" / ")}</span>
        </p>
      )}
      <p lang={lang} className="text-base break-words whitespace-pre-line text-ink">
        {turn.agent.join("\n")}
      </p>
    </div>
  );
}

/** The whole chat as the model has it. */
export function WholeModel({ model, lang, recorded }: { model: CustomerView["model"]; lang: Locale; recorded: boolean }) {
  const t = useT(debriefMessages);
  if (model.turns.length === 0) return null;
  const lines = [
    ...model.turns.flatMap(({ customer, agent }) => [
      ...customer.map((text) => ({ who: "customer" as const, text })),
      ...agent.map((text) => ({ who: "agent" as const, text })),
    ]),
    ...(model.closing === null ? [] : [{ who: "customer" as const, text: model.closing }]),
  ];
  return (
    <details className="min-w-0">
      <summary className="link inline-flex min-h-control cursor-pointer items-center">
        {t(recorded ? "model.whole_said" : "model.whole")}
      </summary>
      <ol className="mt-2 grid max-w-2xl gap-2" lang={lang}>
        {lines.map(({ who, text }, index) => (
          <li
            key={index}
            className={
              who === "agent"
                ? "max-w-[88%] justify-self-end rounded-box bg-accent-soft px-3 py-2 break-words whitespace-pre-line"
                : "max-w-[88%] justify-self-start rounded-box bg-sunken px-3 py-2 break-words"
            }
          >
            <span className="sr-only">{t(`line.${who}`)}: </span>
            {text}
          </li>
        ))}
      </ol>
    </details>
  );
}
