import type { ItemBody } from "~/curriculum/pack";
import { useT } from "~/platform/use-locale";
import { scriptMessages } from "~/scripts/messages";
import { Badge } from "~/ui/Badge";
import { libraryMessages } from "../messages";
import { Facts, Part, useSay } from "./parts";

/** A scenario of the script tree, with its variants and the reason why they work. */
export function ScriptItem({ body }: { body: ItemBody<"script"> }) {
  const t = useT(scriptMessages);
  const tLibrary = useT(libraryMessages);
  const say = useSay();
  return (
    <>
      <p className="flex flex-wrap gap-1.5">
        <Badge>{t(`branch.${body.branch}`)}</Badge>
        {body.qualities.map((q) => (
          <Badge key={q} tone="accent">
            {tLibrary(`quality.${q}`)}
          </Badge>
        ))}
        {body.prepared && <Badge>{t("prepared", { n: body.prepared })}</Badge>}
      </p>
      <Part title={t("situation")}>
        <p className="measure text-sm whitespace-pre-line">{say(body.situation)}</p>
      </Part>
      {body.customer_says && (
        <Part title={t("customer_says")}>
          <p className="measure rounded-box bg-sunken px-4 py-2.5 whitespace-pre-line">{say(body.customer_says)}</p>
        </Part>
      )}
      <Part title={t("variants")}>
        <ul className="space-y-3">
          {body.variants.map((variant) => (
            <li key={variant.slug}>
              <p className="text-sm text-muted">{say(variant.customer)}</p>
              <p className="measure mt-1 rounded-box border border-line px-4 py-2.5 whitespace-pre-line">
                <Placeholders text={say(variant.text)} />
              </p>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t("why")}>
        <p className="measure text-sm whitespace-pre-line">{say(body.why)}</p>
      </Part>
      <div className="mt-5 border-t border-line pt-4">
        <Facts
          rows={[
            { name: t("platforms"), value: body.platforms.map((p) => t(`platform.${p}`)).join(" · ") },
            { name: t("picture"), value: body.picture && t(`picture.${body.picture}`) },
          ]}
        />
      </div>
    </>
  );
}

/** A script's text with what it leaves open, like {{price}}, set apart. */
function Placeholders({ text }: { text: string }) {
  return text.split(/(\{\{\w+\}\})/).map((part, i) =>
    i % 2 === 1 ? (
      <code key={i} className="rounded-[0.375rem] bg-accent-soft px-1 text-sm text-accent-ink">
        {part.slice(2, -2)}
      </code>
    ) : (
      part
    ),
  );
}
