/** Staff sign in at the built hub by a real login service, in a real browser, and go on working when that service goes away. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hashPassword } from "../../broker/password.ts";
import { freePort } from "../free-port.ts";
import { LoginProcess } from "../login-service/service.ts";
import { TestedProgram } from "../program.ts";
import { until } from "./demo.ts";
import { findings, isTooWide, openBrowser, openPage } from "./pages/browser.ts";

const folder = mkdtempSync(join(tmpdir(), "talon-login-"));
let browser: Browser;
let service: LoginProcess;
let hub: TestedProgram;
let url: string;

async function writeHub(): Promise<string> {
  const port = await freePort();
  copyFileSync("demo/location.json", join(folder, "location.json"));
  writeFileSync(join(folder, "secret"), "a secret of the tests only\n", { mode: 0o600 });
  const clara = { staff: "clara", hash: await hashPassword("klar til køen") };
  writeFileSync(join(folder, "accounts.json"), JSON.stringify([clara]));
  const oidc = {
    ...{ issuer: service.issuer, clientId: "talon", clientSecretFile: "secret" },
    roles: [{ group: "hall", role: "staff" }],
    name: { da: "Eksempel Kommune", en: "Example Municipality" },
  };
  const config = {
    ...{ v: 1, location: "location.json", dataDir: "data" },
    http: { host: "127.0.0.1", port, publicUrl: `http://127.0.0.1:${port}` },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
    signIn: { kind: "accounts", file: "accounts.json", oidc },
  };
  writeFileSync(join(folder, "hub.json"), JSON.stringify(config));
  return `http://127.0.0.1:${port}`;
}

beforeAll(async () => {
  service = await LoginProcess.open();
  url = await writeHub();
  hub = new TestedProgram(() => ["dist/talon-hub.js", "--config", join(folder, "hub.json")]);
  await hub.start();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.kill();
  await service?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What `talon-hub check` says. */
async function checked(): Promise<string> {
  const child = spawn(process.execPath, ["dist/talon-hub.js", "check", "--config", join(folder, "hub.json")]);
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => said.push(String(text)));
  await once(child, "close");
  return said.join("");
}

const button = (page: Page) => page.getByRole("link", { name: "Log ind med Eksempel Kommune" });

/** From the hub's button to the login service's form, and back. */
async function signIn(page: Page, name: string): Promise<void> {
  await button(page).click();
  await page.getByLabel("Navn").fill(name);
  await page.getByRole("button", { name: "Log ind" }).click();
}

async function looksWell(page: Page): Promise<void> {
  for (const width of [400, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await findings(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  }
}

it("leads from the page that was asked for through the login service back to it, signed in", async () => {
  const page = await openPage(browser, `${url}/staff?counter=2`);
  await button(page).waitFor();
  await looksWell(page);
  await signIn(page, "Anna@Kommune.dk");
  await page.getByRole("heading", { name: "Skranke 2" }).waitFor();
  expect(page.url()).toBe(`${url}/staff?counter=2`);
  const me = await page.evaluate(async () => (await (await fetch("/api/me")).json()) as object);
  expect(me).toMatchObject({ person: "anna", by: "oidc", roles: [{ role: "staff" }] });
  const cookies = await page.context().cookies(url);
  expect(cookies.find(({ name }) => name === "talon")).toMatchObject({ httpOnly: true, sameSite: "Strict" });
  expect(cookies.find(({ name }) => name === "talon-login")).toBeUndefined();
  await page.context().close();
});

it("is asked for by talon-hub check", async () => {
  expect(await checked()).toContain(`Logintjenesten ${service.issuer} svarer.`);
});

it("says in plain words why somebody without a group stays outside", async () => {
  const page = await openPage(browser, `${url}/staff`);
  await signIn(page, "bo@kommune.dk");
  await page.getByRole("heading", { name: "Du er ikke logget ind" }).waitFor();
  expect(await page.textContent("main")).toContain("du er ikke i nogen af de grupper");
  await looksWell(page);
  await page.getByRole("link", { name: "Til login" }).click();
  await button(page).waitFor();
  await page.context().close();
});

it("keeps those who are in at work while the login service is away, also over a restart, and lets in accounts of its own", {
  timeout: 240_000,
}, async () => {
  const page = await openPage(browser, `${url}/staff?counter=1`);
  await signIn(page, "Anna@Kommune.dk");
  await page.getByRole("heading", { name: "Skranke 1" }).waitFor();
  await service.close();
  expect(await checked()).toContain(`Logintjenesten svarer ikke: ${service.issuer}`);
  const strip = page.locator(".login-away");
  // The hub looks once a minute.
  await strip.waitFor({ timeout: 90_000 });
  expect(await strip.textContent()).toMatch(
    /^Login-tjenesten svarer ikke\. Du er logget ind til kl\. \d\d\.\d\d\.$/,
  );
  await looksWell(page);
  await hub.kill();
  await hub.start();
  await page.reload();
  await page.getByRole("heading", { name: "Skranke 1" }).waitFor();
  const called = await page.evaluate(async () => {
    const asked = (what: string, body: object) =>
      fetch(`/api/locations/demo/${what}`, { method: "POST", body: JSON.stringify(body) });
    await asked("issue", { queue: "a" });
    return (await asked("counters/1/call-next", {})).status;
  });
  expect(called).toBe(200);
  const other = await openPage(browser, `${url}/sign-in`);
  const away = other.locator("#service-away");
  await until("the sign-in page says that the service is away", async () => {
    await other.reload();
    await button(other).waitFor();
    return (await away.textContent())?.includes("svarer ikke");
  });
  await looksWell(other);
  await button(other).click();
  await other.getByRole("heading", { name: "Du er ikke logget ind" }).waitFor();
  await other.goto(`${url}/sign-in`);
  await other.getByLabel("Navn").fill("clara");
  await other.locator("#password").fill("klar til køen");
  await other.getByRole("button", { name: "Log ind" }).click();
  await other.waitForURL(`${url}/staff`);
  service = await LoginProcess.open(service.port);
  const third = await openPage(browser, `${url}/sign-in`);
  await until("people come in by the login service again", async () => {
    await third.goto(`${url}/sign-in`);
    await button(third).click();
    return await third.getByLabel("Navn").isVisible();
  });
  expect(hub.said.join("\n")).not.toMatch(/anna@|bo@/i);
});
