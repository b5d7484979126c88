/** What a citizen with an appointment reads after presenting a code, in words. */
import { expect, it } from "vitest";
import { standingOf } from "../../../../device/stand/screen/standing-view.ts";
import { CHECK_IN_SCENES } from "../../../system/pages/check-in-scenes.ts";

const said = (name: string, language: "da" | "en" = "da") => {
  const { number, head, lines } = standingOf({ ...CHECK_IN_SCENES[name]!, language })!;
  return [number, head, ...lines];
};

it("whoever checked in reads when they came, when and where it is, and to wait for their number", () => {
  expect(said("checked-in")).toEqual([
    ...["A07", "Velkommen. Du er meldt ankommet.", "Ankommet kl. 10.45 · Aftale kl. 11.00", "Lokale: B204"],
    "Vent her, til dit nummer bliver kaldt.",
  ]);
  expect(said("checked-in-two").at(-1)).toBe("Du har også en aftale kl. 13.45. Meld dig igen til den.");
  expect(said("checked-in-many")).toEqual([
    ...["", "Velkommen. Du er meldt ankommet.", "Ankommet kl. 10.45 · Aftale kl. 11.00", "Lokale: B204"],
  ]);
});

it("without room, number or a clock to be believed it says what is known", () => {
  const scene = CHECK_IN_SCENES["checked-in"]!;
  const { standing } = scene;
  if (standing === null || !("welcome" in standing)) throw new Error("no welcome");
  const welcome = { ...standing.welcome, number: null, room: null, arrivedAt: null };
  expect(standingOf({ ...scene, standing: { ...standing, welcome } })).toMatchObject({
    ...{ number: "", lines: ["Aftale kl. 11.00", "Vent her, til dit nummer bliver kaldt."] },
  });
});

it("whose appointment is at another place reads which, and whoever waits for a colleague what comes next", () => {
  expect(said("elsewhere")).toEqual([
    ...["", "Din aftale er et andet sted.", "Aftalen kl. 11.00 er her: Borgerservice Nord, Nørregade 1"],
    "Tag derhen, eller spørg personalet.",
  ]);
  expect(said("elsewhere", "en")[2]).toBe(
    "The appointment at 11:00 is here: Citizen service North, Nørregade 1",
  );
  expect(said("called-told")).toEqual([
    ...["", "Vi har kaldt en medarbejder. Bliv ved standeren."],
    "Kommer der ingen inden et minut, får du et nummer.",
  ]);
  expect(said("called-coming")[1]).toBe("En medarbejder er på vej til dig.");
});

it.each([
  [
    "checked-in-before",
    ["A07", "Du er allerede meldt ankommet.", "Aftale kl. 11.00", "Vent, til A07 bliver kaldt."],
  ],
  ["too-early", ["", "Du er kommet i god tid.", "Aftale kl. 11.00", "Meld dig her igen fra kl. 10.00."]],
  ["other-day", ["", "Din aftale er ikke i dag.", "Din aftale er mandag 23. november kl. 11.00."]],
  [
    "by-phone",
    ["", "Du skal ikke møde frem til denne aftale.", "Aftalen kl. 11.00 er på telefon eller skærm."],
  ],
  ["cancelled", ["", "Aftalen er aflyst.", "Det var aftalen mandag 23. november kl. 11.00."]],
  ["too-late", ["", "Tiden for din aftale er gået.", "Aftalen var kl. 11.00."]],
  ["slowed", ["", "Vent et minut, og prøv igen, eller spørg personalet."]],
])("%s is said with its time and the next step", (name, expected) => {
  expect(said(name).slice(0, expected.length)).toEqual(expected);
  const english = said(name, "en").join(" ");
  expect(english).not.toMatch(/kl\.|aftale/i);
  if (name === "other-day") expect(english).toContain("Monday 23 November, 11:00");
});

it("who has checked in, but whose number is not known here, waits to be called", () => {
  const scene = CHECK_IN_SCENES["checked-in-before"]!;
  const appointment = { at: scene.at, opensAt: scene.at, number: null };
  const standing = { refused: "already-checked-in" as const, appointment, until: 0 };
  const lines = (["da", "en"] as const).map(
    (language) => standingOf({ ...scene, language, standing })?.lines[1],
  );
  expect(lines).toEqual(["Vent, til du bliver kaldt.", "Please wait until you are called."]);
});
