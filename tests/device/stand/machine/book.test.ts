import { expect, it } from "vitest";
import { bearerOf, bookOf } from "../../../../device/stand/machine/book.ts";
import type { ServiceDay, TicketNumber } from "../../../../protocol/terms.ts";
import { BenchStand } from "../bench-stand.ts";

it("every number of a day has its own bearer, and a number that nobody was given has none", () => {
  const stand = new BenchStand().online();
  const numbers = Array.from({ length: 25 }, (_, at) => `A${String(at + 1).padStart(2, "0")}`);
  for (const number of numbers) {
    stand.ticket(1, number);
    stand.confirm();
    stand.pass(5000);
  }
  const book = bookOf(stand.lines);
  const day = book.serviceDay!;
  const bearer = (number: string, of = day) => bearerOf(book, of, number as TicketNumber);
  const pressed = stand.lines.flatMap((line) => (line.kind === "intent" ? [line.ticket.ticketId] : []));
  expect(numbers.map((number) => bearer(number))).toEqual(pressed);
  expect(bearer("A26")).toBeUndefined();
  expect(bearer("B01")).toBeUndefined();
  expect(bearer("A01", "2001-01-01" as ServiceDay)).toBeUndefined();
});
