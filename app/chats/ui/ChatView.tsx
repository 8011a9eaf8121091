import { Form as PlainForm } from "@remix-run/react";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { TextArea } from "~/ui/TextArea";
import type { ChatPage } from "../check-page.server";
import { checkMessages } from "../messages.checks";
import { ChatLines } from "./ChatLines";
import { DisputePart } from "./DisputePart";
import { Facts } from "./Facts";
import { ScorePart } from "./ScorePart";
import { TalkPart } from "./TalkPart";

export type Refused = { intent: string; refusals: Refusal[] } | null;

/** One chat: facts, lines, the check with comment and talk, and the dispute of it. */
export function ChatView({ page, title, mayCheck, refused }: { page: ChatPage; title: string; mayCheck: boolean; refused: Refused }) {
  const t = useT(checkMessages);
  const { chat, check, isOwn } = page;
  const back = isOwn ? { to: "/chats/mine", label: t("chat.back_own") } : { to: "/chats", label: t("chat.back") };
  return (
    <div className="mx-auto grid max-w-5xl gap-4">
      <PageHeader
        title={title}
        back={back}
        action={(mayCheck || isOwn) && <LinkButton to={`/cases/new?chat=${chat.id}&from=check`}>{t("chat.make_case")}</LinkButton>}
      />
      <Facts chat={chat} />
      {page.isBreachOpen && (
        <Breach name={chat.agent?.name ?? chat.account} refusals={refused?.intent === "breach" ? refused.refusals : undefined} />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-label={t("chat.lines")} className="min-w-0 rounded-box border border-line bg-sunken p-3 sm:p-4">
          <ChatLines lines={chat.lines} marked={check?.lines} />
        </section>
        <div className="grid min-w-0 gap-4">
          {check ? (
            <>
              <ScorePart check={check} />
              <TalkPart check={check} refusals={refused?.intent === "reply" ? refused.refusals : undefined} />
              <DisputePart check={check} isOwn={isOwn} refused={refused} />
            </>
          ) : (
            <Card title={t("card.title")}>
              <p className="text-sm text-muted">{t("chat.unchecked")}</p>
              {mayCheck && (
                <PlainForm method="post" action="/chats/check" className="mt-3">
                  <input type="hidden" name="intent" value="choose" />
                  <input type="hidden" name="chat" value={chat.id} />
                  <Button type="submit">{t("chat.choose")}</Button>
                </PlainForm>
              )}
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

function Breach({ name, refusals }: { name: string; refusals?: Refusal[] }) {
  const t = useT(checkMessages);
  return (
    <Card title={t("breach.title")}>
      <Form refusals={refusals} messages={checkMessages} className="grid gap-3">
        <input type="hidden" name="intent" value="breach" />
        <p className="measure text-sm">{t("breach.lead", { name })}</p>
        <TextArea name="note" label={t("breach.note")} rows={2} maxLength={1000} required />
        <div>
          <Button type="submit" variant="primary">
            {t("breach.send")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
