import { describe, expect, test } from "vitest";
import { HUB } from "../../../../broker/accounts/rights.ts";
import { openDispatch } from "../../../../broker/dispatch.ts";
import { MemoryLedger } from "../../../../broker/ledger/memory.ts";
import { C1, ledgerOf, NINE, town, uuid } from "../../town.ts";

describe("rule 12: a failing disk ends the hub before anything is answered", () => {
  test("COMMIT fails: the hub is told to exit, then everything that waited is rejected and nothing was told", async () => {
    const ledger = new MemoryLedger();
    const told: string[] = [];
    const hub = openDispatch({
      ...{ ledger, location: town(), now: () => ({ at: NINE, trusted: true }) },
      onFatal: (fault) => told.push(`exit: ${(fault as Error).message}`),
    });
    await hub.dispatch({ kind: "hub-started", instance: uuid(1), ledgerId: ledgerOf(1) }, HUB);
    hub.onCommit(() => told.push("published"));
    ledger.append = () => {
      throw new Error("disk");
    };
    const answer = (one: Promise<unknown>) =>
      one.then(
        () => told.push("answered"),
        () => told.push("rejected"),
      );
    await Promise.all([
      answer(hub.dispatch({ kind: "configure", location: town() }, HUB)),
      answer(hub.dispatch({ kind: "call-next", counter: C1, commandId: uuid(2) }, HUB)),
    ]);
    await answer(hub.dispatch({ kind: "tick" }, HUB));
    expect(told).toEqual(["exit: disk", "rejected", "rejected", "rejected"]);
  });
});
