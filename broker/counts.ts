/**
 * What the hub counts of itself, and the Prometheus text that says it (exposition format 0.0.4).
 * Knows no person and no ticket's id.
 */

import { TICKET_STATES } from "../protocol/terms.ts";
import type { HubState } from "./queue/state.ts";

/** Upper bounds of the times of commands, in seconds. */
const BOUNDS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] as const;

/** Counters from the process's start. */
export class Counts {
  readonly #commands = new Map<string, number>();
  readonly #buckets = BOUNDS_S.map(() => 0);
  #timed = 0;
  #secondsSum = 0;
  #undecodable = 0;
  #refused = 0;
  readonly #limited = new Map<string, number>();

  /** A command was answered after `ms`, from the moment it was handed to the loop until after its commit. */
  command(kind: string, ms: number): void {
    this.#commands.set(kind, (this.#commands.get(kind) ?? 0) + 1);
    this.#timed += 1;
    this.#secondsSum += ms / 1000;
    for (const [index, bound] of BOUNDS_S.entries())
      if (ms / 1000 <= bound) this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
  }

  undecodable(): void {
    this.#undecodable += 1;
  }

  refused(): void {
    this.#refused += 1;
  }

  /** Somebody met a limit of the hub's MQTT or HTTP. Both names are of fixed sets. */
  limited(side: "mqtt" | "http", limit: string): void {
    const labels = `{side="${side}",limit="${limit}"}`;
    this.#limited.set(labels, (this.#limited.get(labels) ?? 0) + 1);
  }

  get #own(): readonly Metric[] {
    const kinds = [...this.#commands].sort(([one], [other]) => (one < other ? -1 : 1));
    const buckets = BOUNDS_S.map(
      (bound, index) => [`_bucket{le="${bound}"}`, this.#buckets[index] ?? 0] as const,
    );
    return [
      metric(
        { name: "talon_commands_total", kind: "counter" },
        "Commands decided, by kind.",
        kinds.map(([kind, count]) => [`{kind="${kind}"}`, count]),
      ),
      metric(
        { name: "talon_command_seconds", kind: "histogram" },
        "From a command's arrival to after its commit.",
        [
          ...buckets,
          [`_bucket{le="+Inf"}`, this.#timed],
          ["_sum", this.#secondsSum],
          ["_count", this.#timed],
        ],
      ),
      metric(
        { name: "talon_undecodable_messages_total", kind: "counter" },
        "MQTT messages that could not be read.",
        [["", this.#undecodable]],
      ),
      metric(
        { name: "talon_mqtt_refusals_total", kind: "counter" },
        "MQTT connections, subscriptions and messages refused.",
        [["", this.#refused]],
      ),
      metric(
        { name: "talon_limits_total", kind: "counter" },
        "Times that somebody met a limit and was slowed, refused or cut off.",
        [...this.#limited].sort(([one], [other]) => (one < other ? -1 : 1)),
      ),
    ];
  }

  /** All metrics as text. */
  text(now: Now): string {
    return [...ofState(now.state), ...ofProcess(now), ...this.#own].map(lines).join("");
  }
}

/** What is so at the moment of asking. */
export type Now = {
  readonly state: HubState;
  readonly mqttClients: number | null;
  readonly streams: number;
  readonly uptimeS: number;
  readonly memoryBytes: number;
  readonly healthy: boolean;
};

type Sample = readonly [labels: string, value: number];
type Metric = { name: string; kind: string; help: string; samples: readonly Sample[] };

const metric = (is: Pick<Metric, "name" | "kind">, help: string, samples: readonly Sample[]): Metric => ({
  ...is,
  help,
  samples,
});
const gauge = (name: string, help: string, samples: readonly Sample[]) =>
  metric({ name, kind: "gauge" }, help, samples);

function lines({ name, kind, help, samples }: Metric): string {
  const values = samples.map(([labels, value]) => `${name}${labels} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${values.join("")}`;
}

function ofState(state: HubState): Metric[] {
  const tickets = new Map<string, number>(TICKET_STATES.map((one) => [one, 0]));
  for (const ticket of state.day.tickets.values())
    tickets.set(ticket.state, (tickets.get(ticket.state) ?? 0) + 1);
  const waiting = state.location.queues.map(
    ({ queue }): Sample => [`{queue="${queue}"}`, state.day.waiting.get(queue)?.size ?? 0],
  );
  return [
    gauge(
      "talon_tickets",
      "Tickets of today by state.",
      [...tickets].map(([one, count]): Sample => [`{state="${one}"}`, count]),
    ),
    gauge("talon_waiting", "Waiting tickets by queue.", waiting),
    gauge("talon_ledger_seq", "Events in the ledger.", [["", state.seq]]),
  ];
}

function ofProcess({ mqttClients, streams, uptimeS, memoryBytes, healthy }: Now): Metric[] {
  return [
    ...(mqttClients === null
      ? []
      : [gauge("talon_mqtt_clients", "MQTT clients connected.", [["", mqttClients]])]),
    gauge("talon_streams", "Event streams open.", [["", streams]]),
    gauge("talon_healthy", "1 when /healthz answers 200.", [["", healthy ? 1 : 0]]),
    gauge("talon_uptime_seconds", "Since the hub's start.", [["", uptimeS]]),
    gauge("process_resident_memory_bytes", "Memory of the process.", [["", memoryBytes]]),
  ];
}
