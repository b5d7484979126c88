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
import { APPOINTMENT_PAGE_TEXTS, DOOR_TEXTS } from "../../protocol/texts/texts.ts";
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

/** Whether citizens check in on their own phones now. */
export function isCheckInOnPhone({ location, openQueues }: HubState): boolean {
  return location.checkInOnPhone === true && openQueues.size > 0;
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

type Says = (language: Language) => string;

const inEvery = (say: Says) =>
  Object.fromEntries(LANGUAGES.map((language) => [language, say(language)])) as LocalText;

/** What a scan of the code is for, in one language. */
const scanWords =
  (state: HubState): Says =>
  (language) =>
    isGivenOnPhone(state) ? DOOR_TEXTS[language].scan : APPOINTMENT_PAGE_TEXTS[language].scanDoor;

/** The sentence beside the code on a display, in every language that has it. */
export function besideCode(state: HubState): LocalText {
  return inEvery(scanWords(state));
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
  {
    code,
    typed,
    ...looks
  }: OpeningLooks & { readonly code: DoorPicture["code"]; readonly typed: string | null },
): DoorPicture {
  const { location } = state;
  const inAll = (say: Says): SaidInAll =>
    location.languages.map((language) => ({ language, text: say(language) }));
  const none = () => (isShut(state) ? shutWords(state, looks) : inAll((one) => DOOR_TEXTS[one].none));
  // A no-break space joins both halves to one number also where the sentence runs from right to left (UAX 9, class CS).
  const spaced = typed === null ? "" : `${typed.slice(0, 3)}\u00a0${typed.slice(3)}`;
  return {
    at: looks.at,
    place: location.languages.map((language) => ({ language, text: inLanguage(location.name, language) })),
    code,
    said: code === null ? none() : inAll(scanWords(state)),
    appointment: typed === null ? [] : inAll((one) => APPOINTMENT_PAGE_TEXTS[one].atDoor(spaced)),
    away: inAll((one) => DOOR_TEXTS[one].away),
  };
}
