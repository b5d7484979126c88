import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../broker/administration/changes.ts";
import { demoLocation } from "../hall.ts";

type Loose = Record<string, unknown> & {
  queues: Record<string, unknown>[];
  services: Record<string, unknown>[];
  menus: { items: Record<string, unknown>[] }[];
  stands: { buttons: Record<string, unknown>[]; name: object }[];
  counters: Record<string, unknown>[];
};
const before = () => structuredClone(demoLocation()) as unknown as Loose;

/** The words of what `edit` changes. */
function words(edit: (document: Loose) => void, language: "da" | "en" = "da"): string[] {
  const after = before();
  edit(after);
  return changesBetween(before(), after, language).map((change) => change.words);
}

const week = (to: string) => [
  { weekday: 1, from: "10:00", to: "15:00" },
  { weekday: 2, from: "10:00", to },
];

describe("what differs between two documents", () => {
  it("is nothing when only the version does", () => {
    expect(words((document) => Object.assign(document, { version: 9 }))).toEqual([]);
  });

  it("is told day by day where opening hours change", () => {
    const [old, now] = [before(), before()];
    old.queues[0]!["hours"] = week("15:00");
    now.queues[0]!["hours"] = [...week("17:30"), { weekday: 5, from: "09:00", to: "12:00" }];
    expect(changesBetween(old, now, "da").map((one) => [one.path, one.words])).toEqual([
      ["queues.0.hours", "Køen Borgerservice: åbningstid tirsdag 10-15 → 10-17.30"],
      ["queues.0.hours", "Køen Borgerservice: åbningstid fredag lukket → 9-12"],
    ]);
    expect(changesBetween(old, now, "en").map((one) => one.words)).toEqual([
      "Queue Citizen service: opening hours Tuesday 10-15 → 10-17:30",
      "Queue Citizen service: opening hours Friday closed → 9-12",
    ]);
    expect(words((document) => Object.assign(document, { hours: week("15:00") }))).toEqual([
      "Stedet: åbningstid altid → mandag 10-15, tirsdag 10-15",
    ]);
  });

  it("tells how a display looks, sounds, speaks and points, and what is new of a stand and of breaks", () => {
    const edit = (document: Loose) => {
      const [display] = document["displays"] as Record<string, unknown>[];
      Object.assign(display ?? {}, {
        look: "high-contrast",
        sound: { volume: 60 },
        messages: [{ text: { da: "Husk pas" } }],
        arrows: [{ counter: "1", direction: "ahead-left" }],
      });
      Object.assign(document.stands[0] ?? {}, { look: "high" });
      document["pauseReasons"] = [{ reason: "kaffe", name: { da: "Kaffe" } }];
      document["signOffs"] = [{ language: "ar", reader: "Amal", at: "2026-09-07", of: "0123456789abcdef" }];
    };
    const said = words(edit).join("\n");
    for (const part of [
      "udseende ingen → høj kontrast",
      "lydstyrke ingen → 60",
      "beskeder mellem kald ingen → Husk pas",
      "pile ingen → Skranke 1 ligeud til venstre",
      "udseende ingen → høj kontrast og stor skrift",
      "Grunden til pause Kaffe er ny",
      "godkendte sprog ingen → arabisk (Amal)",
    ])
      expect(said).toContain(part);
    expect(words(edit, "en").join("\n")).toContain("arrows none → Counter 1 ahead on the left");
  });

  it("tells text messages about appointments and days kept in words", () => {
    const edit = (document: Loose) => {
      document["keepDays"] = { reminder: 30 };
      document["reminders"] = { before: [10_080, 1440, 120, 90], invites: true, quiet: { from: "20:30" } };
      Object.assign(document.services[0]!, { reminders: { before: [2880], isSensitive: true } });
      Object.assign(document.services[0]!, { guestsCalledBy: "desk" });
      document["appointmentSources"] = [{ source: "planner", name: { da: "Planlægger", en: "Planner" } }];
    };
    expect(words(edit)).toEqual([
      "Stedet: opbevaring i dage: påmindelse ingen → 30",
      "Stedet: SMS om aftaler: påmindelser ingen → 1 uge før, 1 dag før, 2 timer før, 90 minutter før",
      "Stedet: SMS om aftaler: besked, når aftalen laves ingen → ja",
      'Stedet: SMS om aftaler: stille tid: fra ingen → "20:30"',
      "Ydelsen Borgerservice: SMS om aftaler: påmindelser ingen → 2 dage før",
      "Ydelsen Borgerservice: SMS om aftaler: følsom ingen → ja",
      "Ydelsen Borgerservice: hvem der kalder gæsten ingen → enhver skranke, der tager køen",
      "Kilden Planlægger er ny",
    ]);
    expect(words(edit, "en")[1]).toBe(
      "The location: text messages about appointments: reminders none → 1 week before, 1 day before, 2 hours before, 90 minutes before",
    );
  });

  it("tells of a source of appointments who reminds and what its meetings are", () => {
    const old = before();
    const source = { source: "planner", name: { da: "Planlægger" } };
    old["appointmentSources"] = [{ ...source, reminds: "ours", service: "tax" }];
    const now = before();
    now["appointmentSources"] = [
      {
        ...{ ...source, reminds: "source", oursToo: ["invitation", "last-reminder"] },
        kinds: [{ kind: "Samtale", service: "job-centre" }],
      },
    ];
    const said = (language: "da" | "en") => changesBetween(old, now, language).map((one) => one.words);
    expect(said("da")).toEqual([
      "Kilden Planlægger: hvem der påminder vi selv → kilden",
      "Kilden Planlægger: ydelse Skat → ingen",
      "Kilden Planlægger: sendes også herfra ingen → beskeden om, at aftalen er lavet, den sidste påmindelse",
      "Kilden Planlægger: slags møder ingen → Samtale er Jobcenter",
    ]);
    expect(said("en")[3]).toBe("Source Planlægger: kinds of meetings none → Samtale is Job centre");
    expect(changesBetween(now, old, "da")).toHaveLength(4);
  });

  it("tells exceptions and closures by their days", () => {
    const edit = (document: Loose) => {
      document["exceptions"] = [{ date: "2026-12-24", name: { da: "Juleaftensdag" }, spans: [] }];
      document["closures"] = [{ from: "2026-07-01", to: "2026-07-31", name: { da: "Sommer" } }];
    };
    expect(words(edit)).toEqual([
      "Stedet: særlig dag 24.12.2026 (Juleaftensdag) ingen → lukket",
      "Stedet: lukket 1.7.2026-31.7.2026 (Sommer) er ny",
    ]);
  });

  it("knows a button by its number, and says what it does now", () => {
    const edit = (document: Loose) => {
      document.stands[0]!.buttons[0]!["label"] = { da: "Hjælp", en: "Citizen service" };
      document.stands[0]!.buttons[1]!["does"] = { kind: "menu", menu: "more" };
      document.stands[0]!.buttons.splice(2, 1);
    };
    expect(words(edit)).toEqual([
      'Knap 1 på stander Standeren i hallen: tekst "Borgerservice" → "Hjælp"',
      "Knap 2 på stander Standeren i hallen: handling giver nummer til Pas og kørekort → åbner menuen Hvad drejer det sig om?",
      "Knap 3 på stander Standeren i hallen er fjernet",
    ]);
  });

  it("names the language of a text that changed in another one alone", () => {
    const edit = (document: Loose) => {
      document.queues[0]!["name"] = { da: "Borgerservice", en: "Help" };
    };
    expect(words(edit)).toEqual(['Køen Borgerservice: navn (engelsk) "Citizen service" → "Help"']);
  });

  it("tells parts that are new, gone or in another order, and not what only moved along", () => {
    const edit = (document: Loose) => {
      document.queues.reverse();
      document.services.pop();
      document.counters.push({ counter: "3", name: { da: "Skranke 3" }, queues: ["a"] });
    };
    expect(words(edit)).toEqual([
      "Rækkefølgen af køer er ændret",
      "Ydelsen Andet er fjernet",
      "Skranke 3 er ny",
    ]);
  });

  it("tells rules, limits, lists and sections field by field", () => {
    const edit = (document: Loose) => {
      Object.assign(document.queues[0]!, {
        ...{ lastTicket: 15, quota: { tickets: 50 }, active: false, atClosing: "leave" },
        order: { lateMin: 10 },
      });
      Object.assign(document.counters[0]!, {
        queues: ["b", "a"],
        rules: [{ queue: "c", waitsOverMin: 30 }],
      });
      Object.assign(document.services[0]!, { bring: [{ da: "Pas" }] });
      document["houseRules"] = { recallLimit: 3 };
    };
    expect(words(edit)).toEqual([
      "Stedet: antal genkald ingen → 3",
      "Køen Borgerservice: i brug ja → nej",
      "Køen Borgerservice: sidste nummer ingen → 15 min. før lukketid",
      "Køen Borgerservice: numre pr. dag ingen → 50",
      "Køen Borgerservice: ved lukketid ingen → ventende sendes hjem",
      "Køen Borgerservice: for sent efter minutter ingen → 10",
      "Ydelsen Borgerservice: skal medbringes ingen → Pas",
      "Skranke 1: køer ingen → Pas og kørekort, Borgerservice",
      "Skranke 1: regler ingen → tag Jobcenter, hvis nogen der venter over 30 min.",
    ]);
  });

  it("leaves no word out, whatever either document is", () => {
    for (const nonsense of [null, 7, "x", [], {}, { queues: 3, stands: [null, { buttons: {} }] }]) {
      expect(changesBetween(nonsense, nonsense, "da")).toEqual([]);
      expect(changesBetween(nonsense, before(), "da").length).toBeGreaterThan(5);
      expect(changesBetween(before(), nonsense, "en").every((change) => change.words !== "")).toBe(true);
    }
  });
});
