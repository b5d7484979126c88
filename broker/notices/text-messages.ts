/**
 * Every text message of a hub: to citizens of appointments, and to whoever is sent for when a stand needs hands.
 * Knows no timer.
 */
import type { HubOptions } from "../hub-options.ts";
import { NoticeSender, type SenderOptions } from "./sender.ts";
import { TroubleMessages, type TroubleOptions } from "./trouble-messages.ts";

type Hub = Pick<SenderOptions, "state" | "at" | "decide"> & Pick<TroubleOptions, "view">;

/** From the hub's start to its end. */
export class TextMessages {
  readonly #notices: NoticeSender;
  readonly #troubles: TroubleMessages;
  readonly #close: () => Promise<void>;

  constructor(notices: NoticeSender, troubles: TroubleMessages, close: () => Promise<void>) {
    this.#notices = notices;
    this.#troubles = troubles;
    this.#close = close;
  }

  /** Why messages wait, for whoever asks about the hub's health; `null` while they do not. */
  get problem(): string | null {
    return this.#notices.problem;
  }

  /** Sends what is due. Rejects only when the hub must exit, or after its end. */
  async look(): Promise<void> {
    await Promise.all([this.#notices.look(), this.#troubles.look()]);
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

/** `null` where the hub was told of no gateway. */
export function openTextMessages(
  { appointments, log }: Pick<HubOptions, "appointments" | "log">,
  hub: Hub,
): TextMessages | null {
  const { persons, sms = null } = appointments ?? {};
  if (persons === undefined || sms === null) return null;
  const { gateway, troublesTo: to } = sms;
  const notices = new NoticeSender({ persons, gateway, log, ...hub });
  return new TextMessages(notices, new TroubleMessages({ gateway, to, log, ...hub }), () => gateway.close());
}
