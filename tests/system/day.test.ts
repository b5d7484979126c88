/**
 * A job centre's day, hub, stands and rules as they are, with the clock as data: 120 appointments of every source, 80 walk-ins, texts,
 * check-ins by every way, meetings that move and are cancelled, and a hub that is gone at noon between two commits. What it came to is
 * reckoned by an oracle of its own (day/oracle.ts) from the ledger, the gateway's file and the paper.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { JobCentre } from "./day/centre.ts";
import { DayHub, type Message } from "./day/hub.ts";
import { clockAt } from "./day/location.ts";
import {
  begunTexts,
  type Day,
  doubleCalls,
  endsOfTexts,
  hostsTold,
  isWelcome,
  of,
  textsOf,
  ticketsIn,
} from "./day/oracle.ts";
import { planOfDay, WAYS } from "./day/plan.ts";
import { Sources } from "./day/sources.ts";

const LIMIT_MS = 240_000;

const messagesIn = (file: string): Message[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Message);

test(
  "every host is told once, every text goes once or is marked, nobody of a phone meeting waits, and all screens say what the ledger says",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "talon-day-"));
    const sources = await Sources.open(folder);
    const hub = await DayHub.open(folder, clockAt(7), sources.inlets);
    const { meetings, walkIns } = planOfDay(23);
    const centre = await JobCentre.open(hub, sources);
    onTestFinished(async () => {
      await centre.close();
      await hub.close();
      await sources.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const from = performance.now();
    const { came, papers, idOf } = await centre.day({ meetings, walkIns });
    const day: Day = {
      ...{ meetings, came, idOf, walkIns: papers },
      events: [...hub.ledger.load()],
      messages: messagesIn(hub.smsFile),
    };
    const { events } = day;
    const begun = begunTexts(day);
    const ends = endsOfTexts(day);
    const unknown = [...ends.values()].filter((all) => all.at(-1) === "unknown").length;
    process.stdout.write(
      `a job centre's day in ${((performance.now() - from) / 1000).toFixed(1)} s: ${came.length} came, ${papers.length} walk-ins, ` +
        `${day.messages.length} texts of which ${unknown} unknown, ${hub.mail.got.length} notices to hosts, ${events.length} events, ` +
        `all screens compared ${centre.looks} times\n`,
    );

    // Whoever was welcome has one ticket, whoever was not has none; nothing else has an appointment's.
    const tickets = ticketsIn(events);
    const guests = tickets.filter(({ appointment }) => appointment !== null);
    const welcome = came.filter(({ meeting, at }) => isWelcome(meeting, at));
    expect(came.filter(({ number }) => number !== null).map(({ meeting }) => meeting.id)).toEqual(
      welcome.map(({ meeting }) => meeting.id),
    );
    expect(guests.map(({ appointment }) => `${appointment}`).sort()).toEqual(
      welcome.map(({ meeting }) => `${idOf.get(meeting.id)}`).sort(),
    );
    for (const { meeting, number } of welcome)
      expect(guests.find(({ appointment }) => appointment === idOf.get(meeting.id))?.number, meeting.id).toBe(
        number,
      );
    // Each paper is one ticket, each number one paper.
    const numbers = [...papers, ...welcome.map(({ number }) => number as string)];
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(tickets.map(({ number }) => number).sort()).toEqual(numbers.sort());
    // One came while there was no hub.
    expect(papers).toHaveLength(walkIns.length + 1);
    expect(doubleCalls(events)).toEqual([]);

    // Texts: what the plan asks for, each begun once, each with one end, and in the gateway's file at most once.
    for (const meeting of meetings) {
      const id = idOf.get(meeting.id);
      expect(id === undefined ? undefined : (begun.get(id) ?? []), meeting.id).toEqual(textsOf(meeting));
    }
    for (const [notice, all] of ends)
      expect([notice, all.filter((one) => one !== "put-back").length]).toEqual([notice, 1]);
    const references = day.messages.map(({ reference }) => reference);
    expect(new Set(references).size).toBe(references.length);
    const sent = [...ends].filter(([, all]) => all.includes("sent")).map(([notice]) => notice);
    expect(sent.filter((notice) => !references.includes(notice))).toEqual([]);
    expect(references.filter((one) => !["sent", "unknown"].includes(ends.get(one)?.at(-1) ?? ""))).toEqual(
      [],
    );
    expect(unknown).toBeGreaterThan(0);
    expect(unknown).toBeLessThanOrEqual(4);

    // Hosts: one notice an arrival, in the ledger and in the mailbox.
    const expected = welcome
      .map(({ meeting }) => `${idOf.get(meeting.id)} ${meeting.host.split("@")[0]}`)
      .sort();
    expect(hostsTold(events)).toEqual(expected);
    expect(hub.mail.got.map(({ to }) => to).sort()).toEqual(
      welcome.map(({ meeting }) => meeting.host).sort(),
    );

    // What must have come about in a day that is to prove anything.
    const ways = new Set(welcome.map(({ meeting }) => meeting.way));
    expect([...ways].sort()).toEqual(WAYS.filter((way) => way !== "none").sort());
    expect(new Set(welcome.map(({ meeting }) => meeting.source)).size).toBe(3);
    expect(came.length).toBeGreaterThan(welcome.length);
    for (const kind of [
      "appointment-moved",
      "appointment-cancelled",
      "ticket-taken-in",
      "ticket-served",
    ] as const)
      expect(of(events, kind).length, kind).toBeGreaterThan(0);
    expect(of(events, "hub-started")).toHaveLength(2);
    const said = JSON.stringify([events, centre.lines]);
    expect(said).not.toMatch(/010165\d{4}|Planted|\+4520304|m-\d{3}"/);
  },
  LIMIT_MS,
);
