import { DatabaseError, Pool } from "pg";
import { isUnavailable } from "~/platform/database.server";
import { log } from "~/platform/log.server";

/** PostgreSQL's "cannot connect now": the one way of being away that the queue asks again after, instead of ending the process. */
const ASK_AGAIN = "57P03";

/** The connections of the worker. However the database is away (refused, full, broken in the middle of a statement), they say it in the queue's words. */
export function workerPool(url: string, max: number): Pool {
  const pool = new Pool({ connectionString: url, max, application_name: "deskready-worker" });
  const broken = (error: Error) => log.warn({ err: error }, "a connection of the worker broke");
  pool.on("error", broken);
  pool.on("connect", (client) => {
    client.on("error", broken);
    client.query = inItsWords(client, client.query);
  });
  pool.connect = inItsWords(pool, pool.connect);
  return pool;
}

/** The same method; where it promises something, a connection that failed rejects with `ASK_AGAIN`. What the database answered to a statement stays as it is. */
function inItsWords<Method extends (...args: never[]) => unknown>(of: object, method: Method): Method {
  return new Proxy(method, {
    apply(_method, _this, args) {
      const answer: unknown = Reflect.apply(method, of, args);
      return answer instanceof Promise ? answer.catch(rethrow) : answer;
    },
  });
}

function rethrow(error: unknown): never {
  if (error instanceof DatabaseError && !isUnavailable(error)) throw error;
  throw Object.assign(new Error(error instanceof Error ? error.message : String(error), { cause: error }), { code: ASK_AGAIN });
}
