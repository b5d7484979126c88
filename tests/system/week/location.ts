/** The town hall of the simulated week: two stands, six counters, three displays, a code at the door, and hours as real ones are. */
import type { HubSettings } from "../../../broker/settings.ts";
import { checkLocation, type LocationConfig } from "../../../protocol/config.ts";

const week = (weekdays: readonly number[], ...spans: readonly (readonly [string, string])[]) =>
  weekdays.flatMap((weekday) => spans.map(([from, to]) => ({ weekday, from, to })));
const name = (da: string) => ({ da });
const to = (service: string) => ({ does: { kind: "service", service } });
const LUNCH = [
  ["09:00", "12:00"],
  ["12:30", "15:00"],
] as const;

/** Thursday 22 October 2026, midnight in Copenhagen; the clocks go back in the night to Sunday. */
export const BEGINS = Date.UTC(2026, 9, 21, 22);
/** Midnight after seven days, one of which had 25 hours. */
export const ENDS = Date.UTC(2026, 9, 28, 23);
/** The night service on Sunday from midnight to six: seven hours, since two o'clock comes twice. */
export const NIGHT = { opens: Date.UTC(2026, 9, 24, 22), closes: Date.UTC(2026, 9, 25, 5) };

const DOCUMENT = {
  ...{ v: 1, version: 1, location: "demo", name: name("Rådhuset"), timeZone: "Europe/Copenhagen" },
  languages: ["da", "en"],
  // Inventory on Tuesday in the jobcentre; the whole house closes at eleven on Friday.
  exceptions: [{ date: "2026-10-23", spans: [{ from: "09:00", to: "11:00" }] }],
  queues: [
    {
      ...{ queue: "a", name: name("Borgerservice"), letters: "A", lastTicket: 30 },
      hours: [...week([1, 2, 3, 5, 6], ...LUNCH), ...week([4], ["09:00", "12:00"], ["12:30", "17:00"])],
    },
    {
      ...{ queue: "b", name: name("Vagten"), letters: "B", series: { first: 1, last: 99 } },
      hours: week([7], ["00:00", "06:00"]),
      exceptions: [{ date: "2026-10-28", spans: [{ from: "10:00", to: "11:00" }] }],
    },
    {
      ...{ queue: "c", name: name("Jobcenter"), letters: "C", atClosing: "leave", quota: { tickets: 7 } },
      hours: week([1, 2, 3, 4, 5], ["09:00", "13:00"]),
      closures: [{ from: "2026-10-27", to: "2026-10-27", name: name("Optælling") }],
    },
  ],
  services: [
    { service: "pas", name: name("Pas"), queue: "a", hours: week([1, 2, 3, 4, 5, 6], ["09:00", "11:30"]) },
    { service: "skat", name: name("Skat"), queue: "a", headStartMin: 5, onPhone: true },
    { service: "vagt", name: name("Vagt"), queue: "b" },
    { service: "job", name: name("Job"), queue: "c", onPhone: true },
  ],
  menus: [
    {
      menu: "andet",
      title: name("Andet"),
      items: ["skat", "vagt"].map((one) => ({ ...to(one), label: name(one) })),
    },
  ],
  stands: [
    {
      ...{ stand: "s1", name: name("Indgangen") },
      buttons: [
        { button: 1, label: name("Pas"), ...to("pas") },
        { button: 2, label: name("Job"), ...to("job") },
        { button: 4, label: name("Andet"), does: { kind: "menu", menu: "andet" } },
      ],
    },
    {
      ...{ stand: "s2", name: name("Gården") },
      buttons: ["vagt", "skat", "pas", "job"].map((one, at) => ({
        ...to(one),
        button: at + 1,
        label: name(one),
      })),
    },
  ],
  counters: [
    { counter: "1", name: name("Skranke 1"), queues: ["a", "b"] },
    { counter: "2", name: name("Skranke 2"), queues: ["a"] },
    { counter: "3", name: name("Skranke 3"), queues: ["a", "c"], rules: [{ queue: "c", waitsOverMin: 20 }] },
    { counter: "4", name: name("Skranke 4"), queues: ["a"] },
    { counter: "5", name: name("Skranke 5"), queues: ["c"] },
    {
      counter: "6",
      name: name("Skranke 6"),
      queues: ["b", "a"],
      staffed: week([1, 2, 3, 4, 5, 7], ["00:00", "14:00"]),
    },
  ],
  displays: [
    { display: "d1", name: name("Hallen") },
    { display: "d2", name: name("Stuen"), counters: ["1", "2", "3"] },
    { display: "d3", name: name("Første sal"), counters: ["4", "5", "6"] },
  ],
  tags: [
    { tag: "tolk", name: name("Tolk") },
    { tag: "bilag", name: name("Mangler bilag") },
  ],
  catchAll: "a",
};

/** Which buttons lead to a service at a stand, in turn. */
export const WAYS: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  s1: { pas: [1], job: [2], skat: [4, 1], vagt: [4, 2] },
  s2: { vagt: [1], skat: [2], pas: [3], job: [4] },
};

/** The document, checked. */
export function weekLocation(): LocationConfig {
  const checked = checkLocation(DOCUMENT);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

/** An MQTT broker in the hub, with everybody who comes. */
export function weekBroker(): HubSettings["broker"] {
  const account = (role: "stand" | "staff" | "display" | "integration", id: string) => ({
    ...{ username: `${role}-${id}`, role, id, password: `secret of ${role}-${id}` },
  });
  return {
    ...{ kind: "embedded", host: "127.0.0.1", port: 0, tls: null, allowAnonymousReading: false },
    accounts: [
      ...["s1", "s2"].map((id) => account("stand", id)),
      ...[account("staff", "anna"), account("integration", "board")],
    ],
  };
}
