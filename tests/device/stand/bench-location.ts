/**
 * A small location for the tests of the stand: two queues, three buttons, one menu, and the ids that everything bears.
 * Knows no machine.
 */
import type { Identity } from "../../../device/stand/machine/state.ts";
import type { Message } from "../../../protocol/messages.ts";
import type {
  LedgerId,
  LocationId,
  OutboxId,
  QueueId,
  ServiceDay,
  ServiceId,
  StandId,
} from "../../../protocol/terms.ts";

export const DAY = "2026-11-22-1" as ServiceDay;
export const NEXT_DAY = "2026-11-23-1" as ServiceDay;
export const LEDGER = "0197a000-0000-7000-8000-00000000000a" as LedgerId;
export const OTHER_LEDGER = "0197a000-0000-7000-8000-00000000000b" as LedgerId;
export const HUB = "0197a000-0000-7000-8000-0000000000aa";
export const OTHER_HUB = "0197a000-0000-7000-8000-0000000000bb";
export const BOOT = "0197a000-0000-7000-8000-0000000000cc";
export const AT = Date.UTC(2026, 10, 22, 10, 0);

export const TIMINGS = {
  answerMs: 1500,
  guardMinMs: 2000,
  guardMaxMs: 5000,
  replayMs: 500,
  shownMs: 20_000,
  warnMs: 20_000,
  helpMs: 60_000,
  healthMs: 30_000,
};

export const IDENTITY: Identity = {
  stand: "s1" as StandId,
  location: "demo" as LocationId,
  outboxId: "0197a000-0000-7000-8000-0000000000dd" as OutboxId,
  version: "0.1.0",
  buttons: 8,
  hasScreen: true,
  isSimulated: true,
  languages: null,
  roll: { lengthMm: 80_000, warnSlips: 40 },
};

const service = (id: string, queue: string, letters: string) => ({
  service: id as ServiceId,
  name: { da: `Ydelse ${id}`, en: `Service ${id}` },
  queue: queue as QueueId,
  queueName: { da: `Kø ${queue}` },
  letters,
  hours: null,
});

/** Button 1 is queue a, 2 is queue b, 3 a menu with tax, passport and licence, all in queue b. */
export function standConfig(change: Partial<Message<"standConfig">> = {}): Message<"standConfig"> {
  const does = (id: string) => ({ kind: "service" as const, service: id as ServiceId });
  return {
    v: 1,
    id: uuid(1),
    at: AT,
    version: 1,
    location: "demo",
    stand: "s1" as StandId,
    locationName: { da: "Demo Rådhus" },
    timeZone: "Europe/Copenhagen",
    languages: ["da", "en"],
    services: [
      service("citizen", "a", "A"),
      service("job", "b", "B"),
      service("tax", "b", "B"),
      service("passport", "b", "B"),
      service("licence", "b", "B"),
    ],
    buttons: [
      { button: 1, label: { da: "Borgerservice" }, does: does("citizen") },
      { button: 2, label: { da: "Job" }, does: does("job") },
      { button: 3, label: { da: "Andet" }, does: { kind: "menu", menu: "more" } },
    ],
    menus: [
      {
        menu: "more",
        title: { da: "Andet" },
        items: [
          { label: { da: "Skat" }, does: does("tax") },
          { label: { da: "Pas" }, does: does("passport") },
          { label: { da: "Kørekort" }, does: does("licence") },
        ],
      },
    ],
    receipt: { ticketUrl: "http://hub/t/", personalLine: null },
    ...change,
  };
}

/** The n-th UUID of a test. */
export function uuid(n: number): string {
  return `0197a000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
}
