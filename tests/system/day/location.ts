/** A job centre with a town hall's counters beside it: two stands with keypads, four counters, three displays, a code at the door. */
import { checkLocation, type LocationConfig } from "../../../protocol/config.ts";

const name = (da: string) => ({ da });
const to = (service: string) => ({ does: { kind: "service", service } });
const monday = [{ weekday: 1, from: "07:30", to: "17:00" }];

/** Monday 23 November 2026 in Copenhagen, which is an hour ahead of UTC. */
export const clockAt = (hours: number, minutes = 0): number => Date.UTC(2026, 10, 23, hours - 1, minutes);
/** So long before an appointment its reminder goes out. */
export const REMINDED_MIN = 60;

const DOCUMENT = {
  ...{ v: 1, version: 1, location: "demo", name: name("Jobcentret"), timeZone: "Europe/Copenhagen" },
  ...{ languages: ["da", "en"], checkInOnPhone: true, catchAll: "a" },
  reminders: { before: [REMINDED_MIN], invites: true, quiet: { from: "21:00", to: "06:00" } },
  queues: [
    { queue: "a", name: name("Borgerservice"), letters: "A", hours: monday },
    { queue: "c", name: name("Jobcenter"), letters: "C", hours: monday },
  ],
  services: [
    { service: "pas", name: name("Pas"), queue: "a", onPhone: true },
    { service: "job", name: name("Jobsamtale"), queue: "c" },
  ],
  menus: [],
  appointmentSources: [
    { source: "planner", name: name("Planlægger"), reminds: "ours", guestsCalledBy: "host" },
    { source: "calendar", name: name("Kalender"), reminds: "ours", guestsCalledBy: "desk" },
    {
      ...{ source: "dfdg", name: name("DFDG"), reminds: "source", oursToo: ["last-reminder"] },
      ...{ guestsCalledBy: "desk", kinds: [{ kind: "7", service: "job" }] },
    },
  ],
  stands: ["s1", "s2"].map((stand) => ({
    ...{ stand, name: name(stand) },
    buttons: ["pas", "job"].map((one, at) => ({ ...to(one), button: at + 1, label: name(one) })),
  })),
  counters: [
    { counter: "1", name: name("Skranke 1"), queues: ["a"] },
    { counter: "2", name: name("Skranke 2"), queues: ["a", "c"] },
    { counter: "3", name: name("Skranke 3"), queues: ["c"] },
    { counter: "4", name: name("Skranke 4"), queues: ["c"] },
  ],
  displays: [
    { display: "d1", name: name("Hallen") },
    { display: "d2", name: name("Stuen"), counters: ["1", "2"] },
    { display: "d3", name: name("Første sal"), counters: ["2", "3", "4"] },
  ],
  tags: [],
};

/** The document, checked. */
export function dayLocation(): LocationConfig {
  const checked = checkLocation(DOCUMENT);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}
