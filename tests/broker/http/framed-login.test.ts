/** Signing in by the login service for a page in a frame: the hub's half of it, asked as a browser would, and as others might. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ARRIVAL_MS } from "../../../broker/accounts/arrivals.ts";
import { newToken, tokenDigest } from "../../../broker/accounts/tokens.ts";
import { FarHub, refusal } from "../../login-service/far-hub.ts";
import { LoginProcess, oidcSettings, Walker } from "../../login-service/service.ts";

let hub: FarHub;
let walker: Walker;
beforeEach(() => {
  hub = new FarHub();
  walker = new Walker();
});
afterEach(() => hub.close());

describe("signing in for a page in a frame", () => {
  const key = newToken().padEnd(43, "k");
  const frame = tokenDigest(key);
  let service: LoginProcess;
  beforeAll(async () => {
    service = await LoginProcess.open();
  });
  afterAll(() => service.close());

  const json = (body: object, headers: Record<string, string> = {}): RequestInit => ({
    ...{ method: "POST", body: JSON.stringify(body) },
    headers: { "content-type": "application/json", accept: "application/json", ...headers },
  });
  const begin = (headers: Record<string, string> = {}) =>
    walker.go(`${hub.url}/sign-in/window/begin`, json({ frame }, headers));
  const fetched = (asked: string, headers: Record<string, string> = {}) =>
    new Walker().go(`${hub.url}/sign-in/frame`, json({ key: asked }, headers));

  /** The address that the login service sends the window back to. */
  async function throughService(): Promise<string> {
    const { url } = (await (await begin()).json()) as { url: string };
    return await walker.through(url, `${hub.url}/sign-in/oidc/back`, "Anna@Kommune.dk");
  }

  it("keeps what was begun in a cookie that no neighbour can set, and hands the session to the key alone", async () => {
    await hub.open(oidcSettings(service.issuer), ["https://teams.microsoft.com"]);
    const begun = await begin();
    expect(begun.headers.get("set-cookie")).toMatch(
      /^__Host-talon-frame=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/,
    );
    const back = await throughService();
    const response = await walker.go(back);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/sign-in/window?done"]);
    expect(response.headers.getSetCookie()).toEqual([
      "__Host-talon-frame=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure",
    ]);
    expect(hub.opened).toEqual([]);
    for (const wrong of [frame, newToken().padEnd(43, "x")]) expect((await fetched(wrong)).status).toBe(202);
    const got = await fetched(key);
    expect([got.status, await got.json()]).toEqual([200, { staff: "anna" }]);
    expect(got.headers.get("set-cookie")).toMatch(
      /^talon=[\w-]{32}; Path=\/; HttpOnly; SameSite=None; Partitioned; Max-Age=36000$/,
    );
    expect(hub.opened).toMatchObject([{ person: "anna", by: "oidc" }]);
    expect(hub.noted).toMatchObject([{ act: "signed-in", by: "anna" }]);
    expect((await fetched(key)).status).toBe(202);
    expect(hub.opened).toHaveLength(1);
  });

  it("takes what a frame began by its own cookie only, so that none can be put in its place", async () => {
    await hub.open(oidcSettings(service.issuer), ["https://teams.microsoft.com"]);
    const back = await throughService();
    const jar = walker.cookies.get(new URL(hub.url).host);
    jar?.set("talon-login", jar.get("__Host-talon-frame") ?? "");
    jar?.delete("__Host-talon-frame");
    expect(await refusal(await walker.go(back))).toEqual({ status: 400, why: "stale" });
    expect((await fetched(key)).status).toBe(202);
  });

  it("waits a minute for the frame, and lets in nobody whose name is a local account's by then", async () => {
    await hub.open(oidcSettings(service.issuer), ["https://teams.microsoft.com"]);
    await walker.go(await throughService());
    hub.now.at += ARRIVAL_MS;
    expect((await fetched(key)).status).toBe(202);
    await walker.go(await throughService());
    await hub.door.people.add("anna", [{ role: "staff" }], hub.now.at);
    expect((await fetched(key)).status).toBe(202);
    expect(hub.opened).toEqual([]);
  });

  it("lets no page of another site begin or fetch, and no body that is none", async () => {
    await hub.open(oidcSettings(service.issuer), ["https://teams.microsoft.com"]);
    await walker.go(await throughService());
    for (const origin of ["https://teams.microsoft.com", "https://evil.example", "null"]) {
      expect((await begin({ origin })).status).toBe(403);
      expect((await fetched(key, { origin })).status).toBe(403);
    }
    expect((await walker.go(`${hub.url}/sign-in/window/begin`, json({ frame: "short" }))).status).toBe(400);
    expect((await fetched("short")).status).toBe(400);
    expect((await fetched(key, { origin: hub.url })).status).toBe(200);
  });

  it("shows the window to whoever opened it, and is not there where nobody may show the page in a frame", async () => {
    await hub.open(oidcSettings(service.issuer), ["https://teams.microsoft.com"]);
    const shown = await walker.go(`${hub.url}/sign-in/window`);
    expect(shown.headers.get("cross-origin-opener-policy")).toBe("unsafe-none");
    expect(await shown.text()).toBe("sign-in-window/index.html");
    const other = new FarHub();
    await other.open(oidcSettings(service.issuer));
    for (const path of ["/sign-in/window", "/sign-in/frame"])
      expect((await walker.go(`${other.url}${path}`, json({ key, frame }))).status).toBe(404);
    await other.close();
  });
});
