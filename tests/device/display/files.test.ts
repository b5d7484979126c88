import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkDisplayHere } from "../../../device/display/check.ts";
import { readDisplayConfig } from "../../../device/display/files.ts";
import { readMqttSecrets } from "../../../device/mqtt-secrets.ts";

const good = {
  v: 1,
  display: "d1",
  location: "demo",
  mqtt: { url: "mqtt://127.0.0.1:1883", username: "display-d1", passwordFile: "password" },
  http: { host: "127.0.0.1", port: 0 },
  voice: { driver: "simulated", cacheFolder: "voice" },
};
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "talon-display-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(document: unknown) {
  const path = join(folder, "display.json");
  await writeFile(path, typeof document === "string" ? document : JSON.stringify(document));
  return readDisplayConfig(path);
}

describe("the display's file", () => {
  it("names its own files from its own folder", async () => {
    const config = await read(good);
    expect(config).toMatchObject({
      ok: true,
      value: {
        mqtt: { passwordFile: join(folder, "password") },
        voice: { cacheFolder: join(folder, "voice") },
      },
    });
  });
  it("is answered with every problem by its path", async () => {
    const config = await read({ ...good, display: "D 1", http: { host: "0.0.0.0", port: 0 } });
    expect(config).toMatchObject({ ok: false, problems: [{ path: "display" }] });
    expect(await read({ ...good, http: { host: "0.0.0.0", port: 0 } })).toMatchObject({
      ok: false,
      problems: [{ path: "http.host" }],
    });
  });
  it("may be no JSON", async () => {
    expect(await read("{")).toMatchObject({ ok: false });
  });
  it("that is not there is told in Danish and English, by its path once", async () => {
    const path = join(folder, "nothing.json");
    const problem = "findes ikke / does not exist";
    expect(await readDisplayConfig(path)).toEqual({ ok: false, problems: [{ path, problem }] });
    const said: string[] = [];
    const isWell = await checkDisplayHere({
      ...{ configPath: path, credentialsFolder: undefined, after: () => () => undefined },
      say: (line) => said.push(line),
    });
    expect([isWell, said]).toEqual([false, [`FEJL  ${path}: ${problem}`]]);
  });
});

describe("the display's password", () => {
  it("comes from its file, without the line's end", async () => {
    await writeFile(join(folder, "password"), "secret\n");
    const config = await read(good);
    if (!config.ok) throw new Error("the file is good");
    expect(await readMqttSecrets(config.value.mqtt, undefined)).toEqual({
      ok: true,
      value: { password: "secret", ca: undefined },
    });
  });
  it("may be a credential of systemd, and says so where systemd is not there", async () => {
    const { passwordFile: _, ...mqtt } = good.mqtt;
    const config = await read({ ...good, mqtt: { ...mqtt, credential: "mqtt-password" } });
    if (!config.ok) throw new Error("the file is good");
    expect(await readMqttSecrets(config.value.mqtt, undefined)).toMatchObject({
      ok: false,
      problems: [{ path: "mqtt.credential" }],
    });
    await writeFile(join(folder, "mqtt-password"), "other");
    expect(await readMqttSecrets(config.value.mqtt, folder)).toMatchObject({ value: { password: "other" } });
  });
  it("is missed when its file is", async () => {
    const config = await read(good);
    if (!config.ok) throw new Error("the file is good");
    expect(await readMqttSecrets(config.value.mqtt, undefined)).toMatchObject({ ok: false });
  });
});
