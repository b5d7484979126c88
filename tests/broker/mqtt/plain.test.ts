import { describe, expect, it } from "vitest";
import { plainClient, plainly, plainTopic } from "../../../broker/mqtt/plain.ts";
import { HubSide } from "./far-side.ts";

describe("what the log says of a refused client", () => {
  it("spells a topic or filter by the words of the table alone", () => {
    expect(plainTopic("talon/demo/queues/a")).toBe("talon/…/queues/…");
    expect(plainTopic("talon/+/staff/anna/request/#")).toBe("talon/+/staff/…/request/#");
    expect(plainTopic("0101701235/Åse Plante")).toBe("…/…");
    expect(plainTopic("a/".repeat(400)).length).toBeLessThan(30);
  });

  it("names a client that has an account, without what it adds to its id, and no other", () => {
    const known = new Set(["staff-anna", "stand-s1"]);
    expect(plainClient("staff-anna", known)).toBe("staff-anna");
    expect(plainClient("staff-anna.0101701235", known)).toBe("staff-anna");
    expect(plainClient("staff-annas", known)).toBe("…");
    expect(plainClient("", known)).toBe("…");
  });

  it("names in what met a limit, too, only those that have an account", () => {
    const hub = new HubSide();
    const plain = plainly(hub, () => new Set(["stand-s1"]));
    for (const client of ["stand-s1", "0101701235"])
      plain.limited({ client, limit: "rate", why: "too quick" });
    expect(hub.limits.map(({ client }) => client)).toEqual(["stand-s1", "…"]);
  });
});
