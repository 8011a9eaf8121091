import { Fold } from "~/ui/Fold";
import { type Tab, Tabs } from "~/ui/Tabs";
import { useT } from "~/platform/use-locale";
import { libraryMessages } from "../messages";
import { searchMessages } from "../messages.search";

/** The kinds of content as tabs: all of them in sight where there is room, folded under the chosen one on a phone. */
export function KindTabs({ items }: { items: readonly Tab[] }) {
  const t = useT(libraryMessages);
  const tSearch = useT(searchMessages);
  const chosen = items.find((tab) => tab.current);
  return (
    <>
      <Tabs label={t("kinds")} items={items} wrap className="mb-4 max-sm:hidden" />
      <Fold
        // Chosen and gone there: folded again.
        key={chosen?.to}
        boxed
        className="mb-4 sm:hidden"
        summary={<span className="text-sm font-medium">{tSearch("kind_chosen", { kind: String(chosen?.label ?? "") })}</span>}
      >
        <Tabs label={t("kinds")} items={items} list className="px-4 pb-2" />
      </Fold>
    </>
  );
}
