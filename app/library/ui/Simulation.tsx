import type { ItemBody } from "~/curriculum/pack";
import { useReader, useT } from "~/platform/use-locale";
import { scriptMessages } from "~/scripts/messages";
import { Badge } from "~/ui/Badge";
import type { ItemView } from "../item.server";
import { libraryMessages } from "../messages";
import { simulationMessages } from "../messages.simulation";
import { Facts, Lines, Part, RefLink, refOf, useSay, Wordings } from "./parts";

type Customer = ItemBody<"simulation">["customers"][number];

/** A simulated chat: what the trainee is told, and of each customer what they want, what is listened for, what they say, how it can end and how it is done well. */
export function SimulationItem({ view: { body, refs } }: { view: Extract<ItemView, { kind: "simulation" }> }) {
  const t = useT(simulationMessages);
  const tLibrary = useT(libraryMessages);
  const tScript = useT(scriptMessages);
  const links = (kind: "product" | "script", slugs: readonly string[]) => (
    <ul className="space-y-0.5">
      {slugs.map((slug) => (
        <li key={slug}>
          <RefLink to={refOf(refs, kind, slug)} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <p className="mb-3 flex flex-wrap gap-1.5">
        <Badge>{t("level", { level: body.level })}</Badge>
        <Badge>{t("customers", { count: body.customers.length })}</Badge>
        <Badge>{t("pass", { pass: body.pass })}</Badge>
        {body.required && <Badge>{t("required")}</Badge>}
        {body.qualities.map((q) => (
          <Badge key={q} tone="accent">
            {tLibrary(`quality.${q}`)}
          </Badge>
        ))}
      </p>
      <Lines text={body.intro} />
      <p className="mt-2 mb-5 text-sm text-muted">{t("limits", { first: body.limits.first_s, average: body.limits.average_s })}</p>
      <Facts
        rows={[
          { name: t("products"), value: links("product", body.products) },
          { name: t("scripts"), value: body.scripts.length > 0 && links("script", body.scripts) },
          { name: t("platforms"), value: body.platforms.map((p) => tScript(`platform.${p}`)).join(" · ") },
        ].filter(({ value }) => value !== false)}
      />
      {body.customers.map((customer) => (
        <CustomerPart key={customer.slug} customer={customer} />
      ))}
    </>
  );
}

function CustomerPart({ customer }: { customer: Customer }) {
  const t = useT(simulationMessages);
  const say = useSay();
  const { locale } = useReader();
  const titleOf = (slug: string) => customer.points.find((point) => point.slug === slug)?.title;
  return (
    <section className="mt-8 border-t border-line pt-5">
      <h3 className="mb-3 text-base font-semibold">{say(customer.name)}</h3>
      <Facts
        rows={[
          {
            name: t("arrives"),
            value: customer.arrives_s === 0 ? t("arrives.at_once") : t("arrives.after", { seconds: customer.arrives_s }),
          },
          { name: t("mood"), value: say(customer.mood) },
          { name: t("goal"), value: say(customer.goal) },
        ]}
      />
      {customer.facts.length > 0 && (
        <Part title={t("facts")}>
          <Facts
            rows={customer.facts.map(({ name, value, asked_with }) => {
              const point = asked_with === undefined ? undefined : titleOf(asked_with);
              return {
                name: say(name),
                value: (
                  <>
                    {say(value)}
                    {point && <span className="block text-xs text-muted">{t("asked", { point: say(point) })}</span>}
                  </>
                ),
              };
            })}
          />
        </Part>
      )}
      <Part title={t("points")}>
        <ul className="space-y-2.5 text-sm">
          {customer.points.map((point) => (
            <li key={point.slug}>
              <span className="me-2">{say(point.title)}</span>
              <Badge>{t(`point.${point.kind}`)}</Badge>
              <span className="mt-1 block">
                <Wordings words={point.any_of[locale]} tone="neutral" />
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("lines")}>
        <ol className="space-y-2 text-sm">
          {customer.nodes.map((node) => (
            <li key={node.slug} className="measure rounded-box bg-sunken px-3 py-2">
              {node.lines.map(({ text }) => (
                <span key={text.en} className="block">
                  {say(text)}
                </span>
              ))}
              <span className="mt-0.5 block text-xs text-muted">{t("patience", { seconds: node.patience_s })}</span>
            </li>
          ))}
        </ol>
      </Part>
      <Part title={t("endings")}>
        <ul className="space-y-2.5 text-sm">
          {customer.endings.map((ending) => (
            <li key={ending.slug}>
              <Badge>{t(`ending.${ending.kind}`)}</Badge>
              <span className="measure mt-1 block">{say(ending.closing)}</span>
              <span className="measure block text-muted">{say(ending.meaning)}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("model_run")}>
        <ol className="space-y-2">
          {customer.model_run.map(({ after_s, text }, at) => (
            <li key={at}>
              <span className="block text-xs text-muted">{t("after", { seconds: after_s })}</span>
              <span className="measure mt-0.5 block rounded-box bg-accent-soft px-3 py-2 text-sm whitespace-pre-line text-accent-ink">
                {say(text)}
              </span>
            </li>
          ))}
        </ol>
      </Part>
    </section>
  );
}
