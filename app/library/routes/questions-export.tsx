import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import Download from "lucide-react/icons/download";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { locales } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { ApplyButton } from "~/ui/ApplyButton";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { SelectField } from "~/ui/SelectField";
import { Table } from "~/ui/Table";
import { questionTypes } from "../fields-questions";
import { choices } from "../list.server";
import { libraryMessages } from "../messages";
import { answerMessages } from "../messages.answers";
import { columnMessages } from "../messages.columns";
import { exchangeMessages } from "../messages.exchange";
import { searchMessages } from "../messages.search";
import { namesIn } from "../questions/names.server";
import { byReason, foreignFormats, leaves, questionsWanted, sheetFormats, wantedIn } from "../questions/export.server";

export const meta: MetaFunction = () => [{ title: "导出题目 · Export questions — 上岗 Deskready" }];

/** Which questions there are to take along, by topic, pack and type. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "library:export");
  const wanted = wantedIn(new URL(args.request.url).searchParams);
  const locale = await requestLocale(args);
  const [{ questions, made }, { topics, packs }, names] = await Promise.all([
    questionsWanted(db(), wanted),
    choices(db(), locale),
    namesIn(db()),
  ]);
  const { staying, lessened } = leaves(questions, "gift", locale, names);
  const losses = { staying: byReason(staying), lessened: byReason(lessened) };
  return {
    wanted,
    count: questions.length,
    made,
    topics,
    packs,
    losses,
    types: questionTypes,
    formats: [...sheetFormats, ...foreignFormats],
  };
}

export default function QuestionsExport() {
  const { wanted, count, made, topics, packs, losses, types, formats } = useLoaderData<typeof loader>();
  const t = useT(exchangeMessages);
  const filter = useT(searchMessages);
  const type = useT(answerMessages);
  const side = useT(columnMessages);
  const { locale } = useReader();
  const submit = useSubmit();
  const left = [...losses.staying.map((row) => ({ ...row, stays: true })), ...losses.lessened.map((row) => ({ ...row, stays: false }))];
  return (
    <>
      <PageHeader title={t("out.title")} detail={t("out.lead")} back={{ to: "/library", label: useT(libraryMessages)("title") }} />
      <div className="grid max-w-4xl gap-5">
        <Card title={t("out.which")}>
          <Form
            key={JSON.stringify(wanted)}
            method="get"
            onChange={(e) => submit(e.currentTarget, { preventScrollReset: true })}
            className="grid gap-4 sm:grid-cols-3"
          >
            <SelectField
              name="topic"
              label={filter("filter.topic")}
              placeholder={filter("filter.any_topic")}
              options={topics}
              defaultValue={wanted.topic ?? ""}
            />
            <SelectField
              name="type"
              label={t("out.type")}
              placeholder={t("out.any_type")}
              options={types.map((kind) => ({ value: kind, label: type(`type.${kind}`) }))}
              defaultValue={wanted.type ?? ""}
            />
            <SelectField
              name="pack"
              label={filter("filter.pack")}
              placeholder={filter("filter.any_pack")}
              options={packs}
              defaultValue={wanted.pack ?? ""}
            />
            <ApplyButton>{filter("filter.apply")}</ApplyButton>
          </Form>
          <p role="status" className="mt-4 text-base font-semibold tabular-nums">
            {t("out.count", { count })}
          </p>
          {made > 0 && <p className="mt-1 text-sm text-muted">{t("out.made", { count: made })}</p>}
        </Card>
        {count === 0 ? (
          <Notice tone="neutral">{t("out.none")}</Notice>
        ) : (
          <Card title={t("out.format")}>
            {/* A plain form: its answer is a file, and the page stays. */}
            <form method="post" action="/library/questions/download" className="grid gap-5">
              {Object.entries(wanted).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
              <RadioCards
                name="format"
                legend={t("out.format")}
                legendHidden
                columns={2}
                defaultValue={formats[0]}
                options={formats.map((value) => ({ value, label: t(`format.${value}`), description: t(`format.${value}_about`) }))}
              />
              <SelectField
                name="language"
                label={t("out.language")}
                hint={t("out.language_hint")}
                defaultValue={locale}
                options={locales.map((value) => ({ value, label: side(`side.${value}`) }))}
                className="max-w-sm"
              />
              <div>
                <Button type="submit" variant="primary" icon={<Download aria-hidden className="size-4" />}>
                  {t("out.do")}
                </Button>
              </div>
            </form>
          </Card>
        )}
        {left.length > 0 && (
          <Card title={t("out.staying")} flush>
            <Table
              caption={t("out.staying")}
              dense
              rows={left}
              rowKey={(row) => `${row.type} ${row.why}`}
              columns={[
                { key: "type", header: t("out.type"), primary: true, cell: (row) => type(`type.${row.type}`) },
                { key: "count", header: t("out.number"), align: "end", cell: (row) => row.count },
                { key: "what", header: t("out.what"), cell: (row) => t(row.stays ? "out.stays" : "out.lessened") },
                { key: "why", header: t("out.why"), cell: (row) => t(`why.${row.why}`) },
              ]}
            />
          </Card>
        )}
      </div>
    </>
  );
}
