import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Fold } from "~/ui/Fold";
import { Form } from "~/ui/Form";
import type { LiveView, TypedLine } from "../live-view";
import { liveMessages } from "../messages.live";

/** The lines that those who follow typed, without whose they are; folded, since a room looks on. Whoever presents puts one to the vote, or takes it as what should have been said. */
export function TypedLines({ lines, vote }: { lines: readonly TypedLine[]; vote: LiveView["vote"] }) {
  const t = useT(liveMessages);
  if (lines.length === 0) return null;
  return (
    <Fold boxed summary={t("typed.title", { count: lines.length })} className="lg:col-span-2">
      <ul className="divide-y divide-line border-t border-line px-4 sm:px-5">
        {lines.map(({ id, text, key }) => (
          <li key={id} className="py-3">
            <p className="break-words whitespace-pre-line">{text}</p>
            <Form preventScrollReset className="mt-2 flex flex-wrap items-center gap-2">
              <input type="hidden" name="line" value={id} />
              {key ? (
                <Badge tone="accent">{t("typed.put", { key: key.toUpperCase() })}</Badge>
              ) : (
                vote?.isOpen && (
                  <Button type="submit" name="intent" value="line_put" size="sm">
                    {t("typed.do")}
                  </Button>
                )
              )}
              <Button type="submit" name="intent" value="line_take" size="sm" variant="quiet">
                {t("typed.take")}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
