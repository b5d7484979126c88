/** The hub of a simulated day, on ports that stay, with a gateway of a file: it can be killed and opened again on what was written. */
import { join } from "node:path";
import type { AppointmentInlet } from "../../../broker/appointments/contract.ts";
import type { SmsGateway } from "../../../broker/notices/gateway.ts";
import { openSimulatedGateway } from "../../../broker/notices/simulated-gateway.ts";
import type { Persons } from "../../../broker/persons/contract.ts";
import { openPersons } from "../../../broker/persons/sqlite.ts";
import { openVoice } from "../../../hal/voice/open.ts";
import { CutLedger } from "../../broker/cut-ledger.ts";
import { Hall } from "../../broker/hall.ts";
import { FarWay } from "../../broker/notices/far-way.ts";
import { freePort } from "../../free-port.ts";
import { weekBroker } from "../week/location.ts";
import { dayLocation } from "./location.ts";

export type Message = { readonly reference: string; readonly to: string; readonly text: string };

/** What of a hub outlives it. */
export class DayHub {
  readonly ledger = new CutLedger();
  readonly now: { at: number };
  readonly smsFile: string;
  /** What hosts were told. */
  readonly mail = new FarWay("accepted");
  /** The gateway has taken a message, and its answer does not come back. */
  isGatewaySilent = false;
  readonly #ports: { readonly http: number; readonly mqtt: number };
  readonly #persons: Persons;
  readonly #inlets: readonly AppointmentInlet[];
  #hall: Hall | null = null;

  private constructor(parts: {
    folder: string;
    at: number;
    ports: { http: number; mqtt: number };
    inlets: readonly AppointmentInlet[];
  }) {
    this.now = { at: parts.at };
    this.smsFile = join(parts.folder, "sms.jsonl");
    this.#ports = parts.ports;
    this.#inlets = parts.inlets;
    this.#persons = openPersons(join(parts.folder, "persons.sqlite"), new Uint8Array(32).fill(1));
  }

  static async open(folder: string, at: number, inlets: readonly AppointmentInlet[]): Promise<DayHub> {
    const ports = { http: await freePort(), mqtt: await freePort() };
    const made = new DayHub({ folder, at, ports, inlets });
    await made.start();
    return made;
  }

  get hall(): Hall {
    if (this.#hall === null) throw new Error("there is no hub now");
    return this.#hall;
  }

  /** Opens a hub on what the last one has left. */
  async start(): Promise<Hall> {
    const { http, mqtt } = this.#ports;
    this.#hall = await Hall.open({
      ...{ ledger: this.ledger, location: dayLocation(), now: this.now, coalesceMs: 5 },
      broker: { ...weekBroker(), port: mqtt } as ReturnType<typeof weekBroker>,
      http: { host: "127.0.0.1", port: http, tls: null, publicUrl: () => `http://127.0.0.1:${http}` },
      voice: (await openVoice({ driver: "none" })).driver,
      doorKey: new Uint8Array(32).fill(7),
      appointments: {
        ...{ persons: this.#persons, key: new Uint8Array(32).fill(2), inlets: this.#inlets },
        sms: { gateway: this.#gateway(), troublesTo: [], keyword: null },
        hosts: {
          channels: { mail: this.mail },
          teamsUrl: null,
          teamsHosts: [],
          pushHosts: [],
          pushKey: null,
        },
      },
    });
    return this.#hall;
  }

  #gateway(): SmsGateway {
    const simulated = openSimulatedGateway(this.smsFile);
    return {
      ...simulated,
      send: async (message) => {
        const ended = await simulated.send(message);
        return this.isGatewaySilent ? await new Promise(() => undefined) : ended;
      },
    };
  }

  /** Between two commits: whatever is not in the ledger by now is lost, and no connection says goodbye. */
  async kill(): Promise<void> {
    const { hall } = this;
    this.ledger.left = 0;
    await hall.hub.tick().catch(() => undefined);
    this.#hall = null;
    await hall.close();
    this.isGatewaySilent = false;
  }

  async close(): Promise<void> {
    await this.#hall?.close();
    this.#persons.close();
  }
}
