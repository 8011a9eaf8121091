import type { LocalText } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { CheckboxField } from "~/ui/CheckboxField";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { scorecardMessages } from "../messages.scorecards";
import type { Criterion, Scorecard } from "../scorecard-rules";

type ScorecardFormProps = { card: Scorecard; revision: number; isHouse: boolean; refusals?: Refusal[] };

/** A scorecard in both languages: name, criteria with weights and anchors; saved as a draft, published, put away. */
export function ScorecardForm({ card, revision, isHouse, refusals }: ScorecardFormProps) {
  const t = useT(scorecardMessages);
  const sum = card.criteria.reduce((all, { weight }) => all + weight, 0);
  return (
    <>
      <Form refusals={refusals} messages={scorecardMessages} className="grid gap-4">
        <input type="hidden" name="revision" value={revision} />
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField name="card:zh" label={t("edit.zh", { what: t("edit.name") })} defaultValue={card.name["zh-CN"]} />
          <TextField name="card:en" label={t("edit.en", { what: t("edit.name") })} defaultValue={card.name.en} />
        </div>
        <ol className="grid gap-3">
          {card.criteria.map((criterion, at) => (
            <li key={criterion.slug}>
              <CriterionFields criterion={criterion} at={at} />
            </li>
          ))}
        </ol>
        <p className="text-sm text-muted">{t("edit.sum", { sum })}</p>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" name="intent" value="save">
            {t("edit.save")}
          </Button>
          <Button type="submit" name="intent" value="add">
            {t("edit.add")}
          </Button>
          <ConfirmButton
            name="intent"
            value="publish"
            variant="primary"
            question={t("edit.publish_question")}
            consequence={t("edit.publish_consequence")}
            confirmLabel={t("edit.publish")}
          >
            {t("edit.publish")}
          </ConfirmButton>
        </div>
      </Form>
      {!isHouse && (
        <Form className="mt-6">
          <ConfirmButton
            name="intent"
            value="archive"
            variant="danger"
            question={t("edit.archive_question")}
            consequence={t("edit.archive_consequence")}
          >
            {t("edit.archive")}
          </ConfirmButton>
        </Form>
      )}
    </>
  );
}

function CriterionFields({ criterion, at }: { criterion: Criterion; at: number }) {
  const t = useT(scorecardMessages);
  const { slug, name, weight, critical, anchors } = criterion;
  return (
    <Fold
      boxed
      open={name["zh-CN"] === ""}
      summary={
        <>
          <span className="font-medium">{name["zh-CN"] || name.en || t("edit.criterion")}</span>
          <span className="text-sm text-muted tabular-nums">{weight}</span>
        </>
      }
    >
      <div className="grid gap-3 px-4 pb-4 sm:px-5">
        <input type="hidden" name="criterion" value={slug} />
        <Both name={`name:${slug}`} label={t("edit.criterion")} text={name} />
        <div className="grid items-end gap-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <TextField name={`weight:${slug}`} label={t("edit.weight")} inputMode="numeric" defaultValue={String(weight)} />
          <CheckboxField name={`critical:${slug}`} label={t("edit.critical")} defaultChecked={critical} />
        </div>
        {(["none", "half", "full"] as const).map((mark) => (
          <Both key={mark} name={`${mark}:${slug}`} label={t(`edit.${mark}`)} text={anchors[mark]} long />
        ))}
        <div className="flex flex-wrap gap-2">
          {at > 0 && (
            <Button type="submit" size="sm" variant="quiet" name="intent" value={`up:${slug}`}>
              {t("edit.up")}
            </Button>
          )}
          <Button type="submit" size="sm" variant="quiet" name="intent" value={`remove:${slug}`}>
            {t("edit.remove")}
          </Button>
        </div>
      </div>
    </Fold>
  );
}

function Both({ name, label, text, long = false }: { name: string; label: string; text: LocalText; long?: boolean }) {
  const t = useT(scorecardMessages);
  const languages = [
    ["zh", t("edit.zh", { what: label }), text["zh-CN"]],
    ["en", t("edit.en", { what: label }), text.en],
  ] as const;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {languages.map(([language, said, value]) =>
        long ? (
          <TextArea key={language} name={`${name}:${language}`} label={said} rows={2} defaultValue={value} />
        ) : (
          <TextField key={language} name={`${name}:${language}`} label={said} defaultValue={value} />
        ),
      )}
    </div>
  );
}
