import { routeArgs } from "@test/factories/request";
import { livePage } from "~/cases/live-page.server";
import type { LiveView } from "~/cases/live-view";
import * as presentRoute from "~/cases/routes/present";
import * as streamRoute from "~/cases/routes/live-stream";
import type { Who } from "./desk";
import { meetingDesk } from "./meeting-desk";

type Presses = Record<string, string | string[]>;

/** A shop as `meetingDesk` makes it, meetings that are presented, and pages that follow them. For a file's top level. */
export async function liveDesk() {
  const desk = await meetingDesk();
  const { db, lost, met, reach, ask, cookies } = desk;

  /** A meeting of two cases that is presented by the supervisor. */
  async function begun(better?: string) {
    const cases = [await lost(300, undefined, better), await lost(100)] as const;
    const { meetingId, now } = await met(...cases);
    const params = { meetingId };
    const press = (form: Presses, who: Who = "supervisor") => ask(presentRoute, who, params, form);
    const seen = async (who: Who, asLead = false): Promise<LiveView> => {
      const page = await livePage(db, reach(who), meetingId, { asLead, now });
      if (!page) throw new Error("nothing to see");
      return page.view;
    };
    const begin = await press({ intent: "begin" });
    if (begin.status !== 302) throw new Error(`could not begin: ${begin.body}`);
    return { first: cases[0], second: cases[1], meetingId, now, params, press, seen };
  }

  /** A page of somebody that follows: what it has heard, and the first state after what it heard that is as wanted. */
  async function listen(who: Who, params: { meetingId: string }, query = "") {
    const gone = new AbortController();
    const args = routeArgs(`/x${query}`, { cookie: cookies[who], params });
    const response = await streamRoute.loader({ ...args, request: new Request(args.request, { signal: gone.signal }) });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = "";
    let taken = 0;
    const more = async () => {
      const part = await reader?.read();
      heard += part?.value ?? "";
      return part?.done !== true;
    };
    async function next(isWanted: (view: LiveView) => boolean): Promise<LiveView> {
      for (;;) {
        for (let end = heard.indexOf("\n\n", taken); end >= 0; end = heard.indexOf("\n\n", taken)) {
          const message = heard.slice(taken, end);
          taken = end + 2;
          const view = message.includes("event:") ? undefined : /^data: (.*)$/m.exec(message)?.[1];
          if (view !== undefined && isWanted(JSON.parse(view) as LiveView)) return JSON.parse(view) as LiveView;
        }
        if (!(await more())) throw new Error(`the stream ended:\n${heard}`);
      }
    }
    async function end(): Promise<void> {
      while (await more());
    }
    return { response, next, end, text: () => heard, close: () => gone.abort() };
  }
  return { ...desk, begun, listen };
}
