/**
 * Every text message of a hub, both ways: to citizens of appointments, to whoever is sent for when a stand needs hands; and what comes back.
 * Knows no timer and no route.
 */
import { spacedCode } from "../../protocol/check-in.ts";
import type { PersonKey } from "../../protocol/terms.ts";
import { codesOf } from "../appointments/codes.ts";
import type { HubOptions } from "../hub-options.ts";
import type { HubEvent } from "../queue/events.ts";
import { Answers, type AnswersOptions } from "./answers.ts";
import { AskedAgain, type AskedAgainOptions } from "./asked-again.ts";
import type { SmsCall } from "./gateway.ts";
import { type Called, Hearing, type HearingOptions } from "./hearing.ts";
import { PlaceMessages, type PlaceOptions } from "./place-messages.ts";
import { Refusals, respecting } from "./refusals.ts";
import { NoticeSender, type SenderOptions } from "./sender.ts";
import { TroubleMessages, type TroubleOptions } from "./trouble-messages.ts";

/** What the hub decides of it. */
type Decide = SenderOptions["decide"] &
  AskedAgainOptions["decide"] &
  HearingOptions["decide"] &
  AnswersOptions["decide"] &
  AnswersOptions["count"] &
  PlaceOptions["decide"];
type Hub = Pick<SenderOptions, "state" | "at"> &
  Pick<TroubleOptions, "view"> & { readonly decide: Decide; readonly publicUrl: () => string };

/** Gateways that are asked or listened to are so often. */
const LOOK_MS = 15_000;

type Parts = {
  readonly notices: NoticeSender;
  readonly troubles: TroubleMessages;
  readonly asked: AskedAgain;
  readonly hearing: Hearing;
  readonly places: PlaceMessages;
  readonly at: () => number;
  readonly close: () => Promise<void>;
};

/** From the hub's start to its end. */
export class TextMessages {
  readonly #parts: Parts;
  #heardAt = Number.NEGATIVE_INFINITY;
  #isHearing = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Why messages wait, for whoever asks about the hub's health; `null` while they do not. */
  get problem(): string | null {
    return this.#parts.notices.problem;
  }

  /** A guest whom a host has answered is told as soon as the gateway takes it. */
  committed(events: readonly HubEvent[]): void {
    if (events.some(({ kind }) => kind === "guest-answered")) this.#parts.notices.hurry();
  }

  /** Sends what is due, and hears what has come. Rejects only when the hub must exit, or after its end. */
  async look(): Promise<void> {
    const { notices, troubles, places } = this.#parts;
    await Promise.all([notices.look(), troubles.look(), places.look(), this.#hear()]);
  }

  async #hear(): Promise<void> {
    const { at, hearing, asked } = this.#parts;
    if (this.#isHearing || at() - this.#heardAt < LOOK_MS) return;
    this.#heardAt = at();
    this.#isHearing = true;
    try {
      await hearing.listen();
      await asked.look();
    } finally {
      this.#isHearing = false;
    }
  }

  /** Citizens in the queue who are told of their place. */
  get places(): PlaceMessages {
    return this.#parts.places;
  }

  /** The gateway calls. Rejects only when the hub must exit. */
  async called(call: SmsCall): Promise<Called> {
    return await this.#parts.hearing.called(call);
  }

  async close(): Promise<void> {
    await this.#parts.close();
  }
}

/** `null` where the hub was told of no gateway. */
export function openTextMessages(
  { appointments, log }: Pick<HubOptions, "appointments" | "log">,
  hub: Hub,
): TextMessages | null {
  const { persons, key, sms = null } = appointments ?? {};
  if (persons === undefined || key === undefined || sms === null) return null;
  const { gateway, troublesTo: to, keyword } = sms;
  const { state, at, decide } = hub;
  const refusals = new Refusals({ persons, key, at, location: () => state().location });
  const checkIn = (person: PersonKey) => {
    const { link, code } = codesOf(key, person);
    return { url: `${hub.publicUrl()}/a/${link}`, code: spacedCode(code) };
  };
  const polite = { ...hub, log, persons, key, gateway: respecting(gateway, refusals) };
  const answers = new Answers({
    persons,
    refusals,
    key,
    keyword,
    gateway,
    state,
    at,
    decide,
    count: decide,
    log,
  });
  const hearing = new Hearing({ gateway, decide, answered: (answer) => answers.take(answer), log });
  return new TextMessages({
    notices: new NoticeSender({ ...polite, checkIn }),
    troubles: new TroubleMessages({ ...polite, to, count: decide }),
    asked: new AskedAgain({ gateway, state, at, decide, log }),
    places: new PlaceMessages(polite),
    ...{ hearing, at, close: () => gateway.close() },
  });
}
