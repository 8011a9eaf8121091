import { useT } from "~/platform/use-locale";
import type { Refusal } from "~/platform/refusal";
import { Button } from "~/ui/Button";
import { CheckboxField } from "~/ui/CheckboxField";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import { RadioCards } from "~/ui/RadioCards";
import { deskMessages } from "../messages.desk";
import type { StoreChoice } from "../store-scope.server";

type ScopeProps = {
  slug: string;
  /** Where it holds; null: everywhere. */
  scope: readonly { id: string; name: string }[] | null;
  stores: readonly StoreChoice[];
  /** The page to come back to. */
  here: string;
  refusals?: readonly Refusal[];
};

/** In which stores a script holds, for whoever keeps the library: one line, and the form under it. */
export function StoreScope({ slug, scope, stores, here, refusals }: ScopeProps) {
  const t = useT(deskMessages);
  const gone = (scope ?? []).filter(({ id }) => !stores.some((store) => store.id === id));
  const choices = [...stores, ...gone.map(({ id, name }) => ({ id, name: t("scope.archived", { name }) }))];
  const names = scope ? scope.map(({ name }) => name).join(t("store.join")) : t("scope.every");
  return (
    <Fold
      // Set and come back: folded again, with what holds now.
      key={`${slug} ${scope?.map(({ id }) => id).join()}`}
      open={refusals !== undefined && refusals.length > 0}
      className="mt-5 border-t border-line pt-2"
      summary={
        <>
          <span className="text-sm font-semibold">{t("scope.title")}</span>
          <span className="min-w-0 text-sm text-muted">{names}</span>
        </>
      }
    >
      {choices.length === 0 ? (
        <p className="text-sm text-muted">{t("scope.none")}</p>
      ) : (
        <Form method="post" action={here} refusals={refusals} messages={deskMessages} preventScrollReset replace className="group max-w-xl">
          <input type="hidden" name="returnTo" value={here} />
          <RadioCards
            name="where"
            legend={t("scope.title")}
            legendHidden
            columns={2}
            options={[
              { value: "every", label: t("scope.every"), description: t("scope.every_hint") },
              { value: "these", label: t("scope.these") },
            ]}
            defaultValue={scope ? "these" : "every"}
          />
          <fieldset className="mt-2 group-has-[[value=every]:checked]:hidden">
            <legend className="sr-only">{t("scope.stores")}</legend>
            {choices.map(({ id, name }) => (
              <CheckboxField key={id} name="store" value={id} label={name} defaultChecked={scope?.some((one) => one.id === id)} />
            ))}
          </fieldset>
          <Button type="submit" size="sm" className="mt-3">
            {t("scope.save")}
          </Button>
        </Form>
      )}
    </Fold>
  );
}
