/**
 * What can be taken on a phone now: the services that citizens choose from, and what a screen at the door shows.
 * Pure; knows no code's making and no page.
 */
import type { DoorPicture, SaidInAll } from "../../protocol/snapshots.ts";
import {
  inLanguage,
  LANGUAGES,
  type Language,
  type LocalText,
  type Refusal,
  type ServiceId,
  type Wait,
} from "../../protocol/terms.ts";
import type { DoorTexts } from "../../protocol/texts/keys.ts";
import { DOOR_TEXTS } from "../../protocol/texts/texts.ts";
import { opensAtWords } from "../../protocol/texts/words.ts";
import { refusalAtStand } from "../queue/decide/issue.ts";
import type { HubState, QueueConfig, ServiceConfig } from "../queue/state.ts";
import { type OpensAt, queueFacts, type WaitsOf } from "./places.ts";

/** One service as a phone offers it. */
export type DoorChoice = {
  readonly service: ServiceId;
  readonly name: LocalText;
  readonly waiting: number;
  readonly wait: Wait | null;
  /** Why it gives no ticket now; `null` while it does. */
  readonly because: Refusal | null;
  /** When it gives tickets next (epoch ms), where that is known. */
  readonly opensAt: number | null;
};

type OpeningLooks = { readonly at: number; readonly opensAt: OpensAt };
type Looks = OpeningLooks & { readonly waitsOf: WaitsOf };

function onPhone({ location }: HubState): readonly ServiceConfig[] {
  return location.services.filter((service) => service.onPhone === true);
}

/** Whether it is the hour that a ticket is refused for, and not the day's numbers. */
export function isClosing(reason: Refusal | undefined): boolean {
  return reason === "queue-closed" || reason === "service-closed" || reason === "queue-unknown";
}

/** Whether any service gives tickets on phones at this moment. */
export function isGivenOnPhone(state: HubState): boolean {
  return onPhone(state).some((service) => refusalAtStand(state, service) === undefined);
}

function opensNext(state: HubState, service: ServiceConfig, { at, opensAt }: OpeningLooks): number | null {
  const { queue, service: id } = service;
  const limited = state.serviceLimits.get(id);
  const known = state.services.get(id);
  if (limited) return limited.opensAt;
  if (known?.open === false) return known.opensAt;
  return opensAt(state.plan.queues.get(queue) as QueueConfig, state, at);
}

/** What a phone can choose from, in the document's order. */
export function doorChoices(state: HubState, looks: Looks): readonly DoorChoice[] {
  const waits = looks.waitsOf(state, looks.at);
  return onPhone(state).map((service) => {
    const because = refusalAtStand(state, service) ?? null;
    const { waiting, wait } = queueFacts(state, state.plan.queues.get(service.queue) as QueueConfig, waits);
    const opensAt = because === null ? null : opensNext(state, service, looks);
    return { service: service.service, name: service.name, waiting, wait, because, opensAt };
  });
}

/** A sentence of the door in every language that has it. */
export function doorText(key: "title" | "scan" | "none" | "away"): LocalText {
  const said = LANGUAGES.map((language: Language): [Language, string] => {
    const texts: DoorTexts = DOOR_TEXTS[language];
    return [language, texts[key]];
  });
  return Object.fromEntries(said) as LocalText;
}

/** Whether everything is closed: the stand gives no numbers either. */
function isShut(state: HubState): boolean {
  return state.location.services.every((service) => isClosing(refusalAtStand(state, service)));
}

/** `Lukket. Åbner i morgen kl. 10.00` in each language of the location, by the first service to open, on a phone or not. */
function shutWords(state: HubState, looks: OpeningLooks): SaidInAll {
  const { services, languages, timeZone } = state.location;
  const opens = services.flatMap((service) => opensNext(state, service, looks) ?? []);
  return languages.map((language) => {
    const when =
      opens.length === 0 ? "" : ` ${opensAtWords(Math.min(...opens), looks.at, { timeZone, language })}`;
    return { language, text: `${DOOR_TEXTS[language].closed}.${when}` };
  });
}

/** What a screen at the door shows. */
export function doorPicture(
  state: HubState,
  { code, ...looks }: OpeningLooks & { readonly code: DoorPicture["code"] },
): DoorPicture {
  const { location } = state;
  const say = (key: "scan" | "none" | "away") => {
    const text = doorText(key);
    return location.languages.map((language) => ({ language, text: inLanguage(text, language) }));
  };
  const none = () => (isShut(state) ? shutWords(state, looks) : say("none"));
  return {
    at: looks.at,
    place: location.languages.map((language) => ({ language, text: inLanguage(location.name, language) })),
    code,
    said: code === null ? none() : say("scan"),
    away: say("away"),
  };
}
