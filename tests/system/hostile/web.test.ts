/** Who asks the web server for what is not there, in somebody else's name, or by guessing. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { API } from "../../../broker/http/api.ts";
import { type Answer, cookieOf, HERE, HubUnderAttack, PASSWORD, statusesIn } from "./attack.ts";

let hub: HubUnderAttack;
beforeAll(async () => {
  hub = await HubUnderAttack.open();
}, 60_000);
afterEach(() => hub.stillCalls());
afterAll(() => hub?.close());

test("no path leads out of the pages, however it is written", async () => {
  const ways = [
    "../",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..\\",
    "..%5c",
    "%252e%252e%252f",
    "....//",
    "..;/",
    "..%00/",
  ];
  const places = ["assets/", "assets/staff/", "speech/", "", "display/", "t/", "d/", "hjaelp/", "texts/"];
  const files = ["etc/passwd", "hub.json", "accounts.json", "secret", "package.json"];
  const paths = ways.flatMap((way, at) =>
    places.map((place, other) => `/${place}${way.repeat(1 + ((at + other) % 7))}${files[(at + other) % 5]}`),
  );
  const odd = [
    "//etc/passwd",
    "/assets//etc/passwd",
    "/speech/%2e%2e%2f%2e%2e%2fhub.json.wav",
    "/assets/%00",
    "/%ff%fe",
  ];
  const asked = [...paths, ...odd].map(
    (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\nCookie: ${hub.cookie}\r\n\r\n`,
  );
  const said = await hub.bytes(asked.join(""), { quietMs: 1500 });
  expect(statusesIn(said)).toHaveLength(asked.length);
  expect(statusesIn(said).filter((status) => status < 300 || status > 499)).toEqual([]);
  expect(said).not.toMatch(/root:|scrypt:|"dataDir"|"dependencies"/);
});

test("headers that contradict each other, or hide a second request, are answered 400 and nothing more", async () => {
  const hidden = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
  const post = "POST /api/sign-in HTTP/1.1\r\nHost: a\r\n";
  const tricks = [
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    `${post}Content-Length: 5\r\nContent-Length: 90\r\n\r\n{}   ${hidden}`,
    `${post}Transfer-Encoding: xchunked\r\n\r\n${hidden}`,
    `${post}Content-Length: -1\r\n\r\n${hidden}`,
    `${post}Content-Length: 0x10\r\n\r\n${hidden}`,
    `${post}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n${hidden}`,
    `GET / HTTP/1.1\r\nX : a\r\nHost: a\r\n\r\n${hidden}`,
    `GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\x00: c\r\n\r\n${hidden}`,
    `GET / HTTP/9.9\r\nHost: a\r\n\r\n${hidden}`,
    `GET / HTTP/1.1\r\n\r\n${hidden}`,
  ];
  for (const trick of tricks) expect([trick, statusesIn(await hub.bytes(trick))]).toEqual([trick, [400]]);
});

test("headers say nothing of who asks: neither address nor host nor method nor account", async () => {
  const claims = {
    ...{ "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", forwarded: "for=127.0.0.1" },
    ...{ "x-http-method-override": "DELETE", "x-original-url": "/metrics", "x-remote-user": "anna" },
    ...{ authorization: "Basic YW5uYTphbm5h", "x-forwarded-host": "evil.example" },
  };
  const from = "127.0.3.1";
  expect((await hub.ask(`${HERE}/tickets`, { from, headers: claims })).status).toBe(401);
  const page = await hub.bytes("GET /staff HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\n\r\n");
  expect(statusesIn(page)).toEqual([303]);
  expect(page).toMatch(/^location: \/sign-in\?to=%2Fstaff\r$/im);
  const to = await hub.bytes(
    "GET /staff?x=%0d%0aSet-Cookie:%20talon=mine HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n",
  );
  expect(statusesIn(to)).toEqual([303]);
  expect(to).not.toMatch(/^set-cookie: talon=mine/im);
  // Three wrong passwords are free; whoever says each time that they are somebody else is still the same.
  const tries = [];
  for (let at = 0; at < 6; at += 1) {
    const headers = { ...claims, "x-forwarded-for": `10.0.0.${at}` };
    tries.push((await hub.trySignIn(`nobody-${at}`, "x", { from, headers })).status);
  }
  expect(tries).toContain(429);
});

test("no page of another site does anything in the name of somebody who is signed in", async () => {
  const posts = Object.values(API).filter(({ method }) => method === "POST");
  const origins = [
    "https://evil.example",
    "null",
    "http://127.0.0.1",
    `https://127.0.0.1.evil.example:${hub.httpPort}`,
  ];
  const paths = [
    ...posts.map(({ path }) => `/api${path.replaceAll(":location", "demo").replaceAll(/:\w+/g, "1")}`),
    ...["/enrol", "/enrol/hello", "/api/practice/locations/demo/issue", "/d/x/passport", "/t/x/leave"],
  ];
  expect(posts.length).toBeGreaterThan(30);
  const answers: [string, number][] = [];
  for (const [at, path] of paths.entries()) {
    const origin = origins[at % origins.length] ?? "";
    const headers = { cookie: hub.cookie, origin, "content-type": "text/plain" };
    answers.push([path, (await hub.ask(path, { method: "POST", headers, body: { queue: "a" } })).status]);
  }
  expect(answers).toEqual(paths.map((path) => [path, 403]));
  const own = { cookie: hub.cookie, origin: hub.url };
  expect(
    (await hub.ask(`${HERE}/issue`, { method: "POST", headers: own, body: { queue: "a" } })).status,
  ).toBe(200);
  const read = await hub.ask(`${HERE}/tickets`, {
    headers: { cookie: hub.cookie, origin: "https://evil.example" },
  });
  expect(read.headers["access-control-allow-origin"]).toBeUndefined();
});

test("a session is the hub's own choice, and over when it is ended", async () => {
  const planted = `talon=${"A".repeat(32)}`;
  const signedIn = await hub.trySignIn("bo", PASSWORD, { headers: { cookie: planted } });
  const cookie = cookieOf(signedIn);
  expect(cookie).not.toBe(planted);
  const asks = (said: string): Promise<Answer> => hub.ask(`${HERE}/queues`, { headers: { cookie: said } });
  expect((await asks(planted)).status).toBe(401);
  expect((await asks(cookie)).status).toBe(200);
  // A second cookie of that name, as a neighbour below the same domain could plant it, signs nobody in as somebody else.
  expect((await asks(`${cookie}; ${planted}`)).status).toBe(200);
  expect(signedIn.headers["set-cookie"]?.[0]).toMatch(/; HttpOnly; SameSite=Strict; .*; Secure$/);
  const again = cookieOf(await hub.trySignIn("bo", PASSWORD, { headers: { cookie } }));
  expect(again).not.toBe(cookie);
  await hub.ask("/api/sign-out", { method: "POST", headers: { cookie } });
  expect((await asks(cookie)).status).toBe(401);
  expect((await asks(again)).status).toBe(200);
});

test("guessing a password is looked at ever more seldom, and locks nobody out who has signed in before", async () => {
  const known = (await hub.trySignIn("cai", PASSWORD, { from: "127.0.4.9" })).headers["set-cookie"] ?? [];
  const browser = known.map((one) => one.split(";")[0]).join("; ");
  const guesses: number[] = [];
  for (let at = 0; at < 20; at += 1)
    guesses.push((await hub.trySignIn("cai", `guess ${at}`, { from: `127.0.4.${1 + (at % 5)}` })).status);
  expect(guesses.filter((status) => status === 401).length).toBeLessThan(8);
  expect(guesses.filter((status) => status === 429).length).toBeGreaterThan(12);
  // All at once gains nothing either.
  const crowd = await Promise.all(
    Array.from({ length: 20 }, (_, at) => hub.trySignIn("dea", `guess ${at}`, { from: "127.0.4.77" })),
  );
  expect(crowd.filter(({ status }) => status === 401).length).toBeLessThan(8);
  expect(
    (await hub.trySignIn("cai", PASSWORD, { from: "127.0.4.9", headers: { cookie: browser } })).status,
  ).toBe(200);
  expect((await hub.trySignIn("eik", PASSWORD, { from: "127.0.4.10" })).status).toBe(200);
});
