/**
 * What the hub orders: give back a day, print again, test, light a lamp, keep copies and ends of tickets (design rule 8).
 * A doubled message prints nothing twice; everything else may be said any number of times.
 */
import type { Message, PrintedRecord } from "../../../protocol/messages.ts";
import type { Line } from "./line.ts";
import { reprint } from "./paper.ts";
import { giveBack } from "./replay.ts";
import { taken } from "./shelf.ts";
import { type HubMessage, type Moment, only, type StandState, type Step } from "./state.ts";
import { ticketOf } from "./ticket.ts";
import { write } from "./write.ts";

const MOST_REMEMBERED = 64;
const LAMP = "lamp:";

/** `null` when this very message was obeyed before. */
function once(state: StandState, id: string): StandState | null {
  if (state.commands.includes(id)) return null;
  return { ...state, commands: [...state.commands, id].slice(-MOST_REMEMBERED) };
}

function testSlip(state: StandState): Step {
  return only(state, { do: "print", job: "test", ticket: null, ahead: null, wait: null });
}

function lightLamp(state: StandState, { button, light, forMs }: Message<"lamp">): Step {
  const lampTests = { ...state.lampTests, [button]: light };
  return only(
    { ...state, lampTests },
    { do: "timer", name: `${LAMP}${button}`, afterMs: Math.max(1, forMs) },
  );
}

/** `null` for a timer that is none of ours. */
export function onLampTimer(state: StandState, name: string): Step | null {
  if (!name.startsWith(LAMP)) return null;
  const { [Number(name.slice(LAMP.length))]: _over, ...lampTests } = state.lampTests;
  return only({ ...state, lampTests });
}

/** Copies of tickets that this stand did not give; on the disk at once, since they are kept for the hub's worst day. */
function mirror(state: StandState, records: readonly PrintedRecord[]): Step {
  const lines = records.flatMap((record): Line[] => {
    const known = taken(state.book.mirrored, record.ticketId);
    const isOwn = taken(state.book.tickets, record.ticketId) !== undefined;
    return isOwn || JSON.stringify(known) === JSON.stringify(record) ? [] : [{ kind: "mirror", record }];
  });
  return write(state, lines, { sync: true });
}

function keepEnds(state: StandState, tickets: Message<"ended">["tickets"]): Step {
  const lines = tickets.flatMap(({ ticketId, state: ended, at }): Line[] => {
    const known = ticketOf(state.book.tickets, ticketId) ?? taken(state.book.mirrored, ticketId);
    const isNews = known && (!known.ended || known.ended.at < at);
    return isNews ? [{ kind: "ended", ticketId, state: ended, at }] : [];
  });
  return write(state, lines);
}

/** `null` for a topic that is no order. */
export function onCommand(state: StandState, event: HubMessage, moment: Moment): Step | null {
  switch (event.topic) {
    case "giveBack":
      return giveBack(state, event.message.serviceDay, moment);
    case "mirror":
      return mirror(state, event.message.records);
    case "ended":
      return keepEnds(state, event.message.tickets);
    case "lamp":
      return lightLamp(state, event.message);
    case "reprint": {
      const fresh = once(state, event.message.id);
      return fresh ? reprint(fresh, event.message.ticketId) : only(state);
    }
    case "test": {
      const fresh = once(state, event.message.id);
      return fresh ? testSlip(fresh) : only(state);
    }
    default:
      return null;
  }
}
