import { describe, expect, it } from "vitest";
import { chimesOf, languageOf, viewOf } from "../../../../broker/pages/ticket/view.ts";
import type { TicketPicture } from "../../../../protocol/snapshots.ts";
import { LANGUAGES, TICKET_STATES } from "../../../../protocol/terms.ts";
import { TICKET_TEXTS } from "../../../../protocol/texts/texts.ts";
import { ticket } from "../../../system/pages/scenes.ts";
import { MORNING } from "../../../system/pages/town.ts";

const see = (picture: TicketPicture | null, change: Partial<Parameters<typeof viewOf>[0]> = {}) =>
  viewOf({
    picture,
    link: "live",
    language: "da",
    texts: TICKET_TEXTS[change.language ?? "da"],
    heardAt: MORNING,
    isAsked: false,
    hasFailed: false,
    ...change,
  });

describe("a ticket on a phone", () => {
  it("says how many are ahead and how long it takes", () => {
    expect(see(ticket("waiting"))).toMatchObject({
      number: "A07",
      head: "3 personer foran dig",
      wait: "Forventet ventetid: ca. 10-18 min.",
      title: "A07 · Din plads i køen",
      canNotify: true,
    });
  });
  it("tells the next one to stay near", () => {
    expect(see(ticket("waiting", { ahead: 0 })).head).toBe("Du er den næste. Bliv i nærheden.");
  });
  it("does not invent a wait that nobody knows", () => {
    expect(see(ticket("waiting", { wait: null })).wait).toMatch(/kan endnu ikke sige/);
  });
  it("says in which room the counter is", () => {
    const room = { da: "lokale 2, 1. sal", en: "room 2, 1st floor" };
    expect(see(ticket("called", { room })).head).toBe("Gå til Skranke 2, lokale 2, 1. sal");
    expect(see(ticket("serving", { room, counterName: { da: "Skranke 2" } })).help).toBe(
      "Skranke 2, lokale 2, 1. sal",
    );
  });

  it("says where to go when called, also in the tab's title", () => {
    const view = see(ticket("called"), { language: "en" });
    expect(view.head).toBe("Go to Counter 2");
    expect(view.title).toBe("A07 · Go to Counter 2");
  });
  it("tells someone who did not come what to do", () => {
    const { may } = ticket("no-show");
    const missed = see(ticket("no-show", { may: { ...may, rejoin: false } }));
    expect([missed.head, missed.help]).toEqual([
      "Du blev kaldt, men kom ikke. Spørg personalet, så hjælper vi dig.",
      "",
    ]);
    const { head, help } = see(ticket("no-show"));
    expect([head, help]).toEqual([
      "Du blev kaldt, men kom ikke",
      "Tryk på knappen, hvis du vil tilbage i køen.",
    ]);
  });
  it("offers what its citizen may do, asks before leaving, and offers nothing while the line is lost", () => {
    const acts = (...args: Parameters<typeof see>) => see(...args).acts.map(({ act, text }) => [act, text]);
    expect(acts(ticket("waiting"))).toEqual([
      ["postpone", "Jeg skal bruge 10 minutter mere"],
      ["leave", "Forlad køen"],
    ]);
    expect(acts(ticket("waiting"), { isAsked: true })[1]).toEqual(["leave", "Tryk igen for at forlade køen"]);
    expect(acts(ticket("no-show"))).toEqual([["rejoin", "Tilbage i køen"]]);
    expect(acts(ticket("served"))).toEqual([]);
    expect(acts(ticket("waiting"), { link: "lost" })).toEqual([]);
    expect(see(ticket("waiting"), { hasFailed: true }).trouble).toMatch(/kom ikke igennem/);
  });
  it("says until when others go first, and promises no turn before", () => {
    const view = see(ticket("waiting", { notBefore: MORNING + 600_000, ahead: 0 }));
    expect(view.head).toMatch(/^Andre kommer foran dig til kl/);
    expect(view.wait).toBe("");
  });
  it("reassures while the queue is closed", () => {
    expect(see(ticket("waiting", { open: false })).note).toMatch(/du bliver stadig betjent/);
  });
  it("keeps the last picture when the connection is lost, and says so", () => {
    const view = see(ticket("waiting"), { link: "lost" });
    expect(view.number).toBe("A07");
    expect(view.trouble).toMatch(/Mistet forbindelsen/);
    expect(view.updated).toBe("Opdateret kl. 10.45");
  });
  it("knows no number for a foreign token", () => {
    expect(see(null, { link: "gone" })).toMatchObject({ mode: "unknown", number: "" });
  });
  it("says that a number is valid which its stand has not told yet", () => {
    expect(see(null, { link: "soon" })).toMatchObject({ mode: "soon", head: "Din seddel er gyldig" });
    expect(see(null, { link: "connecting" }).head).toMatch(/Henter din plads/);
    const known = see(ticket("waiting"), { link: "soon" });
    expect([known.number, known.trouble, known.acts]).toEqual(["A07", expect.stringMatching(/Mistet/), []]);
  });
  it.each(TICKET_STATES)("has words in all languages for the state %s", (state) => {
    for (const language of LANGUAGES)
      expect(see(ticket(state), { language }).head.length, language).toBeGreaterThan(5);
  });
  it("speaks what was tapped, else what was chosen at the stand, else what the phone speaks", () => {
    const at = (language: TicketPicture["language"]) => ({
      languages: ["da", "en", "ar", "pl"] as const,
      language,
    });
    const phone = ["pl-PL", "en"];
    expect(languageOf(at("ar"), { chosen: "da", phone })).toBe("da");
    expect(languageOf(at("ar"), { chosen: null, phone })).toBe("ar");
    expect(languageOf(at("da"), { chosen: null, phone })).toBe("pl");
    expect(languageOf(at("da"), { chosen: null, phone: ["fr-FR"] })).toBe("en");
    expect(languageOf(at("da"), { chosen: null, phone: ["da-DK", "en"] })).toBe("da");
    expect(languageOf(at("da"), { chosen: "so", phone: [] })).toBe("da");
    expect(languageOf({ languages: ["da", "en"], language: "da" }, { chosen: null, phone: ["ar-SY"] })).toBe(
      "en",
    );
    expect(languageOf({ languages: ["da"], language: "uk" }, { chosen: null, phone })).toBe("da");
  });
  it("chimes for every call and recall, and not for what is over", () => {
    expect(chimesOf(ticket("called", { calls: 2 }))).toBe(2);
    expect(chimesOf(ticket("serving", { calls: 2 }))).toBe(0);
  });
});
