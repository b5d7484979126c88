/**
 * A whole week of a town hall, hub and rules as they are, with the clock as data: two stands, six counters, three displays, hours,
 * lunch, closures, a night in which the clocks go back. After each step every screen says what the ledger says.
 */
import { expect, onTestFinished, test } from "vitest";
import { MemoryLedger } from "../../broker/ledger/memory.ts";
import type { HubState } from "../../broker/queue/state.ts";
import { openVoice } from "../../hal/voice/open.ts";
import { Hall } from "../broker/hall.ts";
import { BEGINS, ENDS, NIGHT, weekBroker, weekLocation } from "./week/location.ts";
import { Staff, seeded, WeekStand } from "./week/people.ts";
import { Screens } from "./week/screens.ts";

const MINUTE = 60_000;
/** Steps while somebody is there, and while nobody is. */
const [BUSY_MS, QUIET_MS] = [10 * MINUTE, 60 * MINUTE];
const PRESSES = [
  ["a", "pas"],
  ["a", "skat"],
  ["a", null],
  ["b", "vagt"],
  ["c", "job"],
] as const;

class Week {
  readonly refused = new Map<string, number>();
  readonly days = new Map<string, { first: string; tickets: number }>();
  /** When queue `b` opened and closed. */
  readonly night: [number, boolean][] = [];
  issued = 0;
  readonly #random = seeded(22);
  readonly #hall: Hall;
  readonly #screens: Screens;
  readonly #stands: readonly WeekStand[];
  readonly staff: Staff;

  constructor(hall: Hall, parts: { screens: Screens; stands: readonly WeekStand[]; staff: Staff }) {
    this.#hall = hall;
    this.#screens = parts.screens;
    this.#stands = parts.stands;
    this.staff = parts.staff;
  }

  async #press({ openQueues }: HubState): Promise<void> {
    const [queue, service] = PRESSES[Math.floor(this.#random() * PRESSES.length)] as (typeof PRESSES)[number];
    // A dark button is seldom pressed.
    if (!openQueues.has(queue as never) && this.#random() < 0.8) return;
    const stand = this.#stands[Math.floor(this.#random() * 2)] as WeekStand;
    const ticket = await stand.press(queue, service);
    if (typeof ticket === "string") this.refused.set(ticket, (this.refused.get(ticket) ?? 0) + 1);
    else {
      this.issued += 1;
      if (this.issued % 20 === 0) await this.#screens.page(ticket.id, ticket.token);
    }
  }

  /** Everybody does something; then all screens are looked at. */
  async step(wasBusy: boolean): Promise<HubState> {
    await this.#hall.hub.tick();
    const state = await this.#screens.agree();
    this.#note(state);
    const isBusy = state.openQueues.size > 0 || state.atCounter.size > 0;
    if (!isBusy && !wasBusy && this.#random() > 0.2) return state;
    for (let press = this.#random() * 7; press > 1; press -= 1) await this.#press(state);
    for (const { counter } of state.location.counters)
      await this.staff.look(this.#screens.reader.read(), counter);
    await this.staff.nowAndThen(this.#screens.reader.read());
    return await this.#screens.agree();
  }

  #note({ day, openQueues, at }: HubState): void {
    const isOpen = openQueues.has("b" as never);
    if (isOpen !== (this.night.at(-1)?.[1] ?? false)) this.night.push([at, isOpen]);
    const first = day.tickets.values().next().value;
    if (day.serviceDay && first)
      this.days.set(day.serviceDay, { first: first.number, tickets: day.tickets.size });
  }
}

async function openWeek(ledger: MemoryLedger): Promise<{ hall: Hall; week: Week; screens: Screens }> {
  const hall = await Hall.open({
    ...{ ledger, location: weekLocation(), broker: weekBroker(), coalesceMs: 5 },
    voice: (await openVoice({ driver: "none" })).driver,
    at: BEGINS,
  });
  onTestFinished(() => hall.close());
  const screens = new Screens(hall, ledger);
  await screens.open(await hall.mqtt("integration-board"));
  const stands = [];
  for (const id of ["s1", "s2"]) stands.push(new WeekStand(hall, await hall.mqtt(`stand-${id}`), id));
  for (const stand of stands) await stand.greet();
  const staff = new Staff(hall, await hall.mqtt("staff-anna"), seeded(10));
  await staff.open();
  return { hall, week: new Week(hall, { screens, stands, staff }), screens };
}

test("a week goes by, over a change of the clocks and seven service days, and every screen says what the ledger says", async () => {
  const ledger = new MemoryLedger();
  const { hall, week, screens } = await openWeek(ledger);
  const from = performance.now();
  let state = await screens.agree();
  while (hall.now.at < ENDS) {
    const isBusy = state.openQueues.size > 0 || state.atCounter.size > 0;
    hall.now.at += isBusy ? BUSY_MS : QUIET_MS - (hall.now.at % QUIET_MS);
    state = await week.step(isBusy);
  }
  const { kinds } = screens.reader;
  const counted = (map: ReadonlyMap<string, number>) =>
    [...map].map(([what, n]) => `${n} ${what}`).join(", ");
  process.stdout.write(
    `a week in ${((performance.now() - from) / 1000).toFixed(1)} s: ${week.issued} tickets at two stands; staff: ${counted(week.staff.done)}; ` +
      `refused at stands: ${counted(week.refused)}; ${ledger.seq()} events, all screens compared ${screens.looks} times\n`,
  );
  // A service day each date, each with numbers from the first on, and everybody's visit over at its end.
  const dates = [22, 23, 24, 25, 26, 27, 28].map((day) => `2026-10-${day}-1`);
  expect([...week.days.keys()]).toEqual(dates);
  for (const { first } of week.days.values()) expect(first).toMatch(/^[ABC]01$/);
  expect(kinds.get("day-closed")).toBe(7);
  expect([...state.day.tickets.values()].filter((one) => one.endedAt === null)).toEqual([]);
  // The night of the change had seven hours for six o'clock.
  expect(week.night.slice(0, 2)).toEqual([
    [NIGHT.opens, true],
    [NIGHT.closes, false],
  ]);
  for (const kind of [
    "ticket-left",
    "queue-emptied",
    "ticket-parked",
    "ticket-transferred",
    "service-started",
  ])
    expect(kinds.get(kind), kind).toBeGreaterThan(0);
  for (const why of ["queue-closed", "service-closed", "quota-reached", "last-ticket-given"])
    expect(week.refused.get(why), why).toBeGreaterThan(0);
}, 240_000);
