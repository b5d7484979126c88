/** Signing in by the login service in a frame of another site: real TLS, three origins, a browser that blocks other sites' cookies. */
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { TlsSource } from "../../../broker/certificates/certificates.ts";
import { Door } from "../../../broker/http/sign-in.ts";
import { openAssets } from "../../../protocol/link/static.ts";
import { Hall } from "../../broker/hall.ts";
import { LoginProcess, oidcSettings } from "../../login-service/service.ts";
import { until } from "../demo.ts";
import { findings, isTooWide, openBrowser } from "./browser.ts";
import { newContext, ownTls, showFramed, site } from "./frames.ts";

let browser: Browser;
let tls: TlsSource;
let remove: () => void;
let service: LoginProcess;

beforeAll(async () => {
  browser = await openBrowser(true, ["--test-third-party-cookie-phaseout"]);
  ({ tls, remove } = await ownTls());
  service = await LoginProcess.open();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
  remove();
});

async function openHall(framedBy: string, issuer = service.issuer): Promise<Hall> {
  const hall = await Hall.open({
    assets: await openAssets(new URL("../../../dist/pages/", import.meta.url).pathname),
    door: new Door([]),
    oidc: oidcSettings(issuer, { roles: [{ group: "hall", grant: { role: "staff" } }] }),
    http: {
      ...{ host: "127.0.0.1", port: 0, tls, publicUrl: (port: number) => `https://127.0.0.1:${port}` },
      framedBy: [framedBy],
    },
  });
  onTestFinished(() => hall.close());
  return hall;
}

/** A workplace that shows the staff page, which asks to sign in. */
async function inWorkplace(
  workplace: string,
  hall: Hall,
): Promise<{ context: BrowserContext; page: Page; frame: Frame }> {
  const context = await newContext(browser);
  const shown = await showFramed(await context.newPage(), workplace, `${hall.url}/staff`);
  await button(shown.frame).waitFor();
  return { context, ...shown };
}

const button = (page: Page | Frame) => page.getByRole("link", { name: "Log ind med Eksempel Kommune" });

async function press({ context, frame }: { context: BrowserContext; frame: Frame }): Promise<Page> {
  const opened = context.waitForEvent("page");
  await button(frame).click();
  return await opened;
}

async function signInAs(login: Page, name: string): Promise<void> {
  await login.getByLabel("Navn").fill(name);
  await login.getByRole("button", { name: "Log ind" }).click();
}

const me = (frame: Frame) =>
  frame.evaluate(async () => {
    const answer = await fetch("/api/me");
    return answer.ok ? ((await answer.json()) as { person: string }).person : answer.status;
  });

const post = (page: Page | Frame, path: string, body: object) =>
  page.evaluate(
    async ([to, text]) => {
      const answer = await fetch(to, { method: "POST", body: text });
      return [answer.status, await answer.text()] as const;
    },
    [path, JSON.stringify(body)] as const,
  );

const sessions = async (context: BrowserContext) =>
  (await context.cookies()).filter(({ name }) => name === "talon");

describe("a staff page in a frame of another site", () => {
  it("signs in by the login service in a window of its own, calls a number, and next time with one press", async () => {
    const workplace = await site(tls);
    const hall = await openHall(workplace);
    const { context, page, frame } = await inWorkplace(workplace, hall);
    // Whether the browser blocks other sites' cookies at all: one that is not partitioned must not come along.
    await context.addCookies([
      { name: "probe", value: "1", url: hall.url, sameSite: "None", secure: true, httpOnly: true },
    ]);
    const asked = page.waitForRequest(`${hall.url}/sign-in/frame`);
    const login = await press({ context, frame });
    expect((await (await asked).allHeaders())["cookie"] ?? "").not.toContain("probe");
    await frame.getByText("Log ind i det nye vindue.").waitFor();
    expect(await findings(frame)).toEqual([]);
    expect(await isTooWide(frame)).toBe(false);
    const closed = login.waitForEvent("close");
    await signInAs(login, "Anna@Kommune.dk");
    await closed;
    await frame.waitForURL(`${hall.url}/staff`);
    expect(await me(frame)).toBe("anna");
    const [cookie, ...others] = await sessions(context);
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ sameSite: "None", secure: true, httpOnly: true });
    expect(cookie).toMatchObject({ partitionKey: expect.stringContaining("https://localhost") });
    await post(frame, "/api/locations/demo/issue", { queue: "a" });
    await frame.goto(`${hall.url}/staff?counter=1`);
    await frame.getByRole("button", { name: /Kald næste/ }).click();
    const called = () => frame.evaluate(async () => (await fetch("/api/locations/demo/counters")).text());
    await until("the call", async () => (await called()).includes('"state":"called"'));
    await post(frame, "/api/sign-out", {});
    await frame.goto(`${hall.url}/sign-in`);
    const again = await press({ context, frame });
    await frame.waitForURL(`${hall.url}/staff`);
    await until("the window is gone", () => again.isClosed());
    expect(await me(frame)).toBe("anna");
    expect(hall.lines.map((line) => JSON.stringify(line)).join("")).not.toMatch(/anna@/i);
  }, 90_000);

  it("signs in also where the login service's pages part from the frame, as Entra ID's do", async () => {
    const parting = await LoginProcess.open(0, {}, true);
    onTestFinished(() => parting.close());
    const workplace = await site(tls);
    const hall = await openHall(workplace, parting.issuer);
    const shown = await inWorkplace(workplace, hall);
    const login = await press(shown);
    await login.getByLabel("Navn").waitFor();
    expect(await login.evaluate(() => window.opener === null)).toBe(true);
    await signInAs(login, "Anna@Kommune.dk");
    await shown.frame.waitForURL(`${hall.url}/staff`);
    expect(await me(shown.frame)).toBe("anna");
    await until("the window is gone", () => login.isClosed());
  }, 60_000);

  it("says why nobody is in, and takes another try after the window was closed", async () => {
    const workplace = await site(tls);
    const hall = await openHall(workplace);
    const shown = await inWorkplace(workplace, hall);
    const first = await press(shown);
    await first.getByLabel("Navn").waitFor();
    await first.close();
    const second = await press(shown);
    await signInAs(second, "bo@kommune.dk");
    await second.getByText("Luk dette vindue").waitFor();
    expect(await second.textContent("main")).toContain("du er ikke i nogen af de grupper");
    expect(await me(shown.frame)).toBe(401);
    await second.close();
  }, 60_000);

  it("says in plain words that the browser opened no window, and how to go on", async () => {
    const workplace = await site(tls, "allow-scripts allow-same-origin allow-forms");
    const hall = await openHall(workplace);
    const { frame, page } = await inWorkplace(workplace, hall);
    await button(frame).click();
    await frame.getByText("Browseren åbnede ikke vinduet til login.").waitFor();
    await frame.getByRole("link", { name: "Åbn køsystemet i en fane" }).waitFor();
    for (const width of [440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findings(frame)).toEqual([]);
      expect(await isTooWide(frame)).toBe(false);
    }
  }, 60_000);
});

/** From a frame's press until the login service's form; the frame goes away, so that the test asks in its place. */
async function heldUp(hall: Hall, workplace: string) {
  const shown = await inWorkplace(workplace, hall);
  const asked = shown.page.waitForRequest(`${hall.url}/sign-in/frame`);
  const begun = shown.context.waitForEvent("request", (one) => one.url().endsWith("/sign-in/window/begin"));
  const login = await press(shown);
  const { key } = (await asked).postDataJSON() as { key: string };
  const { frame: digest } = (await begun).postDataJSON() as { frame: string };
  await login.getByLabel("Navn").waitFor();
  await shown.frame.goto(`${hall.url}/sign-in`);
  return { ...shown, login, key, digest };
}

const WAITING = [202, '{"waiting":true}'];

describe("somebody who wants another's session", () => {
  it("gets none by another key, by the digest, or by the right key a second time or too late", async () => {
    const workplace = await site(tls);
    const hall = await openHall(workplace);
    const { login, frame, context, key, digest } = await heldUp(hall, workplace);
    await signInAs(login, "Anna@Kommune.dk");
    await until("the window is done", () => login.isClosed());
    expect(key).toHaveLength(43);
    for (const wrong of ["x".repeat(43), digest])
      expect(await post(frame, "/sign-in/frame", { key: wrong })).toEqual(WAITING);
    expect((await post(frame, "/sign-in/frame", { key: "short" }))[0]).toBe(400);
    expect(await sessions(context)).toEqual([]);
    expect(await post(frame, "/sign-in/frame", { key })).toEqual([200, '{"staff":"anna"}']);
    await context.clearCookies({ name: "talon" });
    expect(await post(frame, "/sign-in/frame", { key })).toEqual(WAITING);
    expect(await sessions(context)).toEqual([]);
    const late = await heldUp(hall, workplace);
    await signInAs(late.login, "Anna@Kommune.dk");
    await until("the window is done", () => late.login.isClosed());
    hall.now.at += 60_000;
    expect(await post(late.frame, "/sign-in/frame", { key: late.key })).toEqual(WAITING);
  }, 90_000);

  it("gets none from a page of their own that opens the window, or sends it what a frame would", async () => {
    const workplace = await site(tls);
    const hall = await openHall(workplace);
    const context = await newContext(browser);
    const stranger = await context.newPage();
    await stranger.goto(await site(tls));
    const opened = context.waitForEvent("page");
    await stranger.evaluate((url) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      addEventListener("message", ({ data }) => heard.push(data));
      const shown = open(url);
      setInterval(() => shown?.postMessage({ frame: "A".repeat(43) }, "*"), 100);
    }, `${hall.url}/sign-in/window`);
    const shown = await opened;
    let isBegun = false;
    shown.on("request", (one) => {
      isBegun ||= one.url().includes("begin") || one.url().startsWith(service.issuer);
    });
    await shown.getByText("Dette vindue kan ikke tale med den side").waitFor();
    expect(isBegun).toBe(false);
    expect(await stranger.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  }, 60_000);

  it("gets none by a link to the window, which says that it stands alone", async () => {
    const workplace = await site(tls);
    const hall = await openHall(workplace);
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(`${hall.url}/sign-in/window`);
    await page.getByText("Dette vindue kan ikke tale med den side").waitFor();
    for (const width of [400, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findings(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
    }
    await page.getByRole("link", { name: "Til køsystemet" }).click();
    await button(page).waitFor();
  }, 60_000);
});
