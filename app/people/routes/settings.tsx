import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import Bell from "lucide-react/icons/bell";
import BrainCog from "lucide-react/icons/brain-cog";
import CalendarDays from "lucide-react/icons/calendar-days";
import DoorOpen from "lucide-react/icons/door-open";
import PackageOpen from "lucide-react/icons/package-open";
import ScrollText from "lucide-react/icons/scroll-text";
import Store from "lucide-react/icons/store";
import Share2 from "lucide-react/icons/share-2";
import Users from "lucide-react/icons/users";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { problem, readForm, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { accept, refuse, write } from "~/platform/write.server";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { RowLink } from "~/ui/RowLink";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { couriersIn } from "../courier-rules";
import { canDo, requireCan, writeContext } from "../guard.server";
import { settingsMessages } from "../messages.settings";
import { readSetting, writeSetting } from "../settings.server";

export const meta: MetaFunction = () => [{ title: "设置 · Settings — 上岗 Deskready" }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "settings:view");
  const [shopName, couriers, singleExaminer, mayEdit, maySeeAudit, mayTell, mayNotify] = await Promise.all([
    readSetting(db(), "shop_name"),
    readSetting(db(), "couriers"),
    readSetting(db(), "single_examiner"),
    canDo(args, actor, "settings:edit"),
    canDo(args, actor, "audit:view"),
    canDo(args, actor, "telling:manage"),
    canDo(args, actor, "notifying:manage"),
  ]);
  return { shopName, couriers, singleExaminer, mayEdit, maySeeAudit, mayTell, mayNotify };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "settings:edit");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const step = textOf(form, "step");
  const outcome = await write(ctx, async (tx) => {
    if (step === "name") {
      const name = textOf(form, "shopName");
      if (name === "" || name.length > 80) return refuse(name === "" ? "name_missing" : "name_long", { field: "shopName" });
      return accept(await writeSetting(tx, ctx, "shop_name", name));
    }
    if (step === "couriers") {
      const couriers = couriersIn(textOf(form, "couriers"));
      return couriers.ok ? accept(await writeSetting(tx, ctx, "couriers", couriers.value)) : couriers;
    }
    if (step === "single_on" || step === "single_off") return accept(await writeSetting(tx, ctx, "single_examiner", step === "single_on"));
    throw problem(400, "bad_request");
  });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 400 });
  throw redirect("/settings", { headers: { "Set-Cookie": await toast("saved") } });
}

const places = [
  { key: "teams", to: "/settings/teams", icon: Users },
  { key: "stores", to: "/settings/stores", icon: Store },
  { key: "holidays", to: "/settings/holidays", icon: CalendarDays },
  { key: "gates", to: "/settings/gates", icon: DoorOpen },
  { key: "entitlements", to: "/settings/entitlements", icon: PackageOpen },
  { key: "memory", to: "/settings/memory", icon: BrainCog },
  { key: "telling", to: "/settings/telling", icon: Share2 },
  { key: "notifying", to: "/settings/notifications", icon: Bell },
  { key: "audit", to: "/settings/audit", icon: ScrollText },
] as const;

export default function SettingsPage() {
  const { shopName, couriers, singleExaminer, mayEdit, maySeeAudit, mayTell, mayNotify } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useT(settingsMessages);
  // Each form shows its own; what is of no field stands with the first.
  const refusedOf = (name: "shopName" | "couriers") => refused?.refusals.filter(({ field = "shopName" }) => field === name);
  return (
    <>
      <PageHeader title={t("title")} detail={t("detail")} />
      <div className="grid max-w-3xl gap-5">
        <Card flush>
          <ul className="divide-y divide-line">
            {places
              .filter(({ key }) => (key !== "audit" || maySeeAudit) && (key !== "telling" || mayTell) && (key !== "notifying" || mayNotify))
              .map(({ key, to, icon: Icon }) => (
                <li key={key}>
                  <RowLink to={to} icon={<Icon aria-hidden className="size-5 shrink-0 text-muted" />} title={t(key)}>
                    <span className="block text-sm text-muted">{t(`${key}_body`)}</span>
                  </RowLink>
                </li>
              ))}
          </ul>
        </Card>
        <Card title={t("shop")}>
          <Form
            refusals={refusedOf("shopName")}
            messages={settingsMessages}
            draftKey="shop-name"
            className="flex flex-wrap items-end gap-3"
          >
            <TextField
              name="shopName"
              label={t("shop_name")}
              defaultValue={shopName}
              required
              maxLength={80}
              disabled={!mayEdit}
              className="w-full max-w-sm"
            />
            {mayEdit && (
              <Button type="submit" name="step" value="name">
                {t("save")}
              </Button>
            )}
          </Form>
        </Card>
        <Card title={t("couriers_title")}>
          <p className="mb-4 max-w-prose text-sm text-muted">{t("couriers_body")}</p>
          {mayEdit ? (
            <Form
              refusals={refusedOf("couriers")}
              messages={settingsMessages}
              draftKey="couriers"
              className="flex max-w-sm flex-col items-start gap-3"
            >
              <TextArea name="couriers" label={t("couriers")} defaultValue={couriers.join("\n")} rows={3} className="w-full" />
              <Button type="submit" name="step" value="couriers">
                {t("save")}
              </Button>
            </Form>
          ) : (
            <p className="text-sm">{couriers.length > 0 ? couriers.join(t("couriers_join")) : t("couriers_none")}</p>
          )}
        </Card>
        <Card
          title={t("single_title")}
          action={<Badge tone={singleExaminer ? "waiting" : "neutral"}>{singleExaminer ? t("single_on") : t("single_off")}</Badge>}
        >
          <p className="mb-4 max-w-prose text-sm text-muted">{t("single_body")}</p>
          {mayEdit ? (
            <Form>
              <Button
                type="submit"
                name="step"
                value={singleExaminer ? "single_off" : "single_on"}
                role="switch"
                aria-checked={singleExaminer}
              >
                {t("single_label")}
                {" · "}
                {singleExaminer ? t("single_on") : t("single_off")}
              </Button>
            </Form>
          ) : (
            <p className="text-sm">{t("admin_only")}</p>
          )}
        </Card>
      </div>
    </>
  );
}
