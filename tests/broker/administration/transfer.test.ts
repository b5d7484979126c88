import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../broker/administration/changes.ts";
import { templates } from "../../../broker/administration/templates/templates.ts";
import { exportFile, importFile, moved, moveWords } from "../../../broker/administration/transfer.ts";
import { readLocation } from "../../../broker/location.ts";
import { standConfig } from "../../../broker/pictures/stand-config.ts";
import { demoLocation, MONDAY } from "../hall.ts";

describe("a location's file", () => {
  it("comes back as the document that it was made from", () => {
    const file = exportFile(demoLocation(), MONDAY);
    expect(file).toMatchObject({ talon: "location", v: 1, exportedAt: "2026-11-23T09:00:00.000Z" });
    for (const given of [file, JSON.stringify(file), `\uFEFF${JSON.stringify(file)}`])
      expect(importFile(given, "da")).toMatchObject({ ok: true, document: demoLocation() });
    expect(importFile(demoLocation(), "da")).toMatchObject({ ok: true, exportedAt: null });
  });

  it("that is foreign, half or of a later Talon is refused in words", () => {
    const text = JSON.stringify(exportFile(demoLocation(), MONDAY));
    const said = [text.slice(0, 500), "PK\u0003\u0004", "[]", "{}", 7, '{"talon":"location","v":2}'].map(
      (file) => importFile(file, "da"),
    );
    expect(said.every(({ ok }) => !ok)).toBe(true);
    expect(importFile({ talon: "location", v: 1, document: {} }, "en")).toEqual({
      ok: false,
      problem: "The file is an export of Talon, but the location's document is missing in it.",
    });
    expect(importFile('{"talon":"location","v":2}', "da")).toMatchObject({
      problem: "Filen er fra en nyere udgave af Talon; opdatér denne hub først.",
    });
  });

  it("keeps this hub's id, and the parts that this hub is to keep", () => {
    const coming = { ...demoLocation(), location: "aarhus", name: { da: "Aarhus" }, hours: [] };
    const own = { ...demoLocation(), exceptions: [{ date: "2026-12-24", spans: [] }] };
    expect(moved(coming, own, [])).toMatchObject({ location: "demo", name: { da: "Aarhus" }, hours: [] });
    const kept = moved(coming, own, ["name", "hours", "stands"]);
    expect(kept).toMatchObject({ location: "demo", name: own.name, exceptions: own.exceptions });
    expect("hours" in kept).toBe(false);
  });

  it("is told as a move", () => {
    const [present, coming] = [demoLocation(), structuredClone(demoLocation())];
    coming.queues.push(...["x", "y", "z"].map((id) => ({ ...coming.queues[0]!, queue: id as never })));
    coming.stands.pop();
    coming.catchAll = "x" as never;
    expect(moveWords(changesBetween(present, coming, "da"), "da")).toBe(
      "3 køer kommer til, 1 stander forsvinder, 1 ting ændres.",
    );
    expect(moveWords(changesBetween(present, coming, "en"), "en")).toBe(
      "3 queues new, 1 stand removed, 1 change.",
    );
    expect(moveWords([], "da")).toBe("Intet ændres.");
  });
});

describe("a template", () => {
  const given = templates(demoLocation(), MONDAY);

  it("is a whole location of this hub without a problem", () => {
    expect(given.map(({ name }) => name.da)).toEqual(["Dansk borgerservice", "Tomt sted"]);
    for (const { document } of given)
      expect(readLocation(document)).toMatchObject({ ok: true, leftOut: [], location: { location: "demo" } });
  });

  it("of a Danish citizen service leads every service to a queue that a counter serves, and closes on holidays", () => {
    const read = readLocation(given[0]?.document);
    if (!read.ok) throw new Error("the template is faulty");
    const { queues, counters, services, exceptions = [] } = read.location;
    const served = new Set(counters.flatMap((counter) => counter.queues));
    expect(queues.every(({ queue }) => served.has(queue))).toBe(true);
    const config = standConfig(read.location, read.location.stands[0]!.stand, "https://x");
    const reached = JSON.stringify([config?.buttons, config?.menus]);
    expect(services.filter(({ service }) => !reached.includes(`"${service}"`))).toEqual([]);
    expect(exceptions.map(({ date }) => date)).toEqual(
      expect.arrayContaining(["2026-12-24", "2026-12-25", "2027-06-05", "2027-12-31"]),
    );
    expect(exceptions.every(({ date }) => date >= "2026-11-23")).toBe(true);
  });
});
