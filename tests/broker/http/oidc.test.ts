import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OidcSettings } from "../../../broker/accounts/login-service.ts";
import { PENDING_MS } from "../../../broker/accounts/pending.ts";
import type { LoginTrouble } from "../../../protocol/texts/login.ts";
import { FarHub, refusal } from "../../login-service/far-hub.ts";
import { HostileService } from "../../login-service/hostile.ts";
import { LoginProcess, oidcSettings, Walker } from "../../login-service/service.ts";

let hub: FarHub;
let walker: Walker;
beforeEach(() => {
  hub = new FarHub();
  walker = new Walker();
});
afterEach(() => hub.close());

describe("signing in by a real login service", () => {
  let service: LoginProcess;
  beforeAll(async () => {
    service = await LoginProcess.open();
  });
  afterAll(() => service.close());

  it("opens a session with the roles of one's groups, and leads on by a page of its own", async () => {
    await hub.open(oidcSettings(service.issuer));
    const back = await walker.signInAt(hub.url, "Anna@Kommune.dk", "/staff?counter=1");
    const response = await walker.go(back);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain(`<meta http-equiv="refresh" content="0; url=/staff?counter=1">`);
    expect(response.headers.getSetCookie()).toEqual([
      "talon-login=; Path=/sign-in/oidc; HttpOnly; SameSite=Lax; Max-Age=0",
      expect.stringMatching(/^talon=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=36000$/),
    ]);
    const grants = [{ role: "staff", queues: ["a"] }];
    expect(hub.opened).toEqual([{ person: "anna", grants, by: "oidc", isFirst: false }]);
    expect(hub.noted).toMatchObject([{ act: "signed-in", by: "anna", about: { person: "anna" } }]);
    expect(hub.lines.join("")).not.toMatch(/anna/i);
  });

  it("keeps what was begun in a cookie that scripts cannot read, for ten minutes, and asks with PKCE, state and nonce", async () => {
    await hub.open(oidcSettings(service.issuer));
    const begun = await walker.go(`${hub.url}/sign-in/oidc`);
    expect(begun.headers.get("set-cookie")).toMatch(
      /^talon-login=[\w-]+; Path=\/sign-in\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/,
    );
    const asked = new URL(begun.headers.get("location") ?? "").searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ client_id: "talon", response_type: "code", code_challenge_method: "S256" },
      redirect_uri: `${hub.url}/sign-in/oidc/back`,
    });
    for (const name of ["state", "nonce", "code_challenge"])
      expect(asked.get(name)?.length, name).toBeGreaterThan(40);
  });

  it("lets in nobody without a group that has a role", async () => {
    await hub.open(oidcSettings(service.issuer));
    const back = await walker.signInAt(hub.url, "bo@kommune.dk");
    expect(await refusal(await walker.go(back))).toEqual({ status: 403, why: "no-group" });
    expect(hub.opened).toEqual([]);
  });

  it("lets nobody bear the name of an account of the hub's own", async () => {
    await hub.open(oidcSettings(service.issuer));
    const back = await walker.signInAt(hub.url, "ib@kommune.dk");
    expect(await refusal(await walker.go(back))).toEqual({ status: 403, why: "local" });
    expect(hub.opened).toEqual([]);
  });

  it("lets nobody in who stopped at the login service", async () => {
    await hub.open(oidcSettings(service.issuer));
    const back = await walker.signInAt(hub.url, "");
    expect(await refusal(await walker.go(back))).toEqual({ status: 403, why: "denied" });
  });

  it("takes an answer only from the browser that began, with its own state, once, within ten minutes", async () => {
    await hub.open(oidcSettings(service.issuer));
    const back = await walker.signInAt(hub.url, "Anna@Kommune.dk");
    // Somebody else's answer, forced upon a browser that began nothing, or something else.
    expect(await refusal(await new Walker().go(back))).toEqual({ status: 400, why: "stale" });
    const victim = new Walker();
    await victim.go(`${hub.url}/sign-in/oidc`);
    expect(await refusal(await victim.go(back))).toEqual({ status: 400, why: "stale" });
    const wrong = back.replace(/state=[^&]+/, "state=x");
    expect(await refusal(await walker.go(wrong))).toEqual({ status: 400, why: "stale" });
    expect(hub.opened).toEqual([]);
  });

  it("opens one session for one answer, also when browser and code are the same", async () => {
    await hub.open(oidcSettings(service.issuer));
    const back = await walker.signInAt(hub.url, "Anna@Kommune.dk");
    const kept = new Map(walker.cookies.get(new URL(hub.url).host));
    expect((await walker.go(back)).status).toBe(200);
    walker.cookies.set(new URL(hub.url).host, kept);
    expect(await refusal(await walker.go(back))).toEqual({ status: 400, why: "stale" });
    // A code that was used already is refused by the service, though what was begun is new.
    const code = new URL(back).searchParams.get("code") ?? "";
    const next = await walker.signInAt(hub.url, "Anna@Kommune.dk");
    const replayed = next.replace(/code=[^&]+/, `code=${code}`);
    expect(await refusal(await walker.go(replayed))).toEqual({ status: 403, why: "failed" });
    expect(hub.opened).toHaveLength(1);
    expect(hub.lines.join("")).toContain("invalid_grant");
  });

  it("forgets what was begun over ten minutes ago", async () => {
    await hub.open(oidcSettings(service.issuer));
    const back = await walker.signInAt(hub.url, "Anna@Kommune.dk");
    hub.now.at += PENDING_MS;
    expect(await refusal(await walker.go(back))).toEqual({ status: 400, why: "stale" });
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", '/a"><b'])(
    "leads nowhere but to the hub's own pages: %s",
    async (to) => {
      await hub.open(oidcSettings(service.issuer));
      const response = await walker.go(await walker.signInAt(hub.url, "Anna@Kommune.dk", to));
      const text = await response.text();
      expect(text).toContain(`content="0; url=/staff"`);
      expect(text).not.toContain("evil");
    },
  );
});

describe("a login service that is away", () => {
  it("says so at the button, is asked again, and lets people in when it is back", {
    timeout: 30_000,
  }, async () => {
    const first = await LoginProcess.open();
    const { issuer, port } = first;
    await first.close();
    await hub.open(oidcSettings(issuer));
    expect(await refusal(await walker.go(`${hub.url}/sign-in/oidc`))).toEqual({ status: 503, why: "away" });
    const ways = await (await walker.go(`${hub.url}/sign-in/ways`)).json();
    expect(ways).toEqual({
      loginService: { name: { da: "Eksempel Kommune", en: "Example Municipality" }, isAway: true },
    });
    const again = await LoginProcess.open(port);
    try {
      // Not asked again for every press.
      expect((await walker.go(`${hub.url}/sign-in/oidc`)).status).toBe(503);
      hub.now.at += 5000;
      const back = await walker.signInAt(hub.url, "Anna@Kommune.dk");
      expect((await walker.go(back)).status).toBe(200);
      expect(hub.login?.isAway).toBe(false);
      const late = await walker.signInAt(hub.url, "Anna@Kommune.dk");
      await again.close();
      expect(await refusal(await walker.go(late))).toEqual({ status: 503, why: "away" });
      expect(hub.login?.isAway).toBe(true);
    } finally {
      await again.close();
    }
    expect(hub.opened).toHaveLength(1);
    expect(hub.lines.join("")).toContain("the login service answers again");
  });
});

describe("a login service that is not what it says", () => {
  let service: HostileService;
  beforeEach(async () => {
    service = await HostileService.open();
  });
  afterEach(() => service.close());

  /** Begins, lets the service know the nonce, and comes back with a code. */
  async function back(more: Partial<OidcSettings> = {}): Promise<Response> {
    await hub.open(oidcSettings(service.issuer, more));
    const begun = await walker.go(`${hub.url}/sign-in/oidc`);
    const asked = new URL(begun.headers.get("location") ?? "").searchParams;
    service.nonce ||= asked.get("nonce") ?? "";
    return await walker.go(`${hub.url}/sign-in/oidc/back?code=c&state=${asked.get("state")}`);
  }

  it("lets in whoever a whole and right token names", async () => {
    expect((await back()).status).toBe(200);
    expect(hub.opened).toMatchObject([{ person: "anna" }]);
  });

  it("takes no token with another sign-in's nonce", async () => {
    service.nonce = "of-another";
    expect(await refusal(await back())).toEqual({ status: 403, why: "failed" });
  });

  it.each([
    ["another issuer", { iss: "https://other.example" }],
    ["another client", { aud: "other" }],
    ["yesterday", { exp: 1_000_000 }],
  ])("takes no token of %s", async (_what, claims) => {
    service.claims = claims;
    expect(await refusal(await back())).toEqual({ status: 403, why: "failed" });
    expect(hub.opened).toEqual([]);
  });

  it("takes no token that is signed with a key it does not publish", async () => {
    service.isForged = true;
    expect(await refusal(await back())).toEqual({ status: 403, why: "failed" });
  });

  it.each<[string, object, LoginTrouble]>([
    [
      "groups are too many for the token",
      { groups: undefined, _claim_names: { groups: "s" } },
      "too-many-groups",
    ],
    ["it only says that there are groups", { groups: undefined, hasgroups: true }, "too-many-groups"],
    ["no groups are sent", { groups: undefined }, "no-group"],
    ["the name is no staff id", { preferred_username: "anna..berg@kommune.dk" }, "no-name"],
    ["the name is a path", { preferred_username: "../anna@kommune.dk" }, "no-name"],
    [
      "the name has a letter that no topic may have",
      { preferred_username: "anna#berg@kommune.dk" },
      "no-name",
    ],
    ["no name is sent", { preferred_username: undefined }, "no-name"],
    ["the name is a guest's", { preferred_username: "anna@partner.dk" }, "no-name"],
  ])("tells in plain words when %s", async (_what, claims, why) => {
    service.claims = { ...claims };
    expect(await refusal(await back({ personDomain: "kommune.dk" }))).toEqual({ status: 403, why });
    expect(hub.opened).toEqual([]);
  });

  it("knows somebody by a name with dots, as municipalities give them", async () => {
    service.claims = { preferred_username: "Anna-Marie.Berg_Holm@Kommune.dk" };
    await back({ personDomain: "kommune.dk" });
    expect(hub.opened).toMatchObject([{ person: "anna-marie.berg_holm" }]);
  });

  it("takes one group that is sent as a text, as AD FS does", async () => {
    service.claims = { groups: "leaders" };
    await back();
    expect(hub.opened).toMatchObject([{ grants: [{ role: "leader" }] }]);
  });

  it("is away while it answers that it is broken", async () => {
    service.broken = 502;
    await hub.open(oidcSettings(service.issuer));
    expect(await refusal(await walker.go(`${hub.url}/sign-in/oidc`))).toEqual({ status: 503, why: "away" });
    expect(hub.lines.join("")).toContain("502");
  });

  it("is looked at once a minute, and nobody waits for it", async () => {
    await hub.open(oidcSettings(service.issuer));
    const { login, now } = hub;
    const looks = () => service.asked.filter((path) => path.endsWith("openid-configuration")).length;
    login?.look(now.at);
    await expect.poll(looks).toBe(1);
    service.broken = 500;
    login?.look(now.at + 59_000);
    login?.look(now.at + 60_000);
    await expect.poll(() => login?.isAway).toBe(true);
    expect(looks()).toBe(2);
    service.broken = null;
    login?.look(now.at + 120_000);
    await expect.poll(() => login?.isAway).toBe(false);
  });

  it("posts its answer from its own site where it is told to, as AD FS must for groups", async () => {
    await hub.open(oidcSettings(service.issuer, { responseMode: "form_post" }));
    const begun = await walker.go(`${hub.url}/sign-in/oidc`);
    expect(begun.headers.get("set-cookie")).toMatch(/; SameSite=None; Max-Age=600; Secure$/);
    const asked = new URL(begun.headers.get("location") ?? "").searchParams;
    expect(asked.get("response_mode")).toBe("form_post");
    service.nonce = asked.get("nonce") ?? "";
    const posted = (body: string) =>
      walker.go(`${hub.url}/sign-in/oidc/back`, {
        ...{ method: "POST", body },
        headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://adfs.kommune.dk" },
      });
    expect(await refusal(await posted("code=c&state=x"))).toEqual({ status: 400, why: "stale" });
    expect((await walker.go(`${hub.url}/sign-in/oidc/back?code=c&state=${asked.get("state")}`)).status).toBe(
      404,
    );
    const again = await walker.go(`${hub.url}/sign-in/oidc`);
    const next = new URL(again.headers.get("location") ?? "").searchParams;
    service.nonce = next.get("nonce") ?? "";
    expect((await posted(`code=c&state=${next.get("state")}`)).status).toBe(200);
    expect(hub.opened).toMatchObject([{ person: "anna" }]);
  });
});

it("offers nothing where no login service is configured", async () => {
  await hub.open(null);
  expect(await (await walker.go(`${hub.url}/sign-in/ways`)).json()).toEqual({ loginService: null });
  expect((await walker.go(`${hub.url}/sign-in/oidc`)).status).toBe(404);
});
