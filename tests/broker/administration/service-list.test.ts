import { describe, expect, it } from "vitest";
import { readServices } from "../../../broker/administration/service-list.ts";

const read = (text: string) => readServices(text, "da");
const ids = (text: string) => read(text).services.map(({ service }) => service);

describe("services out of a text", () => {
  it("are one a line, with ids made from their Danish names", () => {
    const { services, problems } = read("Pas og kørekort\n\n  Ægteskab, vielse \r\nÅben rådgivning\nCafé\n");
    expect(problems).toEqual([]);
    expect(services).toEqual([
      { service: "pas-og-koerekort", name: { da: "Pas og kørekort" } },
      { service: "aegteskab-vielse", name: { da: "Ægteskab, vielse" } },
      { service: "aaben-raadgivning", name: { da: "Åben rådgivning" } },
      { service: "cafe", name: { da: "Café" } },
    ]);
  });

  it("are read from a table with semicolons, commas or tabs, with or without a head, a mark of its coding and quotation marks", () => {
    const wanted = [
      {
        service: "pas",
        name: { da: "Pas", en: "Passport" },
        queue: "pas-koeen",
        queueName: "Pas-køen",
        letters: "B",
      },
      { service: "a-b-c", name: { da: 'A; b, "c"' } },
    ];
    for (const separator of [";", ",", "\t"]) {
      const rows = [
        ["Navn", "Engelsk", "Kø", "Bogstav"],
        ["Pas", "Passport", "Pas-køen", "b"],
        ['"A; b, ""c"""', "", "", ""],
      ];
      const text = `\uFEFF${rows.map((row) => row.join(separator)).join("\r\n")}\r\n`;
      expect(read(text)).toEqual({ services: wanted, problems: [] });
    }
    expect(read("Pas;Borgerservice;A\nSkat;Borgerservice").services).toEqual([
      {
        service: "pas",
        name: { da: "Pas" },
        queue: "borgerservice",
        queueName: "Borgerservice",
        letters: "A",
      },
      { service: "skat", name: { da: "Skat" }, queue: "borgerservice", queueName: "Borgerservice" },
    ]);
    expect(
      read("Pas;Passport;Borgerservice;A\nSkat;Tax;Borgerservice\nBolig;;Borgerservice;").services,
    ).toEqual([
      {
        ...{ service: "pas", name: { da: "Pas", en: "Passport" }, letters: "A" },
        ...{ queue: "borgerservice", queueName: "Borgerservice" },
      },
      {
        ...{ service: "skat", name: { da: "Skat", en: "Tax" } },
        ...{ queue: "borgerservice", queueName: "Borgerservice" },
      },
      { service: "bolig", name: { da: "Bolig" }, queue: "borgerservice", queueName: "Borgerservice" },
    ]);
    expect(ids("Ydelse\nPas")).toEqual(["pas"]);
    expect(ids('Navn;Kø\n"To\nlinjer";A')).toEqual(["to-linjer"]);
  });

  it("are put right when their letters were read as others, and told when they are lost", () => {
    expect(read("KÃ¸rekort\nÃ†gteskab").services.map(({ name }) => name.da)).toEqual([
      "Kørekort",
      "Ægteskab",
    ]);
    expect(read("K\uFFFDrekort\nPas")).toMatchObject({
      services: [{ service: "pas" }],
      problems: [{ line: 1, problem: expect.stringContaining("UTF-8") as string }],
    });
    expect(readServices("K\uFFFDrekort", "en").problems[0]?.problem).toContain("UTF-8");
  });

  it("are left out and told by their line when they are there twice, nameless or too long", () => {
    const long = "x".repeat(121);
    const { services, problems } = read(`Navn;Kø;Bogstav\nPas;A;\npas;B;\n;C;\n${long};D;\nSkat;E;ABC`);
    expect(services.map(({ service, letters }) => [service, letters])).toEqual([
      ["pas", undefined],
      ["skat", undefined],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
    expect(problems[0]?.problem).toBe('"pas" står der allerede');
  });

  it("have ids that no other has, at most 32 letters long, also where a name has no letter", () => {
    const long = "Meget lang ydelse om byggesager og ";
    const made = ids(`${long}a\n${long}b\nÆ!\nae?\n!!!\n???`);
    expect(made.every((id) => /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(id))).toBe(true);
    expect(new Set(made).size).toBe(6);
    expect(made.slice(2)).toEqual(["ae", "ae-2", "ydelse", "ydelse-2"]);
  });

  it("are at most five hundred, and a quotation mark that is not closed is told", () => {
    const many = read(Array.from({ length: 502 }, (_, at) => `Ydelse ${at}`).join("\n"));
    expect([many.services.length, many.problems.length]).toEqual([500, 2]);
    expect(read('Navn;Kø\nPas;"A').problems).toEqual([
      { line: 2, problem: "et anførselstegn er ikke lukket" },
    ]);
    expect(read("")).toEqual({ services: [], problems: [] });
  });
});
