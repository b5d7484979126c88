/** What all scenes share: one morning at one town hall. */
import type { TicketNumber } from "../../../protocol/terms.ts";

/** Monday 23 November 2026, 10:45 in Copenhagen. */
export const MORNING = Date.UTC(2026, 10, 23, 9, 45);
export const MINUTE = 60_000;
export const timeZone = "Europe/Copenhagen";
export const locationName = { da: "Eksempel Rådhus", en: "Example Town Hall" };
export const queueA = { da: "Borgerservice", en: "Citizen service" };
export const queueB = { da: "Pas og kørekort", en: "Passport and driving licence" };
export const counterName = (counter: string) => ({ da: `Skranke ${counter}`, en: `Counter ${counter}` });
export const numberOf = (text: string) => text as TicketNumber;
export const waitA = { fromMs: 10 * MINUTE, toMs: 18 * MINUTE, medianMs: 14 * MINUTE };
export const waitB = { fromMs: 2 * MINUTE, toMs: 6 * MINUTE, medianMs: 4 * MINUTE };
export const ID = "01a20a2c-5f00-7c21-9d3a-5b1c2d3e4f50";
