/**
 * The stand's line to the hub: which topics it reads, its last will, and decoded messages as the machine's events.
 * Knows no rule and keeps no message.
 */

import type { Log } from "../../protocol/link/log.ts";
import { type MqttLink, type MqttLinkOptions, openMqttLink, placed } from "../../protocol/link/mqtt.ts";
import type { Message } from "../../protocol/messages.ts";
import { PROTOCOL_VERSION } from "../../protocol/terms.ts";
import type { TopicName } from "../../protocol/topics.ts";
import type { Happen } from "./hardware.ts";
import type { HubMessage } from "./machine/state.ts";

const OF_LOCATION = ["hubAvailability", "queueState"] as const satisfies readonly TopicName[];
const OF_STAND = [
  "standConfig",
  "helloAnswer",
  "issueAnswer",
  "printedAnswer",
  "checkInAnswer",
  "expected",
  "lookupAnswer",
  "rejoinAnswer",
  "helpAnswer",
  "giveBack",
  "reprint",
  "test",
  "lamp",
  "mirror",
  "ended",
] as const satisfies readonly TopicName[];

/** The stand's next certificate, when half of the life of the present one is over or more. */
export type Renewal = {
  /** Told at each connection; asks then, or later while it lasts. */
  readonly ask: (publish: (message: Message<"renew">) => Promise<boolean>) => Promise<void>;
  readonly take: (transaction: string | null, answer: Message<"renewAnswer">["answer"]) => Promise<void>;
  /** No connection came about: this machine may have been enrolled anew. */
  readonly lookAgain: () => Promise<void>;
};

export type HubLinkOptions = {
  readonly location: string;
  readonly stand: string;
  readonly version: string;
  /** New at every start of the process. */
  readonly instance: string;
  /** A new message id and the wall clock, for the stand's availability. */
  readonly newHead: () => { readonly id: string; readonly at: number };
  /** A promise where the machine is still to be enrolled. */
  readonly mqtt: Omit<MqttLinkOptions, "will"> | Promise<Omit<MqttLinkOptions, "will">>;
  /** Asks for the stand's next certificate; left out where it has none. */
  readonly renewal?: Renewal | undefined;
  readonly happen: Happen;
  readonly log: Log;
};

/** The line to the hub, connecting. */
export class HubLink {
  readonly #options: HubLinkOptions;
  #link: MqttLink | null = null;
  #since = 0;
  #isClosed = false;

  constructor(options: HubLinkOptions) {
    this.#options = options;
  }

  open(): void {
    const { mqtt, log } = this.#options;
    if (!(mqtt instanceof Promise)) return this.#open(mqtt);
    mqtt.then(
      (found) => {
        if (!this.#isClosed) this.#open(found);
      },
      (error: unknown) => log.error("not enrolled", { problem: String(error) }),
    );
  }

  #open(mqtt: Omit<MqttLinkOptions, "will">): void {
    const { happen, log, renewal } = this.#options;
    const link = openMqttLink({
      ...mqtt,
      will: () => placed("standAvailability", this.#at, this.#availability("offline")),
    });
    this.#link = link;
    for (const topic of OF_LOCATION) this.#read(link, topic, { location: this.#options.location });
    for (const topic of OF_STAND) this.#read(link, topic, this.#at);
    link.onUp(() => {
      this.#since = this.#options.newHead().at;
      void link.publish("standAvailability", this.#at, this.#availability("online"));
      happen({ kind: "link", isUp: true });
      void renewal?.ask((message) => link.publish("renew", this.#at, message));
    });
    link.onDown(() => happen({ kind: "link", isUp: false }));
    link.onForeign(({ topic, problem }) => log.warning("message passed over", { topic, problem }));
    this.#tellTrouble(link);
    if (renewal !== undefined)
      link.subscribe("renewAnswer", this.#at, ({ transaction, answer }) => {
        void renewal.take(transaction, answer);
      });
  }

  /** Fire and forget: what must arrive is asked again by the machine's own timers. */
  publish(topic: TopicName, message: HubMessage["message"]): void {
    void this.#link?.publish(topic, this.#at, message);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#link?.isUp)
      await this.#link.publish("standAvailability", this.#at, this.#availability("offline"));
    await this.#link?.close();
  }

  get #at() {
    return { location: this.#options.location, stand: this.#options.stand };
  }

  #read(link: MqttLink, topic: TopicName, at: Readonly<Record<string, string>>): void {
    link.subscribe(topic, at, (message, _match, isRetained) => {
      this.#options.happen({ kind: "message", topic, message, isRetained } as HubMessage);
    });
  }

  /** The same trouble at every try is said once. */
  #tellTrouble(link: MqttLink): void {
    let last = "";
    link.onUp(() => {
      last = "";
      this.#options.log.notice("broker connected");
    });
    link.onTrouble((problem) => {
      void this.#options.renewal?.lookAgain();
      if (problem === last) return;
      last = problem;
      this.#options.log.warning("broker out of reach", { problem });
    });
  }

  #availability(state: "online" | "offline"): Message<"standAvailability"> {
    const { newHead, version, instance } = this.#options;
    const head = { v: PROTOCOL_VERSION, ...newHead() };
    return {
      ...head,
      state,
      since: this.#since || head.at,
      version,
      protocolVersion: PROTOCOL_VERSION,
      instance,
    };
  }
}
