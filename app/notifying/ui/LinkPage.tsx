import type { ReactNode } from "react";
import { useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { DoorPage } from "~/ui/shell/DoorPage";
import { notifyingMessages } from "../messages";

type LinkPageProps = {
  title: string;
  standing: { email: string; done: boolean } | { fault: "link_unknown" | "link_expired" };
  done: string;
  children: ReactNode;
};

/** The page behind a link of a letter: what it would do, that it was done, or why it leads to nothing. */
export function LinkPage({ title, standing, done, children }: LinkPageProps) {
  const t = useT(notifyingMessages);
  const home = (
    <div className="mt-6">
      <LinkButton to="/">{t("link.home")}</LinkButton>
    </div>
  );
  if ("fault" in standing)
    return (
      <DoorPage title={t("link.title")} lead={t(`link.${standing.fault}`)}>
        {home}
      </DoorPage>
    );
  return (
    <DoorPage title={title}>
      {standing.done ? (
        <>
          <Notice tone="accent" role="status">
            {done}
          </Notice>
          {home}
        </>
      ) : (
        children
      )}
    </DoorPage>
  );
}
