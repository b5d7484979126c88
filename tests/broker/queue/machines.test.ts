import { describe, expect, it } from "vitest";
import { claimBy, machineOf, type Shown, verdictOn } from "../../../broker/queue/machines.ts";
import type { StandId } from "../../../protocol/terms.ts";
import { Hub, MINUTE, outboxOf, S1, S2 } from "../town.ts";

const DAY = 24 * 60 * MINUTE;
const claimOf = (hub: Hub, id = "AAAA", digest = "d") => ({
  ...{ id, digest, proof: "p", at: hub.at, until: hub.at + DAY, by: "tine" },
});
const claim = (hub: Hub, stand = S1, id = "AAAA", digest = "d") =>
  hub.send({ kind: "make-claim", stand, claim: claimOf(hub, id, digest), by: "tine" });
const enrol = (hub: Hub, serial = "01", digest = "d", stand = S1) =>
  hub.send({
    ...{ kind: "enrol", stand, digest, outbox: outboxOf(1), serial, until: hub.at + 365 * DAY },
  } as const);
const cutOff = (hub: Hub, stand = S1) => hub.send({ kind: "cut-off", stand, by: "tine" });
const seen = (hub: Hub, shown: Shown, stand = S1) => verdictOn(hub.state, stand, { ...shown, at: hub.at });
const card = (serial = "01", outbox: string = outboxOf(1)): Shown => ({ by: "certificate", serial, outbox });
const password: Shown = { by: "password" };
const same = (hub: Hub) => expect(hub.replayed().machines).toEqual(hub.state.machines);

describe("a claim", () => {
  it("is made for a stand of the location, is found by its first part, and is replaced by the next", () => {
    const hub = new Hub().open();
    expect(claim(hub, "s9" as StandId)).toEqual({ machine: "stand-unknown" });
    expect(claim(hub)).toEqual({ machine: "done" });
    expect(claimBy(hub.state, "AAAA")).toMatchObject({ stand: S1, claim: { digest: "d" } });
    claim(hub, S1, "BBBB");
    expect(claimBy(hub.state, "AAAA")).toBe(null);
    expect(hub.last("claim-made")).toMatchObject({ stand: S1, by: "tine" });
    same(hub);
  });

  it("is revoked, and only while there is one", () => {
    const hub = new Hub().open();
    const revoke = () => hub.send({ kind: "revoke-claim", stand: S1, by: null });
    expect(revoke()).toEqual({ machine: "claim-unknown" });
    claim(hub);
    expect(revoke()).toEqual({ machine: "done" });
    expect(hub.last("claim-revoked")).toMatchObject({ claim: "AAAA", by: null });
    expect(enrol(hub)).toEqual({ machine: "claim-unknown" });
    same(hub);
  });

  it("is used up by one enrolment, and by none with another code or after its time", () => {
    const hub = new Hub().open();
    claim(hub);
    expect(enrol(hub, "01", "other")).toEqual({ machine: "claim-unknown" });
    expect(enrol(hub)).toEqual({ machine: "done" });
    expect(enrol(hub)).toEqual({ machine: "claim-unknown" });
    claim(hub);
    hub.at += DAY;
    expect(enrol(hub)).toEqual({ machine: "claim-expired" });
    same(hub);
  });
});

describe("a stand", () => {
  it("comes in by password until it is enrolled, and from then on by its certificate alone", () => {
    const hub = new Hub().open();
    expect(seen(hub, password)).toBe("in");
    claim(hub);
    expect(seen(hub, password)).toBe("in");
    enrol(hub);
    expect([seen(hub, password), seen(hub, card())]).toEqual(["enrolled-otherwise", "in"]);
    expect([seen(hub, card("02")), seen(hub, card("01", outboxOf(2)))]).toEqual(["unknown", "other-outbox"]);
    expect(seen(hub, card(), S2)).toBe("unknown");
    expect(machineOf(hub.state, S1)).toMatchObject({ claim: null, enrolledAt: hub.at });
    same(hub);
  });

  it("that is enrolled anew has its earlier certificates no longer", () => {
    const hub = new Hub().open();
    claim(hub);
    enrol(hub);
    claim(hub);
    enrol(hub, "02");
    expect([seen(hub, card("01")), seen(hub, card("02"))]).toEqual(["unknown", "in"]);
  });

  it("has its last two certificates while it renews them, and renews none that it does not have", () => {
    const hub = new Hub().open();
    const renew = (serial: string) =>
      hub.send({ kind: "renew-certificate", stand: S1, serial, until: hub.at + 365 * DAY });
    expect(renew("02")).toEqual({ machine: "not-enrolled" });
    claim(hub);
    enrol(hub);
    for (const serial of ["02", "03"]) expect(renew(serial)).toEqual({ machine: "done" });
    expect(["01", "02", "03"].map((serial) => seen(hub, card(serial)))).toEqual(["unknown", "in", "in"]);
    cutOff(hub);
    expect(renew("04")).toEqual({ machine: "not-enrolled" });
    same(hub);
  });

  it("that is cut off comes in by nothing, its open claim is over, and a new enrolment lets it in again", () => {
    const hub = new Hub().open();
    expect(cutOff(hub, "s9" as StandId)).toEqual({ machine: "stand-unknown" });
    claim(hub);
    enrol(hub);
    claim(hub, S1, "BBBB");
    expect(cutOff(hub)).toEqual({ machine: "done" });
    expect([seen(hub, card()), seen(hub, password), claimBy(hub.state, "BBBB")]).toEqual([
      ...["cut-off", "cut-off", null],
    ]);
    cutOff(hub, S2);
    expect(seen(hub, password, S2)).toBe("cut-off");
    claim(hub);
    enrol(hub, "02");
    expect(seen(hub, card("02"))).toBe("in");
    same(hub);
  });

  it("that is cut off may bring its outbox once within the granted time, by what it had", () => {
    const hub = new Hub().open();
    const grant = (stand = S1) =>
      hub.send({ kind: "grant-outbox", stand, until: hub.at + 60 * MINUTE, by: "tine" });
    const take = () => hub.send({ kind: "take-outbox", stand: S1 });
    expect([grant(), take()]).toEqual(Array(2).fill({ machine: "not-cut-off" }));
    claim(hub);
    enrol(hub);
    cutOff(hub);
    expect(grant()).toEqual({ machine: "done" });
    expect([seen(hub, card()), seen(hub, password)]).toEqual(["granted", "cut-off"]);
    expect(take()).toEqual({ machine: "done" });
    expect([seen(hub, card()), take()]).toEqual(["cut-off", { machine: "not-cut-off" }]);
    grant();
    hub.at += 60 * MINUTE;
    expect(seen(hub, card())).toBe("cut-off");
    cutOff(hub, S2);
    grant(S2);
    expect(seen(hub, password, S2)).toBe("granted");
    same(hub);
  });

  it("with a twin is an alarm for staff", () => {
    const hub = new Hub().open();
    expect(hub.send({ kind: "tell-twin", stand: S1 })).toEqual({ machine: "done" });
    expect(hub.state.alarms.at(-1)?.notice).toEqual({
      ...{ kind: "stand-trouble", stand: S1, problem: "STAND_TWIN" },
    });
    same(hub);
  });
});
