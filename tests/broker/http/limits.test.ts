import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { type HttpLimits, httpLimits } from "../../../protocol/config/limits.ts";
import { Hall } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

const PASSWORD = "længe-leve-køen";
const STAFF = "/api/locations/demo/queues";
let hall: Hall;
afterEach(() => hall?.close());

/** What the clock of requests shows. It stands still unless a test moves it: how fast this machine asks is not what is tested. */
let steadyMs = 0;

async function open(limits: Partial<HttpLimits> = {}): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  hall = await Hall.open({
    door: new Door(["anna", "bo"].map((staff) => ({ staff, hash }))),
    http: {
      ...{ host: "127.0.0.1", port: 0, tls: null, publicUrl: (port: number) => `http://127.0.0.1:${port}` },
      limits: { ...httpLimits.parse({}), ...limits },
      steadyMs: () => steadyMs,
    },
  });
}

type Asked = {
  readonly from?: string;
  readonly cookie?: string;
  readonly method?: string;
  readonly body?: string;
};

/** Asks from one of this machine's addresses; answers as soon as there are headers. */
async function ask(
  path: string,
  { from = "127.0.0.2", cookie, method, body }: Asked = {},
): Promise<IncomingMessage> {
  const asked = request(`${hall.url}${path}`, {
    ...{ localAddress: from, agent: false, method: method ?? "GET" },
    headers: cookie === undefined ? {} : { cookie },
  });
  asked.end(body);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  onTestFinished(() => void answer.destroy());
  return answer;
}

async function statuses(count: number, path: string, asked: Asked = {}): Promise<(number | undefined)[]> {
  const all = [];
  for (let at = 0; at < count; at += 1) {
    const answer = await ask(path, asked);
    answer.resume();
    all.push(answer.statusCode);
  }
  return all;
}

const times = (count: number, status: number) => Array.from({ length: count }, () => status);

async function signIn(name: string): Promise<string> {
  const reply = await hall.post("/api/sign-in", { name, password: PASSWORD });
  return (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

async function counted(): Promise<string[]> {
  const { text } = await hall.ask("/metrics");
  return text.split("\n").filter((line) => line.startsWith("talon_limits_total{"));
}

describe("how many requests the hub answers", () => {
  it("of an address from which nobody is signed in: as many as in ten seconds at once, then it says when", async () => {
    await open({ requestsPerAddress: 1 });
    expect(await statuses(12, "/")).toEqual([...times(10, 200), 429, 429]);
    const refused = await ask("/");
    expect(Number(refused.headers["retry-after"])).toBe(1);
    expect(await statuses(1, "/", { from: "127.0.0.3" })).toEqual([200]);
    steadyMs += 1000;
    expect(await statuses(2, "/")).toEqual([200, 429]);
    expect(await counted()).toEqual([`talon_limits_total{side="http",limit="requests"} 4`]);
    const lines = hall.lines.filter(({ what }) => what === "web requests met a limit");
    expect(lines).toMatchObject([{ limit: "requests", count: 1 }]);
    expect(JSON.stringify(lines)).not.toContain("127.0.0");
  });

  it("of whoever is signed in: by account, wherever they are, and colleagues at the same address do not feel it", async () => {
    await open({ requestsPerAddress: 1, requestsPerAccount: 2 });
    const [anna, bo] = [await signIn("anna"), await signIn("bo")];
    expect(await statuses(11, "/")).toEqual([...times(10, 200), 429]);
    expect(await statuses(21, STAFF, { cookie: anna })).toEqual([...times(20, 200), 429]);
    expect(await statuses(1, STAFF, { cookie: anna, from: "127.0.0.9" })).toEqual([429]);
    expect(await statuses(5, STAFF, { cookie: bo })).toEqual(times(5, 200));
  });

  it("never by what stands before the hub on this machine, which hands everybody's on", async () => {
    await open({ requestsPerAddress: 1 });
    expect(await statuses(30, "/", { from: "127.0.0.1" })).toEqual(times(30, 200));
  });

  it("an invented session is nobody's", async () => {
    await open({ requestsPerAddress: 1, requestsPerAccount: 1000 });
    const cookie = `talon=${"x".repeat(32)}`;
    expect((await statuses(11, "/", { cookie })).at(-1)).toBe(429);
  });

  it("not of streams, which go on and come back, but of too many of them", async () => {
    await open({ requestsPerAddress: 1 });
    await statuses(11, "/");
    const streams = [];
    for (let at = 0; at < 11; at += 1) streams.push(await ask("/display/d1/events"));
    expect(streams.map(({ statusCode }) => statusCode)).toEqual([...times(10, 200), 429]);
    let told = "";
    streams[0]?.on("data", (chunk: Buffer) => {
      told += chunk.toString();
    });
    await until(() => told.split("event: beat").length > 3);
    expect(await counted()).toContain(`talon_limits_total{side="http",limit="streams"} 1`);
  });

  it("twenty busy staff behind one address are never slowed, all of them in the same second", async () => {
    await open();
    const cookies = [await signIn("anna"), await signIn("bo")];
    const each = Array.from({ length: 20 }, (_, at) => cookies[at % 2] as string);
    const all = await Promise.all(each.map((cookie) => statuses(25, STAFF, { cookie })));
    expect(new Set(all.flat())).toEqual(new Set([200]));
  }, 60_000);
});

describe("how long a request may be", () => {
  it("headers of 16 KiB, a body of 16 KiB, and each refusal is counted", async () => {
    await open();
    const cookie = await signIn("anna");
    const long = "x".repeat(17_000);
    expect((await ask("/", { cookie: long })).statusCode).toBe(431);
    const issue = { method: "POST", cookie, body: JSON.stringify({ queue: long }) };
    expect((await ask("/api/locations/demo/issue", issue)).statusCode).toBe(413);
    expect(await counted()).toEqual([
      `talon_limits_total{side="http",limit="body"} 1`,
      `talon_limits_total{side="http",limit="headers"} 1`,
    ]);
  });

  it("what is no HTTP is told so, and its connection ends", async () => {
    await open();
    const socket = connect({ port: Number(new URL(hall.url).port), host: "127.0.0.1" });
    let said = "";
    socket.on("data", (chunk) => {
      said += chunk.toString();
    });
    socket.write("\x10\x0c\0\x04MQTT\x04\x02\0\0\0\0\r\n\r\n");
    await once(socket, "close");
    expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*\{"problem":"the request is no HTTP"\}$/);
  });
});

describe("how many connections the web server has", () => {
  it("of one address so many, and the next takes the place of one that has said nothing", async () => {
    await open({ connectionsPerAddress: 3 });
    const port = Number(new URL(hall.url).port);
    const silent = [1, 2, 3].map(() => connect({ port, host: "127.0.0.1", localAddress: "127.0.0.2" }));
    for (const socket of silent) await once(socket.resume(), "connect");
    expect((await ask("/")).statusCode).toBe(200);
    await until(() => silent.filter((socket) => socket.destroyed).length === 1);
    expect(await counted()).toEqual([`talon_limits_total{side="http",limit="address"} 1`]);
    for (const socket of silent) socket.destroy();
  });
});

it("failed sign-ins and tries of codes that are not looked at are counted", async () => {
  await open();
  for (let tries = 0; tries < 6; tries += 1)
    await hall.post("/api/sign-in", { name: "anna", password: "wrong" });
  expect(await counted()).toEqual([`talon_limits_total{side="http",limit="tries"} 2`]);
});
