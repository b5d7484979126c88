import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Door } from "../../../broker/http/sign-in.ts";
import { hashPassword } from "../../../broker/password.ts";
import { checkHub } from "../../../protocol/config/hub.ts";
import { Hall } from "../hall.ts";

const PASSWORD = "længe-leve-køen";
const TEAMS = "https://teams.microsoft.com";
let hall: Hall;
afterEach(() => hall?.close());

async function open(framedBy?: readonly string[]): Promise<void> {
  hall = await Hall.open({
    door: new Door([{ staff: "anna", hash: await hashPassword(PASSWORD) }]),
    http: {
      ...{ host: "127.0.0.1", port: 0, tls: null, publicUrl: () => "https://queue.example.dk" },
      framedBy,
    },
  });
}

const signIn = () => hall.post("/api/sign-in", { name: "anna", password: PASSWORD });

async function framers(path: string, headers: Record<string, string> = {}): Promise<string | undefined> {
  const policy = (await hall.ask(path, { headers })).headers.get("content-security-policy") ?? "";
  return /frame-ancestors (.*)$/.exec(policy)?.[1];
}

/** `fetch` would not let a caller set an origin. */
function posted(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request(`${hall.url}${path}`, { method: "POST", headers, agent: false }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    asked.on("error", failed);
    asked.end("{}");
  });
}

describe("whose pages may show the hub's in a frame", () => {
  it("nobody's by default, and the session's cookie comes from this site's pages only", async () => {
    await open();
    const cookie = (await signIn()).headers.getSetCookie();
    for (const each of cookie) expect(each).toContain("SameSite=Strict");
    const session = { cookie: cookie[0] ?? "" };
    for (const path of ["/staff", "/sign-in", "/", "/display/d1"])
      expect([path, await framers(path, session)]).toEqual([path, "'none'"]);
  });

  it("the staff page and its sign-in are shown by whom hub.json names, and no other page is", async () => {
    await open([TEAMS, "https://*.example.dk"]);
    const cookies = (await signIn()).headers.getSetCookie();
    for (const each of cookies) expect(each).toMatch(/; SameSite=None; Partitioned; .*Secure$/);
    const session = { cookie: cookies[0] ?? "" };
    for (const path of ["/staff", "/sign-in"])
      expect(await framers(path, session)).toBe(`'self' ${TEAMS} https://*.example.dk`);
    for (const path of ["/", "/display/d1", "/me", "/api/me", "/door", "/hjaelp"])
      expect([path, await framers(path, session)]).toEqual([path, "'none'"]);
  });

  it("whoever shows it in a frame commands nothing, although the cookie comes along", async () => {
    await open([TEAMS]);
    const cookie = ((await signIn()).headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
    const issue = "/api/locations/demo/issue";
    for (const origin of [TEAMS, "https://evil.example", "null", "http://queue.example.dk"])
      expect([origin, await posted(issue, { cookie, origin })]).toEqual([origin, 403]);
    expect(await posted(issue, { cookie, origin: "https://queue.example.dk" })).toBe(400);
  });
});

describe("http.framedBy in hub.json", () => {
  const said = (framedBy: unknown, publicUrl = "https://queue.example.dk") => {
    const checked = checkHub({
      ...{ v: 1, location: "location.json", dataDir: "data" },
      http: { host: "127.0.0.1", port: 0, publicUrl, framedBy },
      mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
      signIn: { kind: "accounts", file: "accounts.json" },
    });
    return checked.ok ? "good" : checked.problems.map(({ path }) => path);
  };

  it("takes origins over TLS, exact or all below one, and only where the hub has TLS itself", () => {
    expect(said([TEAMS, "https://*.teams.microsoft.com", "https://intra.example.dk:8443"])).toBe("good");
    for (const wrong of [
      "*",
      "'self'",
      "http://a.dk",
      "https://a.dk/x",
      "https://a.dk; script-src *",
      "https://dk",
    ])
      expect([wrong, said([wrong])]).toEqual([wrong, ["http.framedBy.0"]]);
    expect(said([])).toEqual(["http.framedBy"]);
    expect(said([TEAMS], "http://queue.example.dk")).toEqual(["http.framedBy"]);
  });
});
