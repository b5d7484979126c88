import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCommandLine } from "../../broker/command-line.ts";
import { HUB_FAULTS, type HubCode, HubFault } from "../../broker/errors.ts";
import { demoSettings, fileSettings } from "../../broker/settings.ts";
import { demoLocation } from "./hall.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-settings-"));
  writeFileSync(join(folder, "location.json"), JSON.stringify(demoLocation()));
});
afterEach(() => rmSync(folder, { recursive: true }));

const good = {
  v: 1,
  location: "location.json",
  dataDir: "data",
  http: { host: "127.0.0.1", port: 0, publicUrl: "https://queue.example.dk" },
  mqtt: {
    kind: "embedded",
    host: "127.0.0.1",
    port: 0,
    accounts: [{ username: "s", role: "stand", id: "s1", passwordFile: "secret" }],
  },
  signIn: { kind: "none" },
};
const write = (name: string, content: unknown) => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};
const faultOf = (act: () => unknown): HubFault => {
  try {
    act();
  } catch (fault) {
    if (fault instanceof HubFault) return fault;
    throw fault;
  }
  throw new Error("no fault");
};

describe("the hub's configuration file", () => {
  it("is read with everything it names, from its own folder", () => {
    write("secret", "hush\nsecond line\n");
    const settings = fileSettings(write("hub.json", good), undefined);
    expect(settings).toMatchObject({
      dataDir: join(folder, "data"),
      door: null,
      location: { location: "demo" },
    });
    expect(settings.broker).toMatchObject({
      accounts: [{ username: "s", role: "stand", id: "s1", password: "hush" }],
      allowAnonymousReading: false,
    });
    expect(settings.http.publicUrl(1)).toBe("https://queue.example.dk");
  });

  it("takes secrets as credentials of systemd", () => {
    write("mqtt_s1", "from systemd");
    const account = { username: "s", role: "stand", id: "s1", credential: "mqtt_s1" };
    const file = write("hub.json", { ...good, mqtt: { ...good.mqtt, accounts: [account] } });
    expect(fileSettings(file, folder).broker).toMatchObject({ accounts: [{ password: "from systemd" }] });
    expect(faultOf(() => fileSettings(file, undefined)).message).toContain("CREDENTIALS_DIRECTORY");
  });

  it("says in words which file is missing, unreadable, empty or wrong, and where", () => {
    const file = write("hub.json", good);
    expect(faultOf(() => fileSettings(join(folder, "none.json"), undefined))).toMatchObject({
      code: "HUB_FILE_MISSING",
      value: join(folder, "none.json"),
    });
    expect(faultOf(() => fileSettings(file, undefined)).value).toBe(join(folder, "secret"));
    write("secret", "\n");
    expect(faultOf(() => fileSettings(file, undefined))).toMatchObject({ code: "HUB_FILE_INVALID" });
    write("secret", "hush");
    expect(faultOf(() => fileSettings(write("broken.json", "{"), undefined)).message).toContain(
      "is not JSON",
    );
    const wrong = faultOf(() =>
      fileSettings(write("wrong.json", { ...good, http: { host: "0.0.0.0", port: -1 } }), undefined),
    );
    for (const path of ["http.port:", "http.publicUrl:"]) expect(wrong.message).toContain(path);
    write("location.json", { v: 1 });
    expect(faultOf(() => fileSettings(file, undefined)).message).toContain("queues:");
    const folderAsFile = faultOf(() => fileSettings(folder, undefined));
    expect(folderAsFile.code).toBe("HUB_FILE_UNREADABLE");
  });

  it("is as docs/examples/hub.json shows it", () => {
    const example = JSON.parse(readFileSync("docs/examples/hub.json", "utf8")) as { dataDir: string };
    const fault = faultOf(() => fileSettings(write("hub.json", example), undefined));
    // Everything in the example is valid; only the certificate, an absolute path, is not on this machine.
    expect(fault).toMatchObject({ code: "HUB_FILE_MISSING", value: expect.stringContaining("/etc/talon/") });
  });
});

describe("the demo's settings", () => {
  it("listen on this machine only, sign nobody in, and let everybody here read", () => {
    const accounts = write("accounts.json", [
      { username: "stand-s1", role: "stand", id: "s1", clientId: "x", password: "p" },
    ]);
    const flags = {
      location: join(folder, "location.json"),
      dataDir: folder,
      httpPort: 1,
      mqttPort: 2,
      mqttUrl: null,
      accounts,
    };
    expect(demoSettings(flags)).toMatchObject({
      http: { host: "127.0.0.1", port: 1 },
      door: null,
      broker: {
        host: "127.0.0.1",
        port: 2,
        allowAnonymousReading: true,
        accounts: [{ username: "stand-s1", role: "stand", id: "s1", password: "p" }],
      },
    });
    expect(demoSettings({ ...flags, mqttUrl: "mqtt://127.0.0.1:9" }).broker).toEqual({
      kind: "external",
      url: "mqtt://127.0.0.1:9",
    });
  });
});

describe("the command line", () => {
  it("is understood, or refused in words", () => {
    expect(readCommandLine(["--config", "x"])).toEqual({ kind: "run", config: "x" });
    expect(readCommandLine(["check", "--config", "x"])).toEqual({ kind: "check", config: "x" });
    expect(readCommandLine(["hash-password"])).toEqual({ kind: "hash-password" });
    expect(readCommandLine(["-h"]).kind).toBe("help");
    expect(readCommandLine(["--version"]).kind).toBe("version");
    const demo = ["--demo", "--location", "l", "--data-dir", "d", "--http-port", "0"];
    expect(readCommandLine(demo)).toMatchObject({
      kind: "demo",
      flags: { httpPort: 0, mqttPort: 1883, mqttUrl: null },
    });
    for (const wrong of [
      [],
      ["--nonsense"],
      ["dance"],
      ["--demo"],
      [...demo.slice(0, 6), "--http-port", "65536"],
      ["--config", "x", "check", "more"],
    ])
      expect([wrong, faultOf(() => readCommandLine(wrong)).code]).toEqual([wrong, "HUB_USAGE"]);
  });
});

it("every fault of the hub says what happened, with which value, and what to do", () => {
  for (const code of Object.keys(HUB_FAULTS) as HubCode[]) {
    const fault = new HubFault(code, "VALUE", new Error("cause"));
    expect([code, fault.message]).toEqual([code, expect.stringMatching(/VALUE.*\. .+/s)]);
    expect(fault.cause).toBeInstanceOf(Error);
    expect(fault.message.length).toBeGreaterThan(40);
  }
});
