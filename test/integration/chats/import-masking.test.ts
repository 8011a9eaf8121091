import { expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { loadPack } from "~/curriculum/load.server";
import { setDb } from "~/platform/database.server";
import { seededRandom } from "~/platform/seed";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { importDesk, type Said, session } from "./import-desk";

const { db, ctx, make, owner } = await freshDatabase();
setDb(db);
await loadPack(db, "content/taobao-cs", MONDAY);
const manager = await make.administrator({ name: "Owner" });
const team = await make.team();
const agent = await make.trainee(team.id, { name: "何小满" });
const desk = await importDesk(owner, ctx(MONDAY, manager.id), agent.id);

const PLANTED = 50;
const random = seededRandom("planted");
const one = (from: string) => [...from][Math.floor(random() * [...from].length)] ?? "";
const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join("");
const planted = Array.from({ length: PLANTED }, () => ({
  name: one("王李张刘陈杨赵吴周徐孙朱胡郭林罗郑梁谢宋") + one("晓佳欣雨梓浩俊文思嘉") + one("怡琪涵轩宇妍彤峰霞婷"),
  phone: `1${one("35789")}${digits(9)}`,
  address: `${one("长新东中和")}${one("宁安兴华平")}路${100 + Math.floor(random() * 800)}号${1 + Math.floor(random() * 20)}幢${1 + Math.floor(random() * 4)}单元${101 + Math.floor(random() * 500)}`,
  order: `4${digits(18)}`,
}));

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const tables = await owner.execute<{ name: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await owner.execute<{ row: string }>(sql`select t::text as row from ${sql.raw(name)} t`).catch(() => []);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}

it("leaves none of 200 planted names, telephones, addresses and order numbers in the database, whatever came of the file", async () => {
  const said = ({ name, phone, address, order }: (typeof planted)[number]): Said[] => [
    ["buyer", "你好，改一下地址", 0],
    ["buyer", `收件人${name}，${phone}，${address}`, 9],
    ["agent", `好的，${name}，${address}，订单${order}已经备注`, 30],
    ["buyer", `我的单号是${order}，打${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, 50],
  ];
  const sessions = planted.map((values, i) => session(values.order, values.name, said(values), { at: i }));
  const done = await desk.bring(JSON.stringify(sessions), { fileName: `${planted[0]?.phone}.json` });
  expect(done).toMatchObject({ state: "done", added: PLANTED });
  const broken = await desk.bring(JSON.stringify(sessions).slice(0, -40) + "x", { fileName: "b.json" });
  expect(broken.state).toBe("failed");
  const rows = planted.map(({ name, phone, order, address }) => `${order}\t${name}\t小满\t${phone}\t${address}\t${name}${phone}`);
  const faulty = await desk.bring(["会话ID\t买家昵称\t客服\t发送人\t内容\t时间", ...rows].join("\n"), { fileName: "f.tsv" });
  expect(faulty.faultCount).toBe(PLANTED);
  const orders = planted.map(({ name, order }) => `${order},${name},2026-02-27 10:00:00,,${name},`);
  await desk.bring(["订单编号,买家昵称,创建时间,付款时间,实付金额,商品编码", ...orders].join("\n"), { kind: "orders", fileName: "o.csv" });

  const text = await dump();
  expect(text).toContain("〔姓名〕");
  const left = planted.flatMap((values) => Object.values(values)).filter((words) => text.includes(words));
  process.stdout.write(`planted ${PLANTED * 4}, left in the database ${left.length}\n`);
  expect(left).toEqual([]);
});
