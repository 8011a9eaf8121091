import { Logger, runOnce } from "graphile-worker";
import { Pool } from "pg";
import { connect } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { migrate } from "@db/migrate";
import { reachOf } from "~/cases/reach";
import { chatImportRow, orderChatImport, stageUpload } from "~/chats/import.server";
import { loadPacks } from "~/curriculum/load-packs.server";
import { currentVersions } from "~/curriculum/queries.server";
import type { Actor } from "~/people/actor";
import { addStore, assignAccount } from "~/people/stores.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { type PlainDate, plainDateIn, timeOfDay } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { registeredTasks, runSweeps } from "~/platform/jobs.server";
import { seal } from "~/platform/keys.server";
import type { Outcome, WriteContext } from "~/platform/write.server";
import { factories } from "@test/factories";
import { chatFile, type MonthShop, orderFile } from "@test/factories/month/files";
import type { Told } from "@test/factories/month/plan";
import { wire } from "../../../app/processes/wiring";

const ZONE = "Asia/Shanghai";
const PLATFORM = "tmall";
const STORE = "行囊旗舰店";
const ACCOUNTS = ["小洋", "阿磊", "琳琳", "远远", "小雪", "涛涛", "宁宁", "佳佳"];
const PRODUCTS = ["city-backpack-14", "city-backpack-16", "dawn-backpack-nylon", "dawn-backpack-polyester"];
const MOST_BYTES = 100_000_000;

/** What was done; throws where it was refused. */
export function done<T>(what: string, outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${what} was refused: ${JSON.stringify(outcome.refusals).slice(0, 500)}`);
  return outcome.value;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;
export type Role = "agent" | "supervisor" | "content_owner" | "administrator";

/** A shop with a team of eight cleared agents, their supervisor and somebody for the content, on a database of its own; its clock is moved by hand. */
export async function openShop(dataDir: string) {
  const server = await startEmbedded(dataDir, { info: () => undefined, warn: (line) => void process.stderr.write(`${line}\n`) });
  await server.ensureDatabase("loop");
  await migrate(server.urlFor("loop", "owner"));
  const [app, owning] = [connect(server.urlFor("loop", "app"), { max: 4 }), connect(server.urlFor("loop", "owner"), { max: 2 })];
  const pool = new Pool({ connectionString: server.urlFor("loop", "app"), max: 2 });
  const broke = (error: Error) => void process.stderr.write(`a connection of the worker broke: ${error.message}\n`);
  pool.on("error", broke);
  pool.on("connect", (client) => client.on("error", broke));
  const { db } = app;
  const make = factories(owning.db);
  setDb(db);
  wire();

  /** The clock stands at a minute of a day, in the team's zone. */
  const at = (day: PlainDate, hour: number, minute = 0) =>
    clock.setOffset(timeOfDay(day, hour * 60 + minute, ZONE).getTime() - clock.machine());
  const pass = (seconds: number) => clock.setOffset(clock.offset() + seconds * 1000);
  const ctx = (actorId: string): WriteContext => ({ db, actorId, now: clock.now(), requestId: "loop", submissionId: newId() });

  at("2026-02-27", 9);
  const loaded = await loadPacks(db, "content", clock.now());
  const broken = loaded.find(({ outcome }) => !outcome.ok);
  if (broken) throw new Error(`the pack ${broken.folder} does not load`);
  const team = await make.team({ name: "一组", workingWeek: [1, 2, 3, 4, 5] });
  const administrator = await make.administrator({ name: "老板" });
  const supervisor = await make.supervisor(team.id, { name: "王主管" });
  const keeper = await make.person({ name: "内容", roles: ["content_owner"] });
  const agents: { id: string; name: string }[] = [];
  for (const account of ACCOUNTS) agents.push(await make.trainee(team.id, { name: account, state: "active", clearance: "full" }));
  const { id: storeId } = done("a store", await addStore(ctx(administrator.id), { name: STORE, platform: PLATFORM }));
  for (const [n, nick] of ACCOUNTS.entries())
    done("an account", await assignAccount(ctx(administrator.id), { storeId, nick, personId: agents[n]?.id ?? "", from: "2026-01-05" }));
  const catalogue = await currentVersions(db, "product");
  const month: MonthShop = {
    store: STORE,
    accounts: ACCOUNTS,
    products: PRODUCTS.flatMap((slug) => {
      const found = catalogue.find((one) => one.slug === slug);
      return found ? [{ code: found.body.code, name: found.body.name["zh-CN"], priceFen: Math.round(found.body.price_yuan * 100) }] : [];
    }),
  };

  const actor = (personId: string, role: Role): Actor => ({
    ...{ personId, name: "", locale: "zh-CN", theme: null, sessionId: "", zone: ZONE },
    roles: [{ role, teamId: role === "agent" || role === "supervisor" ? team.id : null }],
    ...(role === "agent" ? { state: "active", clearance: "full", teamId: team.id } : { state: null, clearance: "none", teamId: null }),
  });
  const lead = actor(supervisor.id, "supervisor");

  /** Take every job that waits, as the worker does. */
  async function takeJobs(): Promise<void> {
    const taskList = Object.fromEntries([...registeredTasks()].map(([name, take]) => [name, (payload: unknown) => take(payload, db)]));
    await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: new Logger(() => () => undefined) });
  }

  async function bringFile(kind: "chats" | "orders", fileName: string, content: string) {
    const importId = newId();
    const upload = { importId, kind, storeId, day: "", fileName };
    async function* pieces() {
      await Promise.resolve();
      yield new TextEncoder().encode(content);
    }
    done(fileName, await stageUpload(ctx(administrator.id), upload, pieces(), { most: MOST_BYTES }));
    done(fileName, await orderChatImport(ctx(administrator.id), importId));
    await takeJobs();
    const row = await chatImportRow(db, importId);
    if (row?.state !== "done") throw new Error(`${fileName} is ${row?.state ?? "gone"}: ${row?.failure ?? ""}`);
    return row;
  }

  return {
    ...{ db, make, at, pass, ctx, actor, lead, supervisor, keeper, agents, month, takeJobs },
    teamId: team.id,
    reach: reachOf(lead),
    reachOf: (personId: string, role: Role) => reachOf(actor(personId, role)),
    today: () => plainDateIn(ZONE, clock.now()),
    /** Every sweep of two minutes, with the jobs that they make: what one finds, another may wait for. */
    async sweep(): Promise<void> {
      for (let minute = 0; minute < 2; minute++) {
        pass(60);
        await runSweeps(db, clock.now());
        await takeJobs();
      }
    },
    /** Bring some days' chats in, then their orders. Returns how many chats came. */
    async bring(told: readonly Told[]): Promise<number> {
      const name = `${told[0]?.day ?? ""}`;
      const chats = await bringFile("chats", `${name}.json`, chatFile(told, month));
      if (chats.added !== told.length || chats.parked > 0 || chats.faultCount > 0)
        throw new Error(`of ${told.length} chats ${chats.added} came in, ${chats.parked} are nobody's, ${chats.faultCount} faults`);
      await bringFile("orders", `${name}.csv`, orderFile(told, month));
      return chats.added;
    },
    /** The name under which a told chat is stored. */
    sessionKey: ({ key }: Told) => seal("chat session", `${PLATFORM}\0${key}`),
    async close(): Promise<void> {
      await Promise.all([pool.end(), app.close(), owning.close()]);
      await server.stop();
    },
  };
}
