/** A small town hall as a draft: two queues, a menu, one stand, two counters. */
import { type Draft, draftOf } from "../../../../broker/pages/admin/draft.ts";

const service = (id: string) => ({ kind: "service", service: id }) as const;

export function sampleDraft(): Draft {
  return draftOf({
    v: 1,
    version: 4,
    location: "demo",
    name: { da: "Rådhuset" },
    timeZone: "Europe/Copenhagen",
    languages: ["da", "en"],
    catchAll: "a",
    queues: [
      { queue: "a", name: { da: "Borgerservice", en: "Citizen service" }, letters: "A" },
      { queue: "b", name: { da: "Pas" }, letters: "B" },
    ],
    services: [
      { service: "tax", name: { da: "Skat", en: "Tax" }, queue: "a", bring: [{ da: "Årsopgørelse" }] },
      { service: "passport", name: { da: "Pas" }, queue: "b" },
    ],
    menus: [
      { menu: "more", title: { da: "Mere" }, items: [{ label: { da: "Skat" }, does: service("tax") }] },
    ],
    stands: [
      {
        stand: "s1",
        name: { da: "Indgang" },
        buttons: [
          { button: 1, label: { da: "Pas" }, does: service("passport") },
          { button: 3, label: { da: "Andet" }, does: { kind: "menu", menu: "more" } },
        ],
      },
    ],
    counters: [
      { counter: "1", name: { da: "Skranke 1" }, queues: ["b", "a"] },
      {
        counter: "2",
        name: { da: "Skranke 2" },
        queues: ["b"],
        rules: [{ queue: "b", waitsOverMin: 30 }],
      },
    ],
    displays: [{ display: "d1", name: { da: "Hallen" }, counters: ["1", "2"] }],
  });
}
