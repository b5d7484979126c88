import { expect, it } from "vitest";
import { wordAt } from "../../../broker/queue/find.ts";
import { C1, Hub, MINUTE, ticketId } from "../town.ts";

it("staff have last said something of a ticket when they called it, when its service began, or when they said that it goes on", () => {
  const hub = new Hub().open();
  hub.ticket(1);
  hub.next();
  const calledAt = hub.state.at;
  expect(wordAt(hub.of(1))).toBe(calledAt);
  hub.at += MINUTE;
  hub.staff({ kind: "serve", counter: C1 });
  expect(wordAt(hub.of(1))).toBe(calledAt + MINUTE);
  hub.at += MINUTE;
  hub.staff({ kind: "still", counter: C1, ticket: ticketId(1) });
  expect(wordAt(hub.of(1))).toBe(calledAt + 2 * MINUTE);
});
