import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { HubFault } from "../../broker/errors.ts";
import { digestOf, languageItem, languageItems } from "../../broker/languages.ts";
import { readLocation } from "../../broker/location.ts";
import { signOff } from "../../broker/sign-off.ts";
import { textsCsv, textsPage, textsSaid } from "../../broker/texts-page.ts";
import { reviewOf } from "../../protocol/texts/review.ts";
import { demoLocation, Hall } from "./hall.ts";

const READER = "Amal Haddad";
const entry = (change = {}) => ({
  ...{ language: "ar", reader: READER, at: "2026-11-30", of: digestOf(reviewOf("ar")) },
  ...change,
});
const document = (languages: readonly string[], signOffs?: readonly object[]) => ({
  ...structuredClone(demoLocation()),
  ...{ languages, ...(signOffs ? { signOffs } : {}) },
});
const read = (given: object) => {
  const said = readLocation(given);
  if (!said.ok) throw new Error(JSON.stringify(said.problems));
  return { languages: said.location.languages, leftOut: said.leftOut };
};

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "talon-texts-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function fault(act: () => unknown): HubFault {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof HubFault) return thrown;
  }
  throw new Error("no fault");
}

describe("the languages of a location", () => {
  it("are Danish and English without a word from anybody", () => {
    expect(read(document(["da", "en"]))).toEqual({ languages: ["da", "en"], leftOut: [] });
  });

  it("leave out one that nobody has signed off, and say how it is done", () => {
    const { languages, leftOut } = read(document(["da", "ar", "en"]));
    expect(languages).toEqual(["da", "en"]);
    expect(leftOut).toEqual([
      {
        path: "languages.1",
        problem: `"ar" is not offered: nobody has signed off its texts (talon-hub texts --language ar, then talon-hub sign-off)`,
      },
    ]);
    expect(read(document(["so"])).languages).toEqual(["da"]);
  });

  it("have one that a reader has signed off", () => {
    expect(read(document(["da", "ar"], [entry()]))).toEqual({ languages: ["da", "ar"], leftOut: [] });
    expect(read(document(["da", "uk"], [entry()])).languages).toEqual(["da"]);
  });

  it("lose it again when one of its texts changes, till it is signed off anew", () => {
    const rows = reviewOf("ar");
    const changed = rows.map((row, at) => (at === 40 ? { ...row, said: `${row.said}.` } : row));
    expect(digestOf(changed)).not.toBe(digestOf(rows));
    const before = entry({ of: digestOf(changed) });
    const { languages, leftOut } = read(document(["da", "ar"], [before]));
    expect(languages).toEqual(["da"]);
    expect(leftOut[0]?.problem).toContain(`its texts have changed since ${READER} signed them off`);
    expect(languageItem("ar", { signOffs: [before] as never })).toMatchObject({
      isVoid: true,
      offered: false,
    });
    expect(read(document(["da", "ar"], [before, entry()])).languages).toEqual(["da", "ar"]);
  });

  it("are listed with who signed what", () => {
    const items = languageItems({ signOffs: [entry()] as never });
    expect(items.map(({ id }) => id)).toEqual(["da", "en", "de", "ar", "uk", "pl", "tr", "so"]);
    expect(items[0]).toMatchObject({ name: "Dansk", dir: "ltr", offered: true, of: null });
    expect(items[3]).toMatchObject({
      ...{ name: "العربية", dir: "rtl", offered: true, isVoid: false },
      signedBy: { reader: READER, at: "2026-11-30" },
    });
    expect(items[2]).toMatchObject({ offered: false, signedBy: null, isVoid: false });
  });
});

it("a hub whose texts have changed since offers the language no more, and says so in its versions", async () => {
  const location = document(["da", "en", "ar"], [entry({ of: "0123456789abcdef" })]) as never;
  const hall = await Hall.open({ location });
  onTestFinished(() => hall.close());
  const [said] = (await hall.ask("/api/locations")).items as unknown as { languages: string[] }[];
  expect(said?.languages).toEqual(["da", "en"]);
  expect(hall.lines.map(({ path }) => path)).toContain("languages.2");
});

describe("talon-hub texts", () => {
  it("lists the languages, and prints one beside Danish as a page and as a table", () => {
    expect(textsSaid(null, false, "en")).toMatch(/^da {2}Dansk +needs no reader\n/);
    const page = textsSaid("ar", false);
    expect(page).toBe(textsPage("ar"));
    expect(page).toContain(`<td lang="ar" dir="rtl">خذ رقمًا</td>`);
    expect(page).toContain(digestOf(reviewOf("ar")));
    expect(textsPage("en")).not.toContain("Mangler");
    const csv = textsSaid("pl", true);
    expect(csv).toBe(textsCsv("pl"));
    expect(csv.split("\r\n")).toContain(`"Stand.title","Træk et nummer","Pobierz numer"`);
    expect(csv.split("\r\n")).toHaveLength(reviewOf("pl").length + 2);
  });
});

describe("talon-hub sign-off", () => {
  it("writes who signed off into the document, as a new version that offers the language", () => {
    const location = join(folder(), "location.json");
    writeFileSync(location, JSON.stringify(document(["da", "en"], [entry({ of: "0123456789abcdef" })])));
    const said = signOff({ language: "ar", reader: READER, location }, Date.UTC(2026, 11, 1, 12));
    expect(said).toContain(`godkendt af ${READER}`);
    const written = JSON.parse(readFileSync(location, "utf8")) as { version: number; signOffs: object[] };
    expect(written.version).toBe(demoLocation().version + 1);
    expect(written.signOffs).toEqual([entry({ at: "2026-12-01" })]);
    expect(read(written).languages).toEqual(["da", "en", "ar"]);
  });

  it("writes it into a file that a hub has exported too, to be imported there again", () => {
    const location = join(folder(), "talon-demo.json");
    const file = { talon: "location", v: 1, exportedAt: "2026-12-01T12:00:00.000Z" };
    writeFileSync(location, JSON.stringify({ ...file, document: document(["da"]) }));
    signOff({ language: "ar", reader: READER, location }, Date.UTC(2026, 11, 1, 12));
    const written = JSON.parse(readFileSync(location, "utf8")) as { document: object };
    expect(written).toMatchObject(file);
    expect(Object.keys(written)).toEqual([...Object.keys(file), "document"]);
    expect(read(written.document).languages).toEqual(["da", "ar"]);
  });

  it("refuses Danish, a file that is not there, and one that is no document", () => {
    const location = join(folder(), "location.json");
    const asked = { language: "ar", reader: READER, location } as const;
    expect(fault(() => signOff({ ...asked, language: "da" }, 0)).code).toBe("HUB_USAGE");
    expect(fault(() => signOff(asked, 0)).code).toBe("HUB_FILE_MISSING");
    for (const text of ["{", "[]"]) {
      writeFileSync(location, text);
      expect(fault(() => signOff(asked, 0)).code).toBe("HUB_FILE_INVALID");
    }
  });
});
