import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledgerFile } from "../../../broker/administration/stored.ts";
import { demoSettings } from "../../../broker/demo-settings.ts";
import { HubFault } from "../../../broker/errors.ts";
import { openSqliteLedger } from "../../../broker/ledger/sqlite.ts";
import { fileSettings, locationSettings } from "../../../broker/settings.ts";
import type { LocationConfig } from "../../../protocol/config.ts";
import { demoLocation } from "../hall.ts";

let folder: string;
let file: string;
let missing: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-stored-"));
  mkdirSync(join(folder, "data"));
  file = join(folder, "hub.json");
  missing = join(folder, "location.json");
  const config = {
    ...{ v: 1, location: "location.json", dataDir: "data", signIn: { kind: "none" } },
    http: { host: "127.0.0.1", port: 0, publicUrl: "https://queue.example.dk" },
    mqtt: { kind: "embedded", host: "127.0.0.1", port: 0, accounts: [] },
  };
  writeFileSync(file, JSON.stringify(config));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A ledger in the data folder in which these documents were saved. */
function saved(...locations: readonly LocationConfig[]): void {
  const at = { file: ledgerFile(join(folder, "data")), location: demoLocation().location };
  const ledger = openSqliteLedger(at);
  ledger.append(locations.map((location) => ({ kind: "configured", at: 1, location })));
  ledger.close();
}

function faultOf(act: () => unknown): HubFault {
  try {
    act();
  } catch (fault) {
    if (fault instanceof HubFault) return fault;
    throw fault;
  }
  throw new Error("no fault");
}

describe("a hub whose location's file is missing", () => {
  it("cannot start while its ledger holds no document", () => {
    const isMissing = { code: "HUB_FILE_MISSING", value: missing };
    expect(faultOf(() => fileSettings(file, undefined))).toMatchObject(isMissing);
    saved();
    expect(faultOf(() => fileSettings(file, undefined))).toMatchObject(isMissing);
  });

  it("starts with the ledger's newest document, by the version that it has there", () => {
    saved({ ...demoLocation(), version: 3 }, { ...demoLocation(), version: 2 });
    const taken = { location: { location: "demo", version: 4 }, missingFile: missing, leftOut: [] };
    expect(fileSettings(file, undefined)).toMatchObject(taken);
    expect(locationSettings(file)).toMatchObject(taken);
    const flags = { location: missing, dataDir: join(folder, "data"), httpPort: 0, mqttPort: 0 };
    expect(demoSettings({ ...flags, mqttUrl: null, accounts: null })).toMatchObject(taken);
  });

  it("never takes the ledger's document for a file that is there", () => {
    saved({ ...demoLocation(), version: 3 });
    writeFileSync(missing, JSON.stringify({ ...demoLocation(), version: 1 }));
    expect(fileSettings(file, undefined)).toMatchObject({ location: { version: 1 } });
    expect(fileSettings(file, undefined)).not.toHaveProperty("missingFile");
    writeFileSync(missing, "{");
    expect(faultOf(() => fileSettings(file, undefined)).code).toBe("HUB_FILE_INVALID");
  });

  it("is told that a file in the ledger's place is none", () => {
    writeFileSync(ledgerFile(join(folder, "data")), "");
    expect(faultOf(() => fileSettings(file, undefined)).code).toBe("HUB_LEDGER_FOREIGN");
  });
});
