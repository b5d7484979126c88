import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fileSettings } from "../../../broker/settings.ts";
import type { StaffPicture } from "../../../protocol/snapshots.ts";
import { HostileService } from "../../login-service/hostile.ts";
import { oidcSettings } from "../../login-service/service.ts";
import { Hall } from "../hall.ts";
import { until } from "../mqtt/far-side.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-login-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The example with everything that it names in one folder. */
function hubFile(role: string): string {
  const hub = JSON.parse(readFileSync("docs/examples/hub-entra.json", "utf8")) as {
    signIn: { oidc: object };
  };
  copyFileSync("demo/location.json", join(folder, "location.json"));
  writeFileSync(join(folder, "accounts.json"), "[]");
  writeFileSync(join(folder, "secret"), "hush\n");
  const listener = { host: "127.0.0.1", port: 0 };
  const oidc = {
    ...hub.signIn.oidc,
    clientSecretFile: "secret",
    roles: [{ group: "g", role, queues: ["a"] }],
  };
  const file = join(folder, "hub.json");
  const document = {
    ...hub,
    dataDir: "data",
    http: { ...listener, publicUrl: "https://queue.example.dk" },
    mqtt: { kind: "embedded", ...listener, accounts: [] },
    signIn: { kind: "accounts", file: "accounts.json", oidc },
    voice: { driver: "none" },
  };
  writeFileSync(file, JSON.stringify(document));
  return file;
}

it("a login service has its secret from a file, and each group's role with its scope", () => {
  expect(fileSettings(hubFile("staff"), undefined).oidc).toMatchObject({
    ...{ clientSecret: "hush", ca: undefined, personDomain: "example.dk" },
    roles: [{ group: "g", grant: { role: "staff", queues: ["a"] } }],
  });
});

it("a role that does not exist opens nothing: the hub does not start", () => {
  expect(() => fileSettings(hubFile("king"), undefined)).toThrow(
    /signIn\.oidc\.roles\.0\.role: must be one of/,
  );
});

it("a hub whose login service does not answer says so to staff and in its health, and is well", async () => {
  const service = await HostileService.open();
  const hall = await Hall.open({ door: null, oidc: oidcSettings(service.issuer) });
  try {
    const { pictures } = await hall.stream("/staff/events");
    const away = () => (pictures.at(-1) as unknown as StaffPicture | undefined)?.loginAway;
    await until(() => pictures.length > 0);
    expect(away()).toBeUndefined();
    const warned = async () => (await hall.hub.health()).warnings !== undefined;
    const aMinuteLater = async (isWarned: boolean) => {
      hall.now.at += 60_000;
      await hall.hub.tick();
      await expect.poll(warned).toBe(isWarned);
      await hall.hub.tick();
    };
    await expect.poll(() => service.asked.length).toBe(1);
    service.broken = 503;
    await aMinuteLater(true);
    await until(() => away() === true);
    expect(await hall.hub.health()).toMatchObject({
      ok: true,
      warnings: [expect.stringContaining("the login service does not answer")],
    });
    service.broken = null;
    await aMinuteLater(false);
    await until(() => away() === undefined);
  } finally {
    await hall.close();
    await service.close();
  }
});
