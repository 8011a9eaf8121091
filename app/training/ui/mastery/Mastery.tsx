import Gauge from "lucide-react/icons/gauge";
import { useT } from "~/platform/use-locale";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import type { MasteryPage } from "../../mastery-page.server";
import { masteryMessages } from "../../messages.mastery";
import { BankCard, Certificate } from "./BankCard";
import { Heat } from "./Heat";
import { Topics } from "./Topics";
import { Weakest } from "./Weakest";

type MasteryProps = {
  page: MasteryPage;
  personId: string;
  /** Of somebody else: whose it is. Null: one's own, with ways to drill. */
  of: string | null;
};

/** Somebody's bank: how much is fluent and when all of it will be, topic by topic, the weakest, and every question. */
export function Mastery({ page, personId, of }: MasteryProps) {
  const t = useT(masteryMessages);
  const self = of === null;
  const head = (
    <PageHeader
      title={self ? t("title") : t("title.of", { name: of })}
      detail={self ? t("lead") : undefined}
      back={self ? { to: "/today", label: t("back.today") } : { to: `/training/${personId}`, label: t("back.progress") }}
    />
  );
  if (page.required === 0) {
    return (
      <>
        {head}
        <EmptyState title={t("none.title")} icon={<Gauge />} action={self && <LinkButton to="/today">{t("back.today")}</LinkButton>}>
          {t(self ? "none.body" : "none.body_of")}
        </EmptyState>
      </>
    );
  }
  const { topics, counts, weakest, road } = page;
  return (
    <>
      {head}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]">
        <BankCard page={page} self={self} />
        <div className="grid gap-5 lg:row-span-2">
          {road && <Certificate view={road.certificate} self={self} />}
          <Weakest weakest={weakest} personId={personId} self={self} />
        </div>
        <div className="grid gap-5">
          <Topics topics={topics} self={self} />
          <Heat topics={topics} counts={counts} personId={personId} />
        </div>
      </div>
    </>
  );
}
