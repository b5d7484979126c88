/** The sources that planners write to themselves, by the suite of the contract: a folder, and a push. */
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MONDAY } from "../hall.ts";
import { sourceSuite, type Word } from "./suite.ts";

const TOKEN = "a token that only the planner has";

const FORMS = { physical: "fysisk", phone: "telefon", digital: "digital", letter: "brev" } as const;

const written = ({ id, version, startAt, status = "booked", form = "physical", cpr }: Word) =>
  JSON.stringify([
    {
      ...{ id, version, status, form: FORMS[form], start: new Date(startAt).toISOString(), minutes: 30 },
      participants: [{ id: "p1", ...(cpr === undefined ? {} : { cpr }) }],
    },
  ]);

sourceSuite("a folder", (folder) => {
  const drop = join(folder, "drop");
  return Promise.resolve({
    inlet: { kind: "folder", source: "planner", folder: drop },
    tell: async (hall, words) => {
      for (const word of words) {
        const file = join(drop, "word.json");
        writeFileSync(file, written(word));
        utimesSync(file, (MONDAY - 60_000) / 1000, (MONDAY - 60_000) / 1000);
        for (let look = 0; look < 2; look += 1) await hall.hub.lookForAppointments(MONDAY);
      }
    },
    close: () => Promise.resolve(),
  });
});

sourceSuite("a push", () =>
  Promise.resolve({
    inlet: { kind: "push", source: "planner", token: TOKEN },
    tell: async (hall, words) => {
      for (const word of words) {
        const said = await hall.ask("/api/locations/demo/appointments/planner", {
          ...{ method: "POST", body: written(word) },
          headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
        });
        expect(said.status).toBe(200);
      }
    },
    close: () => Promise.resolve(),
  }),
);
