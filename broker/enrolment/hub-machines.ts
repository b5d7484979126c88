/**
 * Everything of a hub that has to do with machines: its certificates, the desk for stands, and the gate of its broker.
 * Knows no rule; joins what the hub has with what these need.
 */
import type { Log } from "../../protocol/link/log.ts";
import type { StandId } from "../../protocol/terms.ts";
import { type Actor, HUB } from "../accounts/rights.ts";
import type { Certificates, TlsSource } from "../certificates/certificates.ts";
import { CertificateWatch } from "../certificates/watch.ts";
import { type ChainState, chainWarning } from "../ledger/patrol.ts";
import type { StandGate } from "../mqtt/identify.ts";
import type { HubBrokerOptions } from "../mqtt/side.ts";
import type { MachineAnswer, MachineCommand } from "../queue/commands.ts";
import type { HubEvent } from "../queue/events.ts";
import { verdictOn } from "../queue/machines.ts";
import type { HubState } from "../queue/state.ts";
import { MachineDesk } from "./desk.ts";

export type HubMachinesOptions = {
  readonly certificates?: Certificates;
  readonly broker: HubBrokerOptions;
  readonly https: TlsSource | null;
  readonly log: Log;
  readonly state: () => HubState;
  readonly at: () => number;
  readonly decide: (command: MachineCommand, by: Actor) => Promise<MachineAnswer>;
  readonly publicUrl: () => string;
  readonly mqttPort: () => number;
  readonly isOnline: (stand: StandId) => boolean;
  /** What is known of the ledger's chain. */
  readonly chain?: () => ChainState | null;
  /** Nothing more may be answered. */
  readonly failed: (fault: unknown) => void;
};

/** The machines of a hub, while it runs. */
export class HubMachines {
  readonly desk: MachineDesk;
  /** The broker's options, with the gate for stands' certificates where it speaks TLS. */
  readonly broker: HubBrokerOptions;
  readonly #watch: CertificateWatch | null;
  readonly #chain: HubMachinesOptions["chain"];

  constructor(options: HubMachinesOptions) {
    const { certificates, broker, https, log, state, at, publicUrl, mqttPort, decide, isOnline } = options;
    this.#chain = options.chain;
    this.#watch = certificates ? new CertificateWatch(certificates, log) : null;
    const trust = (tls: TlsSource) => (tls.isOwn ? "own" : "system");
    const mqtt = broker.kind === "embedded" ? broker.tls : null;
    const isReady =
      certificates !== undefined && broker.kind === "embedded" && mqtt !== null && https !== null;
    this.desk = new MachineDesk({
      ...{ state, at, decide, publicUrl, isOnline },
      warnings: (language) => this.#watch?.problems(at(), language) ?? [],
      enrols: isReady
        ? {
            ...{ authority: () => certificates.authority, https: trust(https), mqtt: trust(mqtt), mqttPort },
            authorities: {
              ...(https.ca === undefined ? {} : { httpsCa: https.ca }),
              ...(mqtt.ca === undefined ? {} : { mqttCa: mqtt.ca }),
            },
          }
        : null,
    });
    this.broker = isReady ? { ...broker, stands: gateOf(options, certificates) } : broker;
  }

  /** Stands whose connection must end now: they were cut off, or another machine is this stand from now on. */
  ended(events: readonly HubEvent[]): StandId[] {
    return events.flatMap((event) =>
      event.kind === "stand-cut-off" || event.kind === "stand-enrolled" ? [event.stand] : [],
    );
  }

  async look(at: number): Promise<void> {
    await this.#watch?.look(at);
  }

  /** What a technician must see to: certificates, and a ledger that somebody has changed. */
  problems(at: number): readonly string[] {
    const broken = chainWarning(this.#chain?.() ?? null);
    return [...(broken === null ? [] : [broken]), ...(this.#watch?.problems(at) ?? [])];
  }

  /** A stand's next certificate, as it is told over MQTT. */
  async renew(stand: StandId, csr: string): Promise<{ certificate: string } | { problem: string }> {
    const said = await this.desk.renew(stand, csr);
    return "certificate" in said ? said : { problem: said.refused };
  }
}

function gateOf({ state, at, decide, failed }: HubMachinesOptions, certificates: Certificates): StandGate {
  const told = (command: MachineCommand) => void decide(command, HUB).catch(failed);
  return {
    ca: () => certificates.authority.cert,
    verdict: (stand, shown) => verdictOn(state(), stand, { ...shown, at: at() }),
    taken: (stand) => told({ kind: "take-outbox", stand }),
    doubled: (stand) => told({ kind: "tell-twin", stand }),
  };
}
