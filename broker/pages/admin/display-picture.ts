/**
 * What a display of the draft would show at a moment with some people in the hall: an example, as the hub would tell it.
 * Pure; a draft may be half typed, so that nothing in it is taken for granted.
 */
import type { DisplayPicture } from "../../../protocol/snapshots.ts";
import { formatNumber, type LocalText } from "../../../protocol/terms.ts";
import type { Counter, Display, Draft, Queue, Text } from "./draft.ts";
import { textIn } from "./draft.ts";

const MINUTE_MS = 60_000;
/** How many wait in the example's queues, and how long. */
const WAITING = [3, 1, 6, 2] as const;
const WAIT_MIN = [10, 5, 25, 10] as const;
/** As many calls as are seen at once. */
const CALLS = 6;

const local = (text: Text | undefined) => ({ ...text, da: textIn(text, "da") }) as LocalText;

/** All of them where none are chosen. */
function chosen<Part>(parts: readonly Part[], ids: readonly string[], idOf: (part: Part) => string): Part[] {
  return parts.filter((part) => ids.length === 0 || ids.includes(idOf(part)));
}

function queuesOf(draft: Draft, display: Display, counters: readonly Counter[]): readonly Queue[] {
  const active = draft.queues.filter((queue) => queue.active !== false);
  if (display.queues?.length) return chosen(active, display.queues, ({ queue }) => queue);
  if (counters.some(({ queues = [] }) => queues.length === 0)) return active;
  const served = new Set(counters.flatMap(({ queues = [] }) => queues));
  return active.filter(({ queue }) => served.has(queue));
}

/** A zone that is half typed is none. */
function zoneOf(timeZone: unknown): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: String(timeZone) }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** The newest call is at the first counter, so that its arrow and room are seen. */
function callsOf(queues: readonly Queue[], counters: readonly Counter[], now: number) {
  if (queues.length === 0 || counters.length === 0) return [];
  return Array.from({ length: CALLS }, (_, at) => {
    const back = CALLS - 1 - at;
    const queue = queues[back % queues.length] as Queue;
    const counter = counters[back % counters.length] as Counter;
    return {
      callSeq: at + 1,
      number: formatNumber(queue.letters, 7 - Math.floor(back / queues.length)),
      ...{ queue: queue.queue, counter: counter.counter, counterName: local(counter.name) },
      recall: false,
      calledAt: now - back * 4 * MINUTE_MS,
      speech: [],
    };
  });
}

function showOf({ languageTurnS, bigType, look, messages = [] }: Display) {
  const turn = typeof languageTurnS === "number" && languageTurnS >= 1 ? { languageTurnS } : {};
  const said = messages.map(({ text }) => local(text)).filter(({ da }) => da.trim() !== "");
  return {
    ...turn,
    ...{ bigType: bigType === true, look: look ?? "dark" },
    ...(said.length > 0 ? { messages: said } : {}),
  };
}

/** The picture; `now` in epoch ms. */
export function pictureOf(draft: Draft, display: Display, now: number): DisplayPicture {
  const counters = chosen(draft.counters, display.counters ?? [], ({ counter }) => counter);
  const queues = queuesOf(draft, display, counters);
  const calls = callsOf(queues, counters, now);
  const asked = (display.languages ?? []).filter((one) => draft.languages.includes(one));
  const picture = {
    ...{ v: 1, id: "00000000-0000-7000-8000-000000000000", at: now },
    ...{ display: display.display, location: draft.location, locationName: local(draft.name) },
    timeZone: zoneOf(draft.timeZone),
    languages: asked.length > 0 ? asked : draft.languages,
    ...{ open: true, opensAt: null, show: showOf(display), calls },
    counters: counters.map(({ counter, name, room }, at) => {
      const arrow = display.arrows?.find((one) => one.counter === counter)?.direction;
      return {
        ...{ counter, name: local(name) },
        state: at === 0 ? "calling" : "serving",
        number: calls.findLast((call) => call.counter === counter)?.number ?? null,
        ...(room === undefined ? {} : { room: local(room) }),
        ...(arrow === undefined ? {} : { arrow }),
      };
    }),
    queues: queues.map(({ queue, name, letters }, at) => {
      const fromMs = (WAIT_MIN[at % WAIT_MIN.length] as number) * MINUTE_MS;
      const wait = { fromMs, toMs: 2 * fromMs, medianMs: 1.5 * fromMs };
      return { queue, name: local(name), letters, open: true, waiting: WAITING[at % WAITING.length], wait };
    }),
  };
  return picture as unknown as DisplayPicture;
}
