import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createNetServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { type AddressRange, rangeOf } from "~/platform/addresses";
import { post, targetFault } from "~/platform/outgoing.server";

const LOOPBACK = ["127.0.0.0/8"].map((text) => rangeOf(text) as AddressRange);
const opened: { close: () => void }[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const server of opened.splice(0)) server.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});

async function listen(server: Server | ReturnType<typeof createNetServer>): Promise<number> {
  opened.push(server);
  server.on("connection", (socket: Socket) => void sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

/** A real server on this machine, and what it was asked. */
async function serve(answer: RequestListener) {
  const asked: { method?: string; path?: string; headers: IncomingMessage["headers"]; body: string }[] = [];
  const port = await listen(
    createServer((req, res) => {
      let body = "";
      req.setEncoding("utf8");
      req.on("data", (chunk: string) => (body += chunk));
      req.on("end", () => {
        asked.push({ method: req.method, path: req.url, headers: req.headers, body });
        answer(req, res);
      });
    }),
  );
  return { port, asked };
}

describe("posting to another system", () => {
  it("sends body and headers, and brings back what was answered", async () => {
    const { port, asked } = await serve((_req, res) => void res.writeHead(202).end("收到"));
    const heard = await post(
      { url: `http://127.0.0.1:${port}/hook?a=1`, body: `{"好":1}`, headers: { "webhook-id": "msg_1" } },
      { allow: LOOPBACK },
    );
    expect(heard).toMatchObject({ status: 202, body: "收到", whole: true });
    expect(asked).toMatchObject([
      {
        method: "POST",
        path: "/hook?a=1",
        body: `{"好":1}`,
        headers: { "webhook-id": "msg_1", "content-type": "application/json; charset=utf-8", "content-length": "9" },
      },
    ]);
  });

  it("asks for the name once, connects to the address that was judged, and names the host that was meant", async () => {
    const { port, asked } = await serve((_req, res) => void res.end("ok"));
    const lookups: string[] = [];
    // A name that leads to a forbidden place the second time it is asked for.
    const resolve = (host: string) => Promise.resolve(lookups.push(host) === 1 ? ["127.0.0.1"] : ["169.254.169.254"]);
    const heard = await post({ url: `http://shop.example:${port}/`, body: "{}" }, { allow: LOOPBACK, resolve });
    expect(heard).toMatchObject({ status: 200 });
    expect(lookups).toEqual(["shop.example"]);
    expect(asked[0]?.headers.host).toBe(`shop.example:${port}`);
  });

  it("asks for the certificate of the name, not of the address, and trusts no stranger's", async () => {
    const names: string[] = [];
    const server = createTlsServer({
      SNICallback: (name, done) => {
        names.push(name);
        done(new Error("no certificate"));
      },
    });
    server.on("tlsClientError", () => undefined);
    const port = await listen(server);
    const heard = await post(
      { url: `https://shop.example:${port}/`, body: "{}" },
      { allow: LOOPBACK, resolve: () => Promise.resolve(["127.0.0.1"]) },
    );
    expect(names).toEqual(["shop.example"]);
    expect(heard).toHaveProperty("fault");
  });

  it.each([
    ["a private address", "http://10.0.0.1/", [], "address_forbidden"],
    ["this machine", "https://127.0.0.1/", [], "address_forbidden"],
    ["this machine, written otherwise", "https://0x7f.1/", [], "address_forbidden"],
    ["this machine as a number", "https://2130706433/", [], "address_forbidden"],
    ["this machine inside IPv6", "https://[::ffff:127.0.0.1]/", [], "address_forbidden"],
    ["this machine in IPv6", "https://[::1]/", [], "address_forbidden"],
    ["any address", "https://0.0.0.0/", [], "address_forbidden"],
    ["the cloud's own data", "https://169.254.169.254/latest/", [], "address_forbidden"],
    ["another private range than the allowed one", "https://10.0.0.1/", LOOPBACK, "address_forbidden"],
    ["the open net in clear text", "http://8.8.8.8/", LOOPBACK, "needs_https"],
    ["a file", "file:///etc/passwd", [], "address_malformed"],
    ["a name and a password", "https://me:secret@example.com/", [], "address_malformed"],
    ["nonsense", "not a url", [], "address_malformed"],
  ])("does not go to %s", async (_what, url, allow, fault) => {
    expect(await post({ url, body: "{}" }, { allow })).toMatchObject({ fault });
    expect(targetFault(url, allow)).toBe(fault);
  });

  it("refuses a name one of whose addresses is forbidden", async () => {
    const resolve = () => Promise.resolve(["93.184.216.34", "10.0.0.1"]);
    expect(await post({ url: "https://shop.example/", body: "{}" }, { allow: [], resolve })).toMatchObject({ fault: "address_forbidden" });
  });

  it.each([
    ["no address", () => Promise.resolve([])],
    ["an error", () => Promise.reject(new Error("ENOTFOUND"))],
  ])("says that a host is unknown when its name gives %s", async (_what, resolve) => {
    expect(await post({ url: "https://shop.example/", body: "{}" }, { allow: [], resolve })).toMatchObject({ fault: "unknown_host" });
  });

  it("does not follow a redirect to a private address", async () => {
    const secret = await serve((_req, res) => void res.end("inside"));
    const { port } = await serve((_req, res) => void res.writeHead(302, { Location: `http://127.0.0.1:${secret.port}/` }).end());
    expect(await post({ url: `http://127.0.0.1:${port}/`, body: "{}" }, { allow: LOOPBACK })).toMatchObject({ status: 302 });
    expect(secret.asked).toEqual([]);
  });

  it("gives up on one that hangs before it answers, and on one that hangs in the middle", async () => {
    const silent = await listen(createNetServer(() => undefined));
    const half = await serve((_req, res) => void res.writeHead(200).write("half"));
    for (const port of [silent, half.port])
      expect(await post({ url: `http://127.0.0.1:${port}/`, body: "{}" }, { allow: LOOPBACK, mostMs: 150 })).toMatchObject({
        fault: "timed_out",
      });
  });

  it("gives up on a name that is looked up for ever", async () => {
    const resolve = () => new Promise<string[]>(() => undefined);
    expect(await post({ url: "https://shop.example/", body: "{}" }, { resolve, mostMs: 50 })).toMatchObject({ fault: "timed_out" });
  });

  it("reads 64 kB of one that streams for ever, and hangs up", async () => {
    let gone = 0;
    const { port } = await serve((_req, res) => {
      res.writeHead(200);
      const more = () => void (res.destroyed || res.write("x".repeat(10_000), more));
      res.on("close", () => void gone++);
      more();
    });
    const heard = await post({ url: `http://127.0.0.1:${port}/`, body: "{}" }, { allow: LOOPBACK });
    expect(heard).toMatchObject({ status: 200, whole: false });
    expect("body" in heard && heard.body.length).toBe(64 * 1024);
    await expect.poll(() => gone).toBe(1);
  });

  it("tells one that answers 500, one that hangs up, and one that is not there apart", async () => {
    const broken = await serve((_req, res) => void res.writeHead(500).end("oh"));
    const rude = await listen(createNetServer((socket) => void socket.once("data", () => socket.destroy())));
    const absent = createNetServer();
    const port = await listen(absent);
    await new Promise((resolve) => absent.close(resolve));
    const to = (at: number) => post({ url: `http://127.0.0.1:${at}/`, body: "{}" }, { allow: LOOPBACK });
    expect(await to(broken.port)).toMatchObject({ status: 500, body: "oh" });
    expect(await to(rude)).toMatchObject({ fault: "cut_off" });
    expect(await to(port)).toMatchObject({ fault: "unreachable" });
  });
});
