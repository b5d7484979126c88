/**
 * A whole week of a town hall, hub, stands and rules as they are, with the clock as data: two stands, six counters, three displays,
 * phones, hours, lunch, closures, a night in which the clocks go back. After each step every screen says what the ledger says.
 */
import { expect, onTestFinished, test } from "vitest";
import { MemoryLedger } from "../../broker/ledger/memory.ts";
import { refusalAtStand } from "../../broker/queue/decide/issue.ts";
import { ticketOf } from "../../broker/queue/find.ts";
import type { HubState, ServiceConfig, Ticket } from "../../broker/queue/state.ts";
import { openVoice } from "../../hal/voice/open.ts";
import type { PaperSlip } from "../../protocol/snapshots.ts";
import type { ServiceId, TicketId } from "../../protocol/terms.ts";
import { RECEIPT_TEXTS } from "../../protocol/texts/texts.ts";
import { Hall } from "../broker/hall.ts";
import { until } from "../broker/mqtt/far-side.ts";
import { count, oneOf, seeded } from "./week/chance.ts";
import { Citizens, type Wish } from "./week/citizens.ts";
import { WeekClock } from "./week/clock.ts";
import { aheadOf, standingFacts } from "./week/facts.ts";
import { BEGINS, ENDS, NIGHT, WAYS, weekBroker, weekLocation } from "./week/location.ts";
import { Screens } from "./week/screens.ts";
import { Staff } from "./week/staff.ts";
import { WeekStand } from "./week/stand.ts";

const MINUTE = 60_000;
/** Steps while somebody is there, and while nobody is. */
const [BUSY_MS, QUIET_MS] = [15 * MINUTE, 60 * MINUTE];
const SERVICES = ["pas", "skat", "skat", "vagt", "job"] as const;
const ON_PHONE = ["skat", "job"] as const;

type Parts = {
  readonly hall: Hall;
  readonly clock: WeekClock;
  readonly screens: Screens;
  readonly stands: readonly WeekStand[];
  readonly staff: Staff;
  readonly citizens: Citizens;
};

class Week {
  /** Why a button was dark that somebody pressed. */
  readonly dark = new Map<string, number>();
  readonly days = new Map<string, { first: string; tickets: number }>();
  /** When queue `b` opened and closed. */
  readonly night: [number, boolean][] = [];
  slips = 0;
  presented = 0;
  readonly parts: Parts;
  readonly #random = seeded(22);
  /** Today's slips and phones: whose, and the address in their code. */
  #held: { readonly id: TicketId; readonly url: string }[] = [];

  constructor(parts: Parts) {
    this.parts = parts;
  }

  #read(): HubState {
    return this.parts.screens.reader.read();
  }

  /** A citizen at a stand: the slip says what the ledger says, or the button is dark for a reason. */
  async #press(): Promise<void> {
    const { stands, screens } = this.parts;
    const state = this.#read();
    const service = oneOf(this.#random, SERVICES) as string as ServiceId;
    const { queue } = state.location.services.find((one) => one.service === service) as ServiceConfig;
    const refused = refusalAtStand(state, { queue, service });
    // A dark button is seldom pressed.
    if (refused !== undefined && this.#random() < 0.8) return;
    const stand = oneOf(this.#random, stands);
    const slip = await stand.ask(WAYS[stand.id]?.[service] ?? []);
    expect(slip === null, `${stand.id} ${service}: ${refused}`).toBe(refused !== undefined);
    if (slip === null) return count(this.dark, refused as string);
    this.slips += 1;
    const ticket = await this.#onPaper(slip);
    expect(ticket).toMatchObject({ number: slip.number, queue, service, stand: stand.id });
    expect(slip.lines).toContain(RECEIPT_TEXTS.da.ahead(aheadOf(this.#read(), ticket)));
    this.#held.push({ id: ticket.id, url: slip.qr as string });
    if (this.slips % 5 === 0) await screens.page(ticket.id, ticket.token);
    await stand.nextCitizen();
  }

  /** The ticket of a slip, once the hub knows that its paper is out. */
  async #onPaper({ ticketId, qr }: PaperSlip): Promise<Ticket> {
    const found = () => ticketOf(this.#read(), ticketId as TicketId);
    await until(() => found()?.paper === "printed");
    const ticket = found() as Ticket;
    expect(qr).toBe(`${this.parts.hall.url}/t/${ticket.token}`);
    return ticket;
  }

  /** A citizen at the door takes a ticket on their phone, and looks at it from then on. */
  async #phone(): Promise<void> {
    const { citizens, screens, hall } = this.parts;
    const { code } = screens;
    if (code === null || this.#random() < 0.7) return;
    const token = await citizens.take(code, oneOf(this.#random, ON_PHONE));
    const id = token === null ? undefined : this.#read().day.byToken.get(token as never);
    if (token === null || id === undefined) return;
    this.#held.push({ id, url: `${hall.url}/t/${token}` });
    await screens.page(id, token);
  }

  /** Somebody holds their code to a stand's scanner; whoever missed their call may go back into the queue. */
  async #present(): Promise<void> {
    const stand = oneOf(this.#random, this.parts.stands);
    const held = this.#held.at(-1 - Math.floor(this.#random() * Math.min(12, this.#held.length)));
    if (held === undefined || this.#random() < 0.7) return;
    this.presented += 1;
    const standing = await stand.present(held.url);
    const ticket = ticketOf(this.#read(), held.id) as Ticket;
    expect(standing).toMatchObject(standingFacts(this.#read(), ticket));
    if (stand.keys().some(({ kind }) => kind === "rejoin") && this.#random() < 0.7) {
      await stand.rejoin();
      expect(ticketOf(this.#read(), held.id)?.state).toBe("waiting");
    }
    await stand.leaveAlone();
  }

  /** Somebody lets others go first, comes back, or gives up, on the page of their ticket. */
  async #wish(state: HubState): Promise<void> {
    const held = this.#held.flatMap(({ id }) => ticketOf(state, id) ?? []);
    const open = held.filter((one) => one.state === "waiting" || one.state === "no-show");
    if (open.length === 0 || this.#random() < 0.75) return;
    const ticket = oneOf(this.#random, open);
    const isBack = ticket.state === "no-show" || ticket.notBefore !== null;
    const wish: Wish = this.#random() < 0.15 ? "leave" : isBack ? "rejoin" : "postpone";
    await this.parts.citizens.wish(ticket.token, wish);
  }

  /** Everybody does something; then all screens are looked at. */
  async step(wasBusy: boolean): Promise<HubState> {
    const { screens, staff } = this.parts;
    const state = await screens.agree();
    this.#note(state);
    const isBusy = state.openQueues.size > 0 || state.atCounter.size > 0;
    if (!isBusy && !wasBusy && this.#random() > 0.2) return state;
    for (let press = this.#random() * 9; press > 1; press -= 1) await this.#press();
    await this.#phone();
    await screens.agree();
    for (const { counter } of state.location.counters) await staff.look(counter);
    await staff.nowAndThen(this.#read());
    await this.#wish(this.#read());
    await this.#present();
    return await screens.agree();
  }

  #note({ day, openQueues, at }: HubState): void {
    const isOpen = openQueues.has("b" as never);
    if (isOpen !== (this.night.at(-1)?.[1] ?? false)) this.night.push([at, isOpen]);
    const first = day.tickets.values().next().value;
    if (day.serviceDay && first) {
      if (!this.days.has(day.serviceDay)) this.#held = this.#held.filter(({ id }) => day.tickets.has(id));
      this.days.set(day.serviceDay, { first: first.number, tickets: day.tickets.size });
    }
  }
}

async function openWeek(ledger: MemoryLedger): Promise<Week> {
  const hall = await Hall.open({
    ...{ ledger, location: weekLocation(), broker: weekBroker(), coalesceMs: 5 },
    voice: (await openVoice({ driver: "none" })).driver,
    at: BEGINS,
  });
  const clock = new WeekClock(hall.now);
  const screens = new Screens(hall, ledger);
  const stands: WeekStand[] = [];
  onTestFinished(async () => {
    screens.close();
    for (const stand of stands) await stand.close();
    await hall.close();
  });
  for (const id of ["s1", "s2"]) stands.push(await WeekStand.open(hall, clock, id));
  await screens.open(await hall.mqtt("integration-board"), stands);
  const staff = new Staff(hall, await hall.mqtt("staff-anna"), {
    random: seeded(10),
    read: () => screens.reader.read(),
  });
  await staff.open();
  return new Week({ hall, clock, screens, stands, staff, citizens: new Citizens(hall) });
}

/** What must have come about in a week that is to prove anything. */
const HAPPENED = [
  ...["ticket-left", "queue-emptied", "ticket-parked", "ticket-transferred", "service-started"],
  ...["command-undone", "ticket-tagged", "service-added", "ticket-postponed", "ticket-requeued"],
  ...["quickly-served", "hold-released", "counter-paused"],
];

test("a week goes by, over a change of the clocks and seven service days, and every screen says what the ledger says", async () => {
  const ledger = new MemoryLedger();
  const week = await openWeek(ledger);
  const { hall, clock, screens, stands, staff, citizens } = week.parts;
  const from = performance.now();
  let state = await screens.agree();
  while (hall.now.at < ENDS) {
    const isBusy = state.openQueues.size > 0 || state.atCounter.size > 0;
    const stepMs = isBusy ? BUSY_MS : QUIET_MS;
    clock.pass(stepMs - (hall.now.at % stepMs));
    state = await week.step(isBusy);
  }
  const { kinds } = screens.reader;
  const counted = (map: ReadonlyMap<string, number>) =>
    [...map].map(([what, n]) => `${n} ${what}`).join(", ");
  process.stdout.write(
    `a week in ${((performance.now() - from) / 1000).toFixed(1)} s: ${week.slips} slips, ${week.presented} presented again; ` +
      `phones: ${counted(citizens.done)}; staff: ${counted(staff.done)}; dark: ${counted(week.dark)}; ` +
      `${ledger.seq()} events, all screens compared ${screens.looks} times\n`,
  );
  // A service day each date, each with numbers from the first on, and everybody's visit over at its end.
  const dates = [22, 23, 24, 25, 26, 27, 28].map((day) => `2026-10-${day}-1`);
  expect([...week.days.keys()]).toEqual(dates);
  for (const { first } of week.days.values()) expect(first).toMatch(/^[ABC]01$/);
  expect(kinds.get("day-closed")).toBe(7);
  expect([...state.day.tickets.values()].filter((one) => one.endedAt === null)).toEqual([]);
  expect(stands.flatMap(({ troubles }) => troubles)).toEqual([]);
  // The night of the change had seven hours for six o'clock.
  expect(week.night.slice(0, 2)).toEqual([
    [NIGHT.opens, true],
    [NIGHT.closes, false],
  ]);
  for (const kind of HAPPENED) expect(kinds.get(kind), kind).toBeGreaterThan(0);
  for (const why of ["queue-closed", "service-closed", "quota-reached", "last-ticket-given"])
    expect(week.dark.get(why), why).toBeGreaterThan(0);
  for (const what of ["phone", "postpone", "rejoin", "leave"])
    expect(citizens.done.get(what), what).toBeGreaterThan(0);
}, 240_000);
