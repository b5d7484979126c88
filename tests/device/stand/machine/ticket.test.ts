import { expect, it } from "vitest";
import { emptyShelf, put } from "../../../../device/stand/machine/shelf.ts";
import { kept, type StandTicket, serviceDayOf, ticketOf } from "../../../../device/stand/machine/ticket.ts";
import type { StandTime } from "../../../../protocol/messages.ts";

const time = { wallMs: 1_795_355_337_961, monoMs: 100_012.5, bootId: "boot", trust: "synced" } as const;
const contacts: StandTime["contact"][] = [
  null,
  { hubAt: 1_795_355_337_000, monoMs: 7, bootId: "another" },
  { hubAt: 1_795_355_337_000, monoMs: 7, bootId: "boot" },
];

function ticket(contact: StandTime["contact"], serviceDay: string | null): StandTicket {
  return {
    ticketId: "0199-a" as StandTicket["ticketId"],
    token: "TOKEN" as StandTicket["token"],
    queue: "pas" as StandTicket["queue"],
    service: null,
    serviceDay: serviceDay as StandTicket["serviceDay"],
    language: "en",
    issued: { ...time, contact },
    order: 12,
    number: "A07" as StandTicket["number"],
    series: "own",
    paper: "torn",
    isConfirmed: true,
    ended: { state: "served", at: 3 },
  };
}

it("a confirmed ticket is kept as a short text and loses nothing by it, nor does its service day", () => {
  for (const contact of contacts)
    for (const day of ["2026-11-22", null]) {
      const whole = ticket(contact, day);
      const short = kept(whole);
      expect(typeof short).toBe("string");
      expect(ticketOf(put(emptyShelf(), whole.ticketId, short), whole.ticketId)).toEqual(whole);
      expect(serviceDayOf(short)).toBe(day);
    }
});

it("what its citizen chose in the menus is kept too", () => {
  for (const contact of contacts) {
    const whole = { ...ticket(contact, null), answers: ["Kørekort", "Ja"] };
    expect(ticketOf(put(emptyShelf(), whole.ticketId, kept(whole)), whole.ticketId)).toEqual(whole);
  }
});

it("that its citizen is to be fetched is kept too, and what versions before wrote is read", () => {
  for (const contact of contacts) {
    const whole = { ...ticket(contact, null), assist: "fetch" as const };
    const both = { ...whole, answers: ["Kørekort"] };
    for (const one of [whole, both])
      expect(ticketOf(put(emptyShelf(), one.ticketId, kept(one)), one.ticketId)).toEqual(one);
    const plain = ticket(contact, null);
    const old = JSON.stringify([...(JSON.parse(kept(plain) as string) as unknown[]), ["Kørekort"]]);
    expect(ticketOf(put(emptyShelf(), plain.ticketId, old), plain.ticketId)).toEqual({
      ...plain,
      answers: ["Kørekort"],
    });
  }
});

it("a ticket that the hub has not confirmed is kept as it is", () => {
  const open = { ...ticket(null, null), isConfirmed: false };
  expect(kept(open)).toBe(open);
});
