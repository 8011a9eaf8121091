import Inbox from "lucide-react/icons/inbox";
import { useState } from "react";
import { useT } from "~/platform/use-locale";
import { Avatar } from "../Avatar";
import { Badge } from "../Badge";
import { Button } from "../Button";
import { Card } from "../Card";
import { ConfirmButton } from "../ConfirmButton";
import { Dialog } from "../Dialog";
import { EmptyState } from "../EmptyState";
import { Fold } from "../Fold";
import { LinkButton } from "../LinkButton";
import { Menu } from "../Menu";
import { Notice } from "../Notice";
import { Pagination } from "../Pagination";
import { type LineDayState, ProgressLine } from "../ProgressLine";
import { Ring } from "../Ring";
import { Skeleton } from "../Skeleton";
import { Table } from "../Table";
import { Tabs } from "../Tabs";
import { Timeline } from "../Timeline";
import { showToast } from "../toast-queue";
import { kitMessages } from "./messages";

/** Sizes, weights and inks. */
export function TypeSpecimens() {
  const t = useT(kitMessages);
  return (
    <div className="space-y-3">
      <p className="text-xl font-semibold">{t("type.title")}</p>
      <p className="text-lg font-semibold">{t("type.title")}</p>
      <p className="measure">{t("type.body")}</p>
      <p className="text-sm text-muted">{t("type.note")}</p>
      <p className="text-xs text-faint">{t("type.faint")}</p>
    </div>
  );
}

/** Badges, notices, empty, loading. */
export function StateSpecimens() {
  const t = useT(kitMessages);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap gap-2">
        <Badge tone="cleared">{t("state.cleared")}</Badge>
        <Badge tone="waiting">{t("state.waiting")}</Badge>
        <Badge tone="blocked">{t("state.blocked")}</Badge>
        <Badge tone="accent">{t("state.today")}</Badge>
        <Badge>{t("state.neutral")}</Badge>
      </div>
      <Notice tone="cleared" title={t("notice.cleared")}>
        {t("notice.cleared_body")}
      </Notice>
      <Notice tone="waiting" title={t("notice.waiting")}>
        {t("notice.waiting_body")}
      </Notice>
      <Notice tone="blocked" title={t("notice.blocked")} action={<Button size="sm">{t("primary")}</Button>}>
        {t("notice.blocked_body")}
      </Notice>
      <Notice>{t("notice.neutral")}</Notice>
      <Card>
        <EmptyState icon={<Inbox />} title={t("empty.title")} level={3} action={<LinkButton to="/kit">{t("empty.action")}</LinkButton>}>
          {t("empty.body")}
        </EmptyState>
      </Card>
      <Skeleton />
    </div>
  );
}

const phases = [
  "warehouse",
  "warehouse",
  "warehouse",
  "warehouse",
  "warehouse",
  "rules",
  "rules",
  "rules",
  "rules",
  "bank",
  "bank",
  "bank",
  "desk",
  "desk",
  "desk",
];

function plan(states: readonly LineDayState[]) {
  return phases.map((phase, i) => ({ day: i + 1, phase, state: states[i] ?? ("ahead" as const) }));
}

const early = plan(["done", "done", "waiting", "today"]);
const late = plan(["done", "done", "done", "done", "done", "paused", "late", "late", "today"]);
const over = plan(phases.map(() => "done" as const));

/** What is drawn rather than told. */
export function DrawingSpecimens() {
  const t = useT(kitMessages);
  return (
    <div className="space-y-6">
      <Card raised>
        <p className="mb-2 text-sm text-muted">{t("line.full")}</p>
        <ProgressLine days={early} today={4} gates={[{ afterDay: 12, passed: false }]} />
      </Card>
      <Card>
        <p className="mb-2 text-sm text-muted">{t("line.late")}</p>
        <ProgressLine days={late} today={9} gates={[{ afterDay: 12, passed: false }]} />
      </Card>
      <div className="flex flex-wrap items-center gap-4">
        <Ring value={0.62} label={t("ring.bank")} size={72} />
        <Ring value={0.996} label={t("ring.rules")} />
        <Ring value={0} label={t("ring.rules")} />
        <Ring value={1} label={t("ring.done")} cleared />
        <Ring value={0.3} label={t("ring.rules")} size={20} />
      </div>
      <div className="flex items-center gap-3">
        <Avatar name="林慧" size="lg" />
        <Avatar name="欧阳 娜娜" />
        <Avatar name="Wang Fang" />
        <Avatar name="Zoe" size="sm" />
      </div>
      <Timeline
        items={[
          { id: "d", when: "16:20", title: t("time.d"), tone: "waiting" },
          { id: "c", when: "15:02", title: t("time.c"), tone: "cleared" },
          { id: "b", when: "14:40", title: t("time.b"), tone: "blocked", children: t("time.b_body") },
          { id: "a", when: "11:15", title: t("time.a") },
        ]}
      />
    </div>
  );
}

type Trainee = { name: string; day: number; days: typeof early; passed: boolean; tone: "waiting" | "blocked" | "cleared" };
const trainees: Trainee[] = [
  { name: "王芳 Wang Fang", day: 9, days: late, passed: false, tone: "blocked" },
  { name: "陈晓 Chen Xiao", day: 4, days: early, passed: false, tone: "waiting" },
  { name: "刘洋 Liu Yang", day: 15, days: over, passed: true, tone: "cleared" },
];

/** A table of trainees with their lines, tabs and pages. */
export function TableSpecimens() {
  const t = useT(kitMessages);
  return (
    <div className="space-y-4">
      <Tabs
        label={t("table.caption")}
        items={[
          { to: "/kit?tab=open", label: t("tab.open"), count: 3, current: true },
          { to: "/kit?tab=done", label: t("tab.done"), current: false },
          { to: "/kit?tab=all", label: t("tab.all"), count: 24, current: false },
        ]}
      />
      <Fold boxed summary={t("fold.summary")}>
        <p className="px-5 pb-4 text-sm text-muted">{t("fold.body")}</p>
      </Fold>
      <Card flush>
        <Table
          caption={t("table.caption")}
          rows={trainees}
          rowKey={(row) => row.name}
          columns={[
            { key: "name", header: t("table.name"), primary: true, cell: (row) => row.name },
            { key: "day", header: t("table.day"), align: "end", cell: (row) => row.day, sortTo: "/kit", sorted: "descending" },
            {
              key: "line",
              header: t("table.line"),
              cell: (row) => <ProgressLine size="compact" days={row.days} today={row.day} gates={[{ afterDay: 12, passed: row.passed }]} />,
            },
            { key: "state", header: t("table.state"), cell: (row) => <Badge tone={row.tone}>{t(`state.${row.tone}`)}</Badge> },
          ]}
        />
      </Card>
      <Pagination previous={null} next="/kit?page=2" summary={t("table.summary")} />
    </div>
  );
}

/** Dialog, question, menu, message. */
export function OverlaySpecimens() {
  const t = useT(kitMessages);
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button onClick={() => setOpen(true)}>{t("dialog.open")}</Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("dialog.title")}
        actions={<Button variant="primary">{t("primary")}</Button>}
      >
        {t("dialog.body")}
      </Dialog>
      <ConfirmButton
        question={t("confirm.question")}
        consequence={t("confirm.body")}
        onConfirm={() => showToast({ id: "kit", text: t("toast.text") })}
      >
        {t("danger")}
      </ConfirmButton>
      <Menu
        label={t("menu.label")}
        variant="secondary"
        items={[
          { id: "edit", label: t("menu.edit"), to: "/kit" },
          { id: "plan", label: t("menu.plan"), disabled: true },
          { id: "danger", label: t("danger"), danger: true, onSelect: () => showToast({ id: "menu", text: t("toast.text") }) },
        ]}
      />
      <Button onClick={() => showToast({ id: "shown", text: t("toast.text") })}>{t("toast.show")}</Button>
    </div>
  );
}
