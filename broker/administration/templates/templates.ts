/**
 * Locations to start from. Knows which there are, and which days of the coming year they close on.
 */
import { holidayExceptions } from "../../../protocol/holidays.ts";
import type { LocalText } from "../../../protocol/terms.ts";
import { record } from "../places.ts";
import { CITIZEN_SERVICE } from "./citizen-service.ts";

/** One template; its document has the hub's own id and can be saved as it is. */
export type Template = { readonly template: string; readonly name: LocalText; readonly document: unknown };

/** One queue and nothing else. */
const BARE = {
  v: 1,
  version: 1,
  name: { da: "Nyt sted", en: "New location" },
  timeZone: "Europe/Copenhagen",
  languages: ["da", "en"],
  queues: [{ queue: "koe", name: { da: "Kø", en: "Queue" }, letters: "A" }],
  services: [],
  menus: [],
  stands: [],
  counters: [],
  displays: [],
  catchAll: "koe",
};

const CHOICES = [
  {
    template: "citizen-service",
    name: { da: "Dansk borgerservice", en: "Danish citizen service" },
    document: CITIZEN_SERVICE,
  },
  { template: "bare", name: { da: "Tomt sted", en: "Empty location" }, document: BARE },
];

/** Christmas Eve, Constitution Day and New Year's Eve, when most town halls are closed. */
const HALF_OFFICIAL = ["06-05", "12-24", "12-31"];

/** The public holidays from this day on until the end of next year, closed. `at` is epoch ms. */
function holidays(at: number): object[] {
  const today = new Date(at).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  const all = [year, year + 1].flatMap((one) =>
    holidayExceptions(
      one,
      HALF_OFFICIAL.map((day) => `${one}-${day}`),
    ),
  );
  return all.filter(({ date }) => date >= today);
}

/** Every template, for the location of the present document. */
export function templates(present: unknown, at: number): Template[] {
  const { location, version } = record(present);
  return CHOICES.map(({ template, name, document }) => {
    const exceptions = "hours" in document ? { exceptions: holidays(at) } : {};
    return { template, name, document: { ...document, location, version, ...exceptions } };
  });
}
