/** Visits found the slow and obvious way: all events of one ticket, without those of commands that were taken back. */
import type { EventOf, HubEvent } from "../../../broker/queue/events.ts";
import type { Outcome } from "../../../broker/statistics/visit.ts";

export type Found = {
  readonly id: string;
  readonly outcome: Outcome;
  readonly waitMs: number | null;
  readonly serviceMs: number | null;
  readonly counter: string | null;
  readonly staff: string | null;
  readonly transfers: number;
  readonly calls: number;
};

type Issued = EventOf<
  "ticket-issued" | "ticket-issued-by-staff" | "ticket-issued-on-phone" | "ticket-adopted" | "ticket-taken-in"
>;
const isIssued = (event: HubEvent): event is Issued =>
  event.kind.startsWith("ticket-issued") ||
  event.kind === "ticket-adopted" ||
  event.kind === "ticket-taken-in";
const idOf = (event: HubEvent) => ("id" in event ? event.id : null);

/** What is left when commands that were undone, and their undoing, are struck out. `sent` holds the events of one command each. */
export function lasting(sent: readonly (readonly HubEvent[])[]): HubEvent[] {
  const undone = new Set(
    sent.flat().flatMap((event) => (event.kind === "command-undone" ? [event.undoes] : [])),
  );
  const isStruck = (events: readonly HubEvent[]) =>
    events.some(
      (event) =>
        (event.kind === "command-answered" && undone.has(event.commandId)) || event.kind === "command-undone",
    );
  return sent.filter((events) => !isStruck(events)).flat();
}

function servedMs(own: readonly HubEvent[], dayEnds: ReadonlySet<number>): number | null {
  let [total, from, any] = [0, null as number | null, false];
  for (const event of own) {
    if (event.kind === "service-started") from = event.at;
    const isEnd = [
      "ticket-served",
      "ticket-parked",
      "ticket-transferred",
      "visit-continued",
      "ticket-missed",
      "ticket-left",
      "ticket-cancelled",
      "ticket-restored",
    ].includes(event.kind);
    if (isEnd && from !== null && event.kind !== "ticket-restored") {
      total += event.at - from;
      any = true;
    }
    if (isEnd || event.kind === "ticket-called") from = null;
    if (event.kind === "visit-continued" && event.counter !== null) from = event.at;
    const isGuess =
      (event.kind === "ticket-served" || event.kind === "visit-continued") && event.isSlip === true;
    if (isGuess || (event.kind === "ticket-served" && dayEnds.has(event.at))) return null;
  }
  return any ? total : null;
}

const ENDS: Record<string, Outcome> = {
  "ticket-served": "served",
  "ticket-missed": "no-show",
  "ticket-left": "left",
  "ticket-cancelled": "cancelled",
};
const AGAIN = ["ticket-restored", "ticket-requeued", "ticket-confirmed", "ticket-transferred"];

function outcomeOf(own: readonly HubEvent[]): Outcome {
  let outcome: Outcome = "open";
  for (const event of own) {
    outcome = ENDS[event.kind] ?? outcome;
    if (AGAIN.includes(event.kind)) outcome = "open";
    if (event.kind === "visit-continued") outcome = "open";
  }
  const isVoid = own.some((event) => event.kind === "paper-told" && event.paper === "withdrawn");
  return isVoid && outcome === "cancelled" ? "void" : outcome;
}

function staffOf(events: readonly HubEvent[], id: string): string | null {
  let [counter, staff] = [null as string | null, null as string | null];
  for (const event of events) {
    if (event.kind === "ticket-called" && event.id === id && !event.recall)
      [counter, staff] = [event.counter, null];
    if (event.kind === "command-answered" && event.by && event.counter === counter)
      if (event.before.some((life) => life.id === id)) staff = event.by;
  }
  return staff;
}

/** Every ticket of these events, in order. */
export function findVisits(events: readonly HubEvent[]): Found[] {
  const dayEnds = new Set(events.flatMap((event) => (event.kind === "day-closed" ? [event.at] : [])));
  return events.filter(isIssued).map((issued) => {
    const own = events.filter((event) => idOf(event) === issued.id);
    const calls = own.filter((event): event is EventOf<"ticket-called"> => event.kind === "ticket-called");
    const from = Math.max(issued.arrivedAt, issued.agreedAt ?? 0);
    const outcome = outcomeOf(own);
    return {
      ...{ id: issued.id, outcome, calls: calls.length },
      waitMs: calls[0] ? Math.max(0, calls[0].at - from) : null,
      serviceMs: outcome === "served" ? servedMs(own, dayEnds) : null,
      counter: calls.at(-1)?.counter ?? null,
      staff: staffOf(events, issued.id),
      transfers: own.filter((event) => event.kind === "ticket-transferred").length,
    };
  });
}
