/**
 * What the hub of the demo is told: the command's own flags in place of a configuration file.
 * Knows no environment and opens no socket.
 */
import { join, resolve } from "node:path";
import { Certificates } from "./certificates/certificates.ts";
import type { MqttAccount } from "./mqtt/identify.ts";
import { openSimulatedGateway } from "./notices/simulated-gateway.ts";
import { personsKeyFile } from "./persons/key.ts";
import { SETTINGS } from "./queue/state.ts";
import { type HubSettings, located, read, readJson } from "./settings.ts";

/** The demo's flags. */
export type DemoFlags = {
  readonly location: string;
  readonly dataDir: string;
  readonly httpPort: number;
  readonly mqttPort: number;
  readonly mqttUrl: string | null;
  /** A JSON list of {username, role, id, password}. */
  readonly accounts: string | null;
};

/** The demo: loopback, nobody signs in, everybody on this machine may read MQTT. Faults: those of its files. */
export function demoSettings(flags: DemoFlags): HubSettings {
  const accounts = flags.accounts === null ? [] : (readJson(flags.accounts) as MqttAccount[]);
  const dataDir = resolve(flags.dataDir);
  const location = located(flags.location, dataDir);
  return {
    ...location,
    dataDir,
    certificates: new Certificates({ dataDir, location: location.location.location, hosts: [], read }),
    broker:
      flags.mqttUrl === null
        ? {
            ...{ kind: "embedded", host: "127.0.0.1", port: flags.mqttPort, tls: null },
            ...{ accounts: accounts.map(accountOf), allowAnonymousReading: true },
          }
        : { kind: "external", url: flags.mqttUrl },
    http: {
      ...{ host: "127.0.0.1", port: flags.httpPort, tls: null },
      publicUrl: (port) => `http://127.0.0.1:${port}`,
    },
    ...{ door: null, screens: null },
    oidc: null,
    voice: { driver: "espeak-ng", cacheFolder: join(dataDir, "speech") },
    settings: SETTINGS,
    coalesceMs: 100,
    keeping: { keyFile: personsKeyFile(dataDir), isOwn: true, notesFolder: null },
    appointments: [{ kind: "folder", source: "planner", folder: join(dataDir, "appointments") }],
    sms: {
      gateway: openSimulatedGateway(join(dataDir, "sms.jsonl"), join(dataDir, "sms-answers.jsonl")),
      ...{ troublesTo: [], keyword: null },
    },
  };
}

function accountOf({ username, role, id, password }: MqttAccount): MqttAccount {
  return { username, role, id, password };
}
