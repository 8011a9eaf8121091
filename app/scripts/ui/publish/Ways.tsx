import { Form, Link, useSubmit } from "@remix-run/react";
import { useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { SelectField } from "~/ui/SelectField";
import { Tabs } from "~/ui/Tabs";
import { publishMessages } from "../../messages.publish";
import type { publishPage } from "../../publish-page.server";

export type PublishPage = Awaited<ReturnType<typeof publishPage>>;

/** In which form the script goes in, and into which script of the library. */
export function Ways({ page: { draft, target, possible, into, scripts } }: { page: PublishPage }) {
  const t = useT(publishMessages);
  const submit = useSubmit();
  const here = `/scripts/publish/${draft.id}`;
  return (
    <div className="mb-5">
      <Tabs
        label={t("ways")}
        wrap
        items={possible.map((one) => ({ to: `${here}?target=${one}`, label: t(`way.${one}`), current: one === target }))}
      />
      {target === "variant" && scripts.length > 0 && (
        <Form
          key={into?.slug}
          method="get"
          action={here}
          onChange={(event) => submit(event.currentTarget, { preventScrollReset: true, replace: true })}
          className="mt-4 max-w-xl"
        >
          <input type="hidden" name="target" value="variant" />
          <SelectField
            name="into"
            label={t("into")}
            options={scripts.map(({ slug, title }) => ({ value: slug, label: title }))}
            defaultValue={into?.slug}
          />
          <ApplyButton>{t("into.choose")}</ApplyButton>
        </Form>
      )}
      {target === "variant" && scripts.length === 0 && <p className="mt-4 text-sm text-muted">{t("into.none")}</p>}
      {into && (
        <p className="mt-3 text-sm text-muted">
          {t("into.is", { title: into.title })}{" "}
          <Link to={`/scripts/${into.slug}`} className="link">
            {t("into.see")}
          </Link>
        </p>
      )}
    </div>
  );
}
