import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../broker/command-line.ts";
import { type AuditAsked, auditLines } from "../../../broker/keeping/audit.ts";
import { csvCell } from "../../../broker/keeping/csv.ts";
import { registerText } from "../../../broker/keeping/register.ts";
import { demoLocation } from "../hall.ts";

const row = (seq: number, event: object) => ({ seq, text: JSON.stringify(event), hash: "ab" });
/** 23 November 2026, 23.30 and a quarter past midnight in Copenhagen. */
const [LATE, EARLY] = [Date.UTC(2026, 10, 23, 22, 30), Date.UTC(2026, 10, 23, 23, 15)];
const called = {
  ...{ kind: "command-answered", at: LATE, commandId: "c", command: "call-next", counter: "1", by: "anna" },
  ...{ answer: { ticket: { id: "t", number: "A07", state: "called" } }, before: [] },
};
const issued = {
  kind: "ticket-issued",
  at: EARLY,
  id: "t",
  token: "SECRETTOKEN",
  number: "A08",
  stand: "s1",
};
const saved = {
  kind: "configured",
  at: EARLY,
  location: { ...demoLocation(), version: 4 },
  document: {},
  by: "bo",
  note: "=1+1",
};
const left = { kind: "ticket-left", at: EARLY, id: "t" };
const refused = {
  ...{ kind: "command-answered", at: EARLY, commandId: "d", command: "call-next", counter: "2", by: "ida" },
  ...{ answer: { refused: "counter-busy" }, before: [] },
};
const invited = { kind: "appointment-booked", at: EARLY, id: "x", source: "outlook", guests: ["KEY"] };
const all = [called, issued, saved, left, refused, invited].map((event, at) => row(at + 1, event));
const rows = () => all;
const asked = { from: null, to: null, isCsv: true, language: "da" } as const;
const listed = (more: Partial<AuditAsked> = {}) =>
  [...auditLines(rows, { ...asked, isCsv: false, ...more })].map((line) => JSON.parse(line) as object);

describe("the audit trail at the machine", () => {
  test("is the table of /trail by account: local time, a mark, semicolons, words, what was refused, and the hash", () => {
    const [head = "", first = "", , , , busy = ""] = [...auditLines(rows, asked)];
    const headings = "nummer;tidspunkt;hvem;handling;udfald;skranke;stander;kø;billet;detaljer;kode;hash";
    expect(head).toBe(`\uFEFF${headings.split(";").map(csvCell).join(";")}\r\n`);
    expect(first).toBe(
      '"1";"2026-11-23 23:30:00";"anna";"Kaldte den næste";"";"Skranke 1";"";"";"A07";"";"call-next";"ab"\r\n',
    );
    expect(busy).toMatch(/^"5";"2026-11-24 00:15:00";"ida";"[^"]+";"[^"]+";"Skranke 2";/);
  });

  test("speaks English where it is asked to", () => {
    const [head = "", first = ""] = [...auditLines(rows, { ...asked, language: "en" })];
    expect(head).toContain('"number";"time";"who";"act";"outcome"');
    expect(first).toContain('"Counter 1"');
  });

  test("names stands and citizens who did it themselves, what administrators saved, and numbers by their tickets", () => {
    expect(listed()).toMatchObject([
      { seq: 1, who: "anna", act: "call-next", refused: null, hash: "ab" },
      { seq: 2, act: "ticket-issued", ticket: "A08" },
      { seq: 3, who: "bo", act: "configured", facts: { version: "version: 4" } },
      { seq: 4, who: "En borger", act: "ticket-left", ticket: "A08" },
      { seq: 5, who: "ida", refused: expect.any(String) as string },
      { seq: 6, event: { guests: ["KEY"] } },
    ]);
  });

  test("never holds what opens a ticket's page, nor whole documents, and in its table no citizen's key", () => {
    for (const isCsv of [true, false]) {
      const text = [...auditLines(rows, { ...asked, isCsv })].join("");
      expect(text).not.toContain("SECRETTOKEN");
      expect(text).not.toContain('"document"');
      if (isCsv) expect(text).not.toContain("KEY");
    }
  });

  test("is of the location's own days, both included", () => {
    const seqs = (from: string | null, to: string | null) =>
      (listed({ from, to }) as { seq: number }[]).map(({ seq }) => seq);
    expect(seqs("2026-11-23", "2026-11-23")).toEqual([1]);
    expect(seqs("2026-11-24", null)).toEqual([2, 3, 4, 5, 6]);
    expect(seqs(null, "2026-11-22")).toEqual([]);
  });

  test("of a ledger without a document is empty", () => {
    expect([...auditLines(() => [row(1, called)], asked)]).toEqual([]);
  });

  test.each(["=1+1", "+45", "-1", "@x", "\tx", " =1+1", "\n=1", "|calc", "%1"])(
    "a cell that Excel would reckon with (%j) is text",
    (text) => {
      expect(csvCell(text)).toBe(`"'${text}"`);
      expect(csvCell('say "hej"')).toBe('"say ""hej"""');
    },
  );
});

describe("the register of processing", () => {
  test("says in Danish what is kept, why and how long, with the location's own days and the counts", () => {
    const location = { ...demoLocation(), keepDays: { appointment: 14 } };
    const counts = { identity: 0, reminder: 2, message: 0, appointment: 5, host: 0, refusal: 0, place: 0 };
    const text = registerText(location, { language: "da", counts });
    for (const words of [
      "Fortegnelse",
      "mobilnummer",
      "til 14 dage efter aftalens dag er slut (stedets eget valg)",
    ])
      expect(text).toContain(words);
    expect(text).toContain("Poster lige nu: 5");
    expect(text).toContain("til aftalens dag er slut");
  });

  test("says the same in English, without counts where nobody knows them", () => {
    const text = registerText(demoLocation(), { language: "en", counts: null });
    expect(text).toContain("until 7 days after the day of the appointment");
    expect(text).toContain("until 1 day after");
    expect(text).not.toContain("Records now");
  });
});

describe("the commands that look after what is kept", () => {
  const KEY = "0123456789ABCDEFGHJKMNPQRS";
  test.each([
    ["verify-ledger", "--head", `7:${"ab".repeat(32)}`],
    ["verify-ledger", "--ledger", "copy.sqlite"],
    ["export-audit", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "jsonl", "--language", "en"],
    ["register", "--language", "en"],
    ["person", "erase", KEY],
    ["erasures"],
    ["backup", "--to", "/mnt", "--key-file", "k", "--keep-days", "7", "--also", "a,b"],
    ["restore", "file", "--key-file", "k", "--data-only"],
  ])("%s is understood", (...args) => {
    expect(readCommandLine(args)).toMatchObject({ kind: "keeping", told: { command: args[0] } });
  });

  test.each([
    ["verify-ledger", "--head", "7"],
    ["verify-ledger", "more"],
    ["export-audit", "--from", "yesterday"],
    ["export-audit", "--format", "xls"],
    ["register", "--language", "de"],
    ["person", "erase"],
    ["person", "forget", KEY],
    ["backup", "--to", "/mnt"],
    ["backup", "--key-file", "k"],
    ["backup", "--to", "/mnt", "--key-file", "k", "--keep-days", "0"],
    ["restore", "--key-file", "k"],
    ["restore", "one", "two", "--key-file", "k"],
    ["erasures", "--head", "7"],
  ])("%s %s %s %s %s is refused in words", (...args) => {
    const words = args.filter((one) => typeof one === "string");
    expect(() => readCommandLine(words)).toThrow(expect.objectContaining({ code: "HUB_USAGE" }) as Error);
  });
});
