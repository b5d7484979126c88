/**
 * A display with its own machine: the hub's pictures come over MQTT, its kiosk browser gets the page that the hub serves too.
 * Decides nothing; what to show is the hub's word, in which order it is announced the page's.
 */
import { gongWav } from "../../hal/open.ts";
import type { Voice } from "../../hal/voice/contract.ts";
import type { DisplayConfig } from "../../protocol/config/display.ts";
import type { Log } from "../../protocol/link/log.ts";
import { type MqttLink, openMqttLink } from "../../protocol/link/mqtt.ts";
import type { Assets } from "../../protocol/link/static.ts";
import type { Health } from "../../protocol/link/supervise.ts";
import type { DisplayPicture } from "../../protocol/snapshots.ts";
import type { MqttSecrets } from "../mqtt-secrets.ts";
import { DisplayHttp } from "./http.ts";
import { DisplaySpeech } from "./speech.ts";
import { Watching } from "./watching.ts";

export type DisplayParts = {
  readonly config: DisplayConfig;
  readonly secrets: MqttSecrets;
  readonly voice: Voice;
  readonly assets: Assets;
  readonly log: Log;
  /** The machine's clock, epoch ms. */
  readonly wallMs: () => number;
  readonly beatMs?: number;
};

/** One display from open to close. Promises that its page greys out when broker or hub are gone. */
export class RunningDisplay {
  readonly #parts: DisplayParts;
  readonly #speech: DisplaySpeech;
  readonly #watching: Watching;
  readonly #http: DisplayHttp;
  #link: MqttLink | null = null;
  #picture: DisplayPicture | null = null;
  /** Nobody knows before the hub's own word: a picture may have lain on the broker since long before the hub went. */
  #isHubOnline = false;
  /** The hub's clock minus this machine's, ms, as far as messages have told. */
  #aheadMs = 0;
  #saidTrouble = "";

  constructor(parts: DisplayParts) {
    const { config, voice, assets, wallMs } = parts;
    this.#parts = parts;
    this.#speech = new DisplaySpeech(voice);
    this.#watching = new Watching({ beatMs: parts.beatMs, now: () => wallMs() + this.#aheadMs });
    this.#http = new DisplayHttp({
      ...config.http,
      display: config.display,
      assets,
      gong: gongWav(),
      watch: (response) => this.#watching.serve(response),
      wavPath: (key) => this.#wavPath(key),
    });
  }

  /** Listens for its browser, then connects; resolves with its address while the broker may still be away. */
  async open(): Promise<string> {
    const url = await this.#http.open();
    this.#connect();
    return url;
  }

  /** Well as long as the event loop runs: a lost broker is told on the screen, and a restart would not bring it back. */
  readonly health = (): Promise<Health> => Promise.resolve({ isGood: true });

  async close(): Promise<void> {
    this.#watching.close();
    await Promise.all([this.#link?.close(), this.#http.close(), this.#parts.voice.close()]);
  }

  #connect(): void {
    const { config, secrets, log } = this.#parts;
    const { location, display, mqtt } = config;
    const link = openMqttLink({
      url: mqtt.url,
      clientId: `display-${display}`,
      username: mqtt.username,
      password: secrets.password,
      ca: secrets.ca,
    });
    this.#link = link;
    link.subscribe("displayPicture", { location, display }, (picture) => this.#take(picture));
    link.subscribe("hubAvailability", { location }, ({ state }) => {
      this.#isHubOnline = state === "online";
      this.#show();
    });
    link.subscribe("calls", { location }, ({ at }) => {
      /* Not retained, so it was said just now: the best word on the hub's clock. */
      this.#aheadMs = at - this.#parts.wallMs();
    });
    link.onCleared(({ name }) => {
      if (name === "displayPicture") this.#picture = null;
      else if (name === "hubAvailability") this.#isHubOnline = false;
      this.#show();
    });
    link.onUp(() => {
      this.#saidTrouble = "";
      log.notice("broker reached");
      this.#show();
    });
    link.onDown(() => {
      log.warning("broker lost");
      /* What the broker has kept is told anew with the next connection. */
      this.#picture = null;
      this.#isHubOnline = false;
      this.#watching.lose();
    });
    link.onTrouble((problem) => this.#complain(problem));
    link.onForeign(({ topic, problem }) => log.warning("message not understood", { topic, problem }));
  }

  /** A retained picture may be old, but the hub's clock is at least there by now. */
  #take(picture: DisplayPicture): void {
    this.#aheadMs = Math.max(this.#aheadMs, picture.at - this.#parts.wallMs());
    this.#picture = this.#speech.withSpeech(picture);
    this.#show();
  }

  #show(): void {
    const isHeard = this.#link?.isUp === true && this.#isHubOnline;
    if (!isHeard || this.#picture === null) this.#watching.lose();
    else this.#watching.show(this.#picture);
  }

  /** The same trouble is told once, not with every try. */
  #complain(problem: string): void {
    if (problem === this.#saidTrouble) return;
    this.#saidTrouble = problem;
    this.#parts.log.warning("broker trouble", { problem });
  }

  async #wavPath(key: string): Promise<string | null> {
    try {
      return await this.#speech.wavPath(key);
    } catch (fault) {
      /* Shown and chimed, not spoken; the log says why. */
      this.#parts.log.error("call not spoken", {
        problem: fault instanceof Error ? fault.message : String(fault),
      });
      return null;
    }
  }
}
