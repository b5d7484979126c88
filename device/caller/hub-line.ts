/**
 * The caller's line to the hub: its account's topics, its requests, and decoded messages as the machine's events.
 * Knows no rule and keeps no message: what cannot be sent now is not sent.
 */
import type { CallerConfig } from "../../protocol/config/caller.ts";
import type { Log } from "../../protocol/link/log.ts";
import { type MqttLink, type MqttLinkOptions, openMqttLink } from "../../protocol/link/mqtt.ts";
import { PROTOCOL_VERSION } from "../../protocol/terms.ts";
import type { MqttSecrets } from "../mqtt-secrets.ts";
import type { Ask, CallerEvent } from "./state.ts";

/**
 * The hub drops a line that it has not heard on for 1.5 times this (MQTT 3.1.2.10), sooner than a request is given up here. So a
 * request that lay in a socket when the cable was pulled calls nobody when it is put back after the sign.
 */
const KEEPALIVE_S = 2;

/** How this account connects; with `more`, as a second connection beside the running caller. */
export function lineOptions(
  { staff, mqtt }: CallerConfig,
  { password, ca }: MqttSecrets,
  more = "",
): MqttLinkOptions {
  const { url, username } = mqtt;
  return { url, clientId: `staff-${staff}${more}`, username, password, ca, keepaliveS: KEEPALIVE_S };
}

const TOPIC = {
  "call-next": "staffCallNext",
  recall: "staffRecall",
  serve: "staffServe",
  finish: "staffFinish",
  "no-show": "staffNoShow",
  undo: "staffUndo",
  pause: "staffPause",
  "end-pause": "staffEndPause",
  "call-colleague": "staffCallColleague",
} as const satisfies Readonly<Record<Ask["command"], string>>;

export type HubLineOptions = {
  readonly config: CallerConfig;
  readonly secrets: MqttSecrets;
  readonly wallMs: () => number;
  readonly happen: (event: CallerEvent) => void;
  readonly log: Log;
};

/** The line to the hub from open to close; it connects again by itself. */
export class HubLine {
  readonly #options: HubLineOptions;
  #link: MqttLink | null = null;
  #saidTrouble = "";

  constructor(options: HubLineOptions) {
    this.#options = options;
  }

  open(): void {
    const { config, secrets, happen, log } = this.#options;
    const { location, staff, counter } = config;
    const link = openMqttLink(lineOptions(config, secrets));
    this.#link = link;
    link.subscribe("hubAvailability", { location }, ({ state }) =>
      happen({ kind: "hub", isOnline: state === "online" }),
    );
    link.subscribe("counterState", { location, counter }, ({ state, number, at, paused = false }) =>
      happen({ kind: "counter", state, number, paused, at }),
    );
    link.subscribe("staffAnswer", { location, staff }, ({ commandId, answer, at }) =>
      happen({ kind: "answered", commandId, answer, at }),
    );
    link.onUp(() => this.#changed(true));
    link.onDown(() => this.#changed(false));
    link.onTrouble((problem) => this.#complain(problem));
    link.onForeign(({ topic, problem }) => log.warning("message not understood", { topic, problem }));
  }

  /** Sends one request now; without an answer it is the machine's to ask again. */
  ask({ command, ...asked }: Ask): void {
    const { config, wallMs } = this.#options;
    const { location, staff } = config;
    /* The same id with every try of the same command: the hub's answer to any of them is the answer to all. */
    const message = { v: PROTOCOL_VERSION, id: asked.commandId, at: wallMs(), ...asked };
    void this.#link?.publish(TOPIC[command], { location, staff }, message);
  }

  async close(): Promise<void> {
    await this.#link?.close();
  }

  #changed(isUp: boolean): void {
    const { happen, log } = this.#options;
    if (isUp) this.#saidTrouble = "";
    log[isUp ? "notice" : "warning"](isUp ? "broker reached" : "broker lost");
    happen({ kind: "line", isUp });
  }

  /** The same trouble is told once, not with every try. */
  #complain(problem: string): void {
    if (problem === this.#saidTrouble) return;
    this.#saidTrouble = problem;
    this.#options.log.warning("broker trouble", { problem });
  }
}
