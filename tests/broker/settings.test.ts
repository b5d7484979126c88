import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCommandLine } from "../../broker/command-line.ts";
import { demoSettings } from "../../broker/demo-settings.ts";
import { HUB_FAULTS, type HubCode, HubFault } from "../../broker/errors.ts";
import { exitCode } from "../../broker/exit-codes.ts";
import { readAccounts } from "../../broker/http/sign-in.ts";
import { hashPassword } from "../../broker/password.ts";
import { fileSettings } from "../../broker/settings.ts";
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

/** `<name>.crt` and `<name>.key` of this machine's own. */
function makeCertificate(into: string, name: string): void {
  const files = ["-keyout", join(into, `${name}.key`), "-out", join(into, `${name}.crt`)];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
  execFileSync("openssl", ["req", "-x509", ...kind, "-subj", "/CN=hub", ...files], { stdio: "ignore" });
}

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
    for (const name of ["stand-s1", "display-d1", "counting-software"]) write(`mqtt_${name}`, "secret");
    const fault = faultOf(() => fileSettings("docs/examples/hub.json", folder));
    // Everything in the example is valid, the location that it names included; only the certificate, an absolute path, is not on this machine.
    expect(fault).toMatchObject({ code: "HUB_FILE_MISSING", value: expect.stringContaining("/etc/talon/") });
  });

  it("has accounts as docs/examples/accounts.json shows them, and takes none whose hash is only an example", async () => {
    const example = JSON.parse(readFileSync("docs/examples/accounts.json", "utf8")) as { staff: string }[];
    const said = readAccounts(example);
    expect(!said.ok && said.problems.map((one) => one.path)).toEqual(["0.hash", "1.hash"]);
    const hash = await hashPassword("x");
    expect(readAccounts(example.map(({ staff }) => ({ staff, hash })))).toMatchObject({ ok: true });
  });

  it("refuses a certificate or key that cannot be used before anything is opened, and certificates that are none", () => {
    write("secret", "hush");
    const [cert, key] = [write("hub.crt", "no certificate"), write("hub.key", "no key")];
    const tls = { certFile: "hub.crt", keyFile: "hub.key" };
    for (const more of [{ http: { ...good.http, tls } }, { mqtt: { ...good.mqtt, tls } }])
      expect(faultOf(() => fileSettings(write("hub.json", { ...good, ...more }), undefined))).toMatchObject({
        code: "HUB_TLS_INVALID",
        value: `${cert} with ${key}`,
      });
    const mqtt = { kind: "external", url: "mqtts://broker", caFile: "hub.crt" };
    expect(faultOf(() => fileSettings(write("hub.json", { ...good, mqtt }), undefined))).toMatchObject({
      code: "HUB_CA_INVALID",
      value: cert,
    });
  });

  it("speaks TLS with a certificate of its own outside loopback, and plainly on loopback, where none is named", () => {
    write("secret", "hush");
    const settings = (host: string) => {
      write("accounts.json", []);
      const signIn = { kind: "accounts", file: "accounts.json" };
      const heard = { http: { ...good.http, host }, mqtt: { ...good.mqtt, host } };
      const file = write("hub.json", { ...good, ...heard, signIn });
      const { http, broker, certificates } = fileSettings(file, undefined);
      return [http.tls !== null, "tls" in broker && broker.tls !== null, certificates.isUsed];
    };
    expect(settings("127.0.0.1")).toEqual([false, false, false]);
    expect(settings("0.0.0.0")).toEqual([true, true, true]);
  });

  it("takes a certificate with its key, and no key of another", () => {
    write("secret", "hush");
    for (const name of ["one", "other"]) makeCertificate(folder, name);
    const settings = (key: string, more: object = {}) => {
      const http = { ...good.http, tls: { certFile: "one.crt", keyFile: `${key}.key`, ...more } };
      return fileSettings(write("hub.json", { ...good, http }), undefined);
    };
    expect(settings("one").certificates.isUsed).toBe(true);
    expect(faultOf(() => settings("other")).code).toBe("HUB_TLS_INVALID");
    expect(settings("one", { caFile: "other.crt" }).http.tls?.ca).toContain("BEGIN CERTIFICATE");
    expect(faultOf(() => settings("one", { caFile: "one.key" })).code).toBe("HUB_CA_INVALID");
    const mqtt = { kind: "external", url: "mqtts://broker", caFile: "one.crt" };
    expect(fileSettings(write("hub.json", { ...good, mqtt }), undefined).broker).toMatchObject({
      ca: expect.stringContaining("BEGIN CERTIFICATE"),
    });
  });

  it("tells problems one on a line, what is missing as missing, and ends the list without a lonely full stop", () => {
    const wrong = { v: 1, http: { host: "127.0.0.1", port: 0 }, mqtt: { host: "127.0.0.1" } };
    const { message } = faultOf(() => fileSettings(write("hub.json", wrong), undefined));
    const lines = message.split("\n");
    for (const path of ["location", "http.publicUrl", "mqtt.kind", "signIn"])
      expect(lines).toContain(`  ${path}: is missing`);
    expect(lines.at(-1)).toMatch(/^Correct each problem/);
    expect(message).not.toMatch(/^\s*\./m);
  });

  it("has no account for the hub itself", () => {
    const accounts = [{ username: "hub", role: "hub", id: "hub", passwordFile: "secret" }];
    const { message } = faultOf(() =>
      fileSettings(write("hub.json", { ...good, mqtt: { ...good.mqtt, accounts } }), undefined),
    );
    expect(message).toContain('mqtt.accounts.0.role: must be one of "stand", "display"');
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
    expect(readCommandLine(["check", "--config", "x"])).toEqual({
      ...{ kind: "check", config: "x", isOffline: false, language: "da" },
    });
    expect(readCommandLine(["check", "--offline"])).toMatchObject({ isOffline: true });
    expect(readCommandLine(["check", "--language", "en"])).toMatchObject({ language: "en" });
    expect(readCommandLine(["check"], "en_GB.UTF-8")).toMatchObject({ language: "en" });
    expect(readCommandLine(["register", "--language=da"], "en")).toMatchObject({ told: { language: "da" } });
    expect(readCommandLine(["texts", "--language", "ar", "--csv"])).toEqual({
      ...{ kind: "texts", language: "ar", isCsv: true },
    });
    const signOff = ["sign-off", "--language", "so", "--reader", "A. B.", "--location", "x"];
    expect(readCommandLine(signOff)).toEqual({
      kind: "sign-off",
      language: "so",
      reader: "A. B.",
      location: "x",
    });
    for (const kind of ["run", "check"])
      expect(readCommandLine(kind === "run" ? [] : [kind])).toMatchObject({
        kind,
        config: "/etc/talon/hub.json",
      });
    expect(readCommandLine(["hash-password", "--staff", "anna"])).toEqual({
      kind: "hash-password",
      staff: "anna",
    });
    expect(readCommandLine(["holidays", "--year", "2027"])).toEqual({
      kind: "holidays",
      year: 2027,
      chosen: [],
    });
    const eves = ["2027-12-24", "2027-12-31"];
    expect(readCommandLine(["holidays", "--year", "2027", "--choose", eves.join(",")])).toMatchObject({
      chosen: eves,
    });
    expect(readCommandLine(["-h"]).kind).toBe("help");
    expect(readCommandLine(["--version"]).kind).toBe("version");
    const demo = ["--demo", "--location", "l", "--data-dir", "d", "--http-port", "0"];
    expect(readCommandLine(demo)).toMatchObject({
      kind: "demo",
      flags: { httpPort: 0, mqttPort: 1883, mqttUrl: null },
    });
    for (const wrong of [
      ["check", "--demo"],
      ["check", "--language", "so"],
      ["texts", "--csv"],
      ["texts", "--language", "xx"],
      ["sign-off", "--language", "so", "--reader", " ", "--location", "x"],
      ["sign-off", "--language", "so", "--reader", "A"],
      ["--offline"],
      ["check", "--config", "x", "--http-port", "8080"],
      ["--data-dir", "d"],
      ["--config", "x", "--staff", "anna"],
      [...demo, "--config", "x"],
      ["hash-password"],
      ["hash-password", "--staff", "Anna!"],
      ["hash-password", "--staff", "anna", "--config", "x"],
      ["holidays"],
      ["holidays", "--year", "27"],
      ["holidays", "--year", "2027", "--choose", "2027-12-23"],
      ["--config", "x", "--year", "2027"],
      ["--nonsense"],
      ["dance"],
      ["--demo"],
      [...demo.slice(0, 6), "--http-port", "65536"],
      ["--config", "x", "check", "more"],
    ])
      expect([wrong, faultOf(() => readCommandLine(wrong)).code]).toEqual([wrong, "HUB_USAGE"]);
  });
});

it("the hub ends with a code that says whether starting again can help", () => {
  const codes: Partial<Record<HubCode, number>> = {
    HUB_USAGE: 64,
    HUB_PORT_TAKEN: 69,
    HUB_LEDGER_IN_USE: 69,
    HUB_LEDGER_APPEND_FAILED: 70,
    HUB_BROKER_UNREACHABLE: 75,
    HUB_OTHER_ONLINE: 75,
    HUB_TAKEN_OVER: 75,
    HUB_FILE_INVALID: 78,
    HUB_TLS_INVALID: 78,
    HUB_FOLDER_UNWRITABLE: 78,
    HUB_LEDGER_DAMAGED: 78,
  };
  for (const [code, expected] of Object.entries(codes))
    expect([code, exitCode(new HubFault(code as HubCode, "x"))]).toEqual([code, expected]);
  expect(exitCode(new Error("a bug"))).toBe(70);
});

it("every fault of the hub says what happened, with which value, and what to do", () => {
  for (const code of Object.keys(HUB_FAULTS) as HubCode[]) {
    const fault = new HubFault(code, "VALUE", new Error("cause"));
    expect([code, fault.message]).toEqual([code, expect.stringMatching(/VALUE.*\. .+/s)]);
    expect(fault.cause).toBeInstanceOf(Error);
    expect(fault.message.length).toBeGreaterThan(40);
  }
});
