import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Directory, grantsOf } from "../../../broker/accounts/directory.ts";
import {
  FIRST_PASSWORD_MS,
  firstPassword,
  passwordProblem,
} from "../../../broker/accounts/first-password.ts";
import { hashPassword } from "../../../broker/password.ts";
import { MONDAY } from "../hall.ts";

let folder: string;
let file: string;
const hash = await hashPassword("som-i-filen");
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "talon-people-"));
  file = join(folder, "people.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const HERE = "demo";
const staff = [{ role: "staff" }] as const;
const first = (made: unknown): string => (made as { first: string }).first;

describe("the people of a hub", () => {
  it("come in once with their first password, however they type it, and within seven days", async () => {
    const people = new Directory([], file);
    const password = first(await people.add("bo", staff, MONDAY));
    const bo = () => people.find("bo") as NonNullable<ReturnType<typeof people.find>>;
    const typed = password.toLowerCase().replaceAll("-", " ");
    expect(await people.isRight(bo(), typed, MONDAY + FIRST_PASSWORD_MS - 1)).toBe(true);
    expect(await people.isRight(bo(), typed, MONDAY + FIRST_PASSWORD_MS)).toBe(false);
    people.useFirst("bo");
    expect(await people.isRight(bo(), password, MONDAY)).toBe(false);
    expect(await people.setPassword("bo", "en lang kø i regnvejr")).toBeNull();
    expect(await people.isRight(bo(), "en lang kø i regnvejr", MONDAY + 1e12)).toBe(true);
    // A password of one's own is compared as it was typed.
    expect(await people.isRight(bo(), "EN LANG KØ I REGNVEJR", MONDAY)).toBe(false);
  });

  it("are there after a restart, in a file for the hub's user alone that holds no password", async () => {
    const password = first(
      await new Directory([], file).add("bo", [{ role: "staff", queues: ["a"] }], MONDAY),
    );
    const again = new Directory([], file);
    expect(again.find("bo")).toMatchObject({ grants: [{ role: "staff", queues: ["a"] }], isOfFile: false });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, "utf8");
    for (const part of [password, ...password.split("-")]) expect(text).not.toContain(part);
  });

  it("of the accounts file are changed there alone, and win over the hub's own of that name", async () => {
    await new Directory([], file).add("anna", [{ role: "administrator" }], MONDAY);
    const people = new Directory([{ staff: "anna", hash }], file);
    expect(people.find("anna")?.grants.map(({ role }) => role)).toEqual(["staff", "floorwalker"]);
    expect(people.setGrants("anna", staff, HERE)).toBe("of-file");
    expect(people.remove("anna", HERE)).toBe("of-file");
    expect(await people.reset("anna", MONDAY)).toBe("of-file");
    expect(await people.setPassword("anna", "en lang kø i regnvejr")).toBe("of-file");
    expect(await people.add("anna", staff, MONDAY)).toBe("person-known");
    expect(people.remove("nobody", HERE)).toBe("person-unknown");
    expect(await people.reset("nobody", MONDAY)).toBe("person-unknown");
  });

  it("always have an administrator among them", async () => {
    const people = new Directory([], file);
    await people.add("ida", [{ role: "administrator" }], MONDAY);
    expect(people.setGrants("ida", staff, HERE)).toBe("last-administrator");
    expect(people.remove("ida", HERE)).toBe("last-administrator");
    await people.add("bo", [{ role: "administrator" }], MONDAY);
    expect(people.setGrants("ida", staff, HERE)).toBeNull();
    expect(people.remove("bo", HERE)).toBe("last-administrator");
    expect(people.remove("ida", HERE)).toBeNull();
  });

  it("count no administrator of another location among those of this one", async () => {
    const people = new Directory([], file);
    await people.add("ida", [{ role: "administrator" }], MONDAY);
    await people.add("ole", [{ role: "administrator", locations: ["taastrup"] }], MONDAY);
    expect(people.remove("ida", HERE)).toBe("last-administrator");
    const elsewhere = [{ role: "administrator", locations: ["taastrup"] }] as const;
    expect(people.setGrants("ida", elsewhere, HERE)).toBe("last-administrator");
    expect(people.setGrants("ole", staff, HERE)).toBeNull();
    await people.add("bo", [{ role: "administrator", locations: ["taastrup", HERE] }], MONDAY);
    expect(people.remove("ida", HERE)).toBeNull();
  });

  it("whose file is torn are told as such, and nobody is let in by it", () => {
    for (const text of ["", "{}", '{"people":[{"person":"bo","hash":"plain","grants":[]}]}']) {
      writeFileSync(file, text);
      expect(() => new Directory([], file)).toThrow(/people\.json/);
    }
  });

  it("are at most five hundred", async () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ staff: `p${at}`, hash }));
    expect(await new Directory(many, file).add("bo", staff, MONDAY)).toBe("too-many");
  });
});

describe("an entry of the accounts file", () => {
  it("works in the hall where it says nothing of roles, and has those roles alone where it does", () => {
    const of = (more: object) => grantsOf({ staff: "a", hash, ...more }).map(({ role }) => role);
    expect(of({})).toEqual(["staff", "floorwalker"]);
    expect(of({ administrator: true })).toEqual(["staff", "floorwalker", "administrator"]);
    expect(of({ roles: ["auditor"] })).toEqual(["auditor"]);
    expect(of({ roles: [], administrator: true })).toEqual(["administrator"]);
    expect(of({ breakGlass: true })).toEqual(["staff", "administrator"]);
    // A role that is written wrongly opens nothing.
    expect(of({ roles: ["king"] })).toEqual([]);
  });
});

describe("passwords", () => {
  it("of one's own are long, not plain, and not the name", () => {
    expect(passwordProblem("kortkort", "bo")).toBe("too-short");
    expect(passwordProblem("x".repeat(201), "bo")).toBe("too-long");
    for (const plain of ["aaaaaaaaaaaa", "kirstenkirsten1", "talontalon2026"])
      expect([plain, passwordProblem(plain, "kirsten")]).toEqual([plain, "too-plain"]);
    expect(passwordProblem("en lang kø i regnvejr", "bo")).toBeNull();
  });

  it("that are handed over have twelve signs that nobody mistakes, and are never the same", () => {
    const made = Array.from({ length: 200 }, firstPassword);
    for (const one of made) expect(one).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
    expect(new Set(made).size).toBe(200);
  });
});
