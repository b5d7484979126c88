/** Part (h) of the bench: what telling waiting times costs in a full hall, by the rules alone. */
import { expectedWait, outlook } from "../../broker/queue/estimate.ts";
import type { TicketId } from "../../protocol/terms.ts";
import { book } from "../broker/queue/bookings.ts";
import { A, B, Hub, town } from "../broker/town.ts";
import { median, report } from "./figures.ts";

const [WAITING, COUNTERS, SAMPLES] = [500, 20, 300];
/** Booked every quarter of the next four hours. */
const BOOKED = 10;

/** So many wait in two queues, every counter serves somebody, and appointments are to come. */
function fullHall(): Hub {
  const counters = Array.from({ length: COUNTERS }, (_, at) => ({
    ...{ counter: String(at + 1), name: { da: String(at + 1) } },
  }));
  const hub = new Hub(town({ counters })).open();
  for (let n = 0; n < WAITING + COUNTERS; n += 1) {
    hub.at += 2_000;
    hub.issueByStaff({ queue: n % 3 === 0 ? B : A, ...(n % 5 === 0 ? { agreedAt: hub.at + 900_000 } : {}) });
  }
  for (const { counter } of hub.state.location.counters) hub.next(counter);
  for (let quarter = 0; quarter < 16; quarter += 1)
    book(hub, ...Array.from({ length: BOOKED }, () => 15 * quarter));
  return hub;
}

function timesOf(what: () => unknown): string {
  const times = Array.from({ length: SAMPLES }, () => {
    const from = performance.now();
    what();
    return performance.now() - from;
  });
  return `p50 ${median(times).toFixed(2)} ms, at the fastest ${Math.min(...times).toFixed(2)} ms`;
}

/** (h) one who asks, and everybody at once. */
export function waitingTimes(): Promise<string> {
  const { state, at } = fullHall();
  const guest = { queue: A, id: "" as TicketId, since: at, order: Number.POSITIVE_INFINITY };
  // What the compiler of V8 costs at first is spent before.
  timesOf(() => [expectedWait(state, guest, at), outlook(state, at)]);
  const rows: [string, string][] = [
    ["one who would come now", timesOf(() => expectedWait(state, guest, at))],
    ["everybody who waits", timesOf(() => outlook(state, at))],
  ];
  return Promise.resolve(
    report(
      `(h) time to tell waits with ${WAITING} waiting, ${COUNTERS} counters and ${BOOKED} appointments a quarter (target: under 2 ms)`,
      rows,
    ),
  );
}
