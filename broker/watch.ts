/**
 * What is asked about the hub itself: whether it can do its work, how much it does, and the file for whoever supports it.
 * Knows no wire; reads what others know.
 */

import type { LoginService } from "./accounts/login-service.ts";
import type { Inlets } from "./appointments/inlets.ts";
import type { Counts } from "./counts.ts";
import type { HubMachines } from "./enrolment/hub-machines.ts";
import { type HubHealth, healthOf } from "./health.ts";
import type { HubOptions } from "./hub-options.ts";
import type { Notices } from "./notices/notices.ts";
import type { HubState } from "./queue/state.ts";
import type { Stands } from "./stands.ts";
import { supportFile, type Trouble } from "./support.ts";

export type WatchOptions = Pick<HubOptions, "ledger" | "version" | "freeBytes" | "chain"> & {
  readonly troubles: () => readonly Trouble[];
  readonly state: () => HubState;
  readonly at: () => number;
  readonly broker: () => { readonly isUp: boolean; readonly clients: number | null };
  readonly streams: () => number;
  readonly counts: Counts;
  readonly stands: Stands;
  readonly machines: HubMachines;
  readonly login: LoginService | null;
  readonly notices: Pick<Notices, "problems">;
  readonly inlets: Pick<Inlets, "problem" | "problems"> | null;
};

export class Watch {
  readonly #options: WatchOptions;
  readonly #startedAt = performance.now();
  #tickedAt = performance.now();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** A second has passed. */
  ticked(): void {
    this.#tickedAt = performance.now();
  }

  get #uptimeS(): number {
    return Math.round((performance.now() - this.#startedAt) / 1000);
  }

  /** Whether the hub can do its work, and what is wrong in words. */
  async health(): Promise<HubHealth> {
    const { freeBytes, broker, machines, login, notices, inlets, ledger, at, chain } = this.#options;
    const untaken = inlets?.problem ?? null;
    return healthOf({
      isMqttUp: broker().isUp,
      stuckMs: performance.now() - this.#tickedAt,
      freeBytes: await freeBytes(),
      warnings: [
        ...machines.problems(at()),
        ...notices.problems,
        ...(untaken === null ? [] : [`appointments wait: ${untaken}`]),
        ...(inlets?.problems ?? []),
      ],
      isLoginAway: login?.isAway ?? false,
      head: ledger.head(),
      chain: chain?.() ?? null,
    });
  }

  /** The file for whoever supports the location: no person, no token. */
  async support(): Promise<object> {
    const { state, at, version, stands, troubles } = this.#options;
    return supportFile({
      ...{ state: state(), at: at(), version, stands, uptimeS: this.#uptimeS },
      ...{ health: await this.health(), troubles: troubles() },
    });
  }

  /** Prometheus text. */
  async metrics(): Promise<string> {
    const { counts, state, broker, streams } = this.#options;
    return counts.text({
      ...{ state: state(), mqttClients: broker().clients, streams: streams(), uptimeS: this.#uptimeS },
      memoryBytes: process.memoryUsage.rss(),
      healthy: (await this.health()).ok,
    });
  }
}
