/** What a host wrote to a guest (R6): on the receipt, and nowhere else at the stand. */
import { describe, expect, it } from "vitest";
import { slipOf } from "../../../../device/stand/slip.ts";
import type { Message } from "../../../../protocol/messages.ts";
import type { AppointmentId, PersonKey, QueueId, ServiceId, TicketId } from "../../../../protocol/terms.ts";
import { AT } from "../bench-location.ts";
import { BenchStand } from "../bench-stand.ts";

type Guest = Extract<Message<"checkInAnswer">["answer"], { welcome: unknown }>["welcome"];
const guest: Guest = {
  ...{ appointment: "1A".padEnd(26, "0") as AppointmentId, guest: "2A".padEnd(26, "0") as PersonKey },
  ...{ startAt: AT + 600_000, endAt: AT + 900_000, queue: "a" as QueueId, service: "citizen" as ServiceId },
  ...{ room: "B204", form: "physical", isCancelled: false, isCounted: false, arrived: null },
};

/** A stand that has just welcomed the guest. */
function welcoming(): { stand: BenchStand; ticketId: TicketId } {
  const stand = new BenchStand().online();
  stand.pass(600);
  stand.happen({ kind: "presented", code: "48210937" });
  const transaction = stand.state.lookup!.request;
  const answer = { welcome: guest, next: null, message: "Planted: husk pas" };
  stand.says("checkInAnswer", { ...stand.head(), transaction, ledger: stand.mark(), answer });
  return { stand, ticketId: Object.keys(stand.state.issuing)[0] as TicketId };
}

describe("what a host wrote", () => {
  it("stands on the receipt, and is forgotten with it: on no line of the outbox, in no picture and on no copy", () => {
    const { stand, ticketId } = welcoming();
    stand.answerIssue(ticketId, "A07");
    stand.stored(ticketId);
    const slip = (n: number) =>
      slipOf(stand.state, stand.prints()[n]!, { widthMm: 80, moment: stand.moment() });
    expect(JSON.stringify(slip(0))).toMatch(/Besked til dig:.*Planted: husk pas/);
    expect(JSON.stringify([stand.lines, stand.picture(), stand.effects])).not.toContain("husk pas");
    stand.paper(ticketId);
    expect(JSON.stringify(stand.state)).not.toContain("husk pas");
    expect(JSON.stringify(slip(0))).not.toContain("husk pas");
  });

  it("is forgotten too when no paper comes", () => {
    const { stand, ticketId } = welcoming();
    stand.refuse(ticketId, "queue-closed");
    expect(JSON.stringify([stand.state, stand.lines])).not.toContain("husk pas");
  });
});
