import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../../broker/command-line.ts";
import { auditLines } from "../../../broker/keeping/audit.ts";
import { csvCell } from "../../../broker/keeping/csv.ts";
import { registerText } from "../../../broker/keeping/register.ts";
import { demoLocation } from "../hall.ts";

const timeZone = "Europe/Copenhagen";
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
  location: { version: 4, name: "x" },
  document: {},
  by: "bo",
  note: "=1+1",
};
const left = { kind: "ticket-left", at: EARLY, id: "t" };
const rows = [row(1, called), row(2, issued), row(3, saved), row(4, left)];
const all = { from: null, to: null, timeZone };

describe("the audit trail for people", () => {
  test("as a table says who did what when in local time, with a mark, semicolons and the hash", () => {
    const [head = "", first = ""] = [...auditLines(rows, { ...all, isCsv: true })];
    expect(head).toBe('\uFEFF"nummer";"tidspunkt";"hvem";"hvad";"skranke";"billet";"detaljer";"hash"\r\n');
    expect(first).toMatch(/^"1";"2026-11-23 23:30:00";"anna";"call-next";"1";"A07";".*";"ab"\r\n$/);
  });

  test("names stands and citizens who did it themselves, and what administrators saved", () => {
    const lines = [...auditLines(rows, { ...all, isCsv: false })].map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { seq: 1, who: "anna", what: "call-next", hash: "ab" },
      { seq: 2, who: "(stand s1)", what: "ticket-issued" },
      { seq: 3, who: "bo", what: "configured", event: { version: 4, note: "=1+1" } },
      { seq: 4, who: "(citizen)", what: "ticket-left" },
    ]);
  });

  test("never holds what opens a ticket's page, nor whole documents", () => {
    for (const isCsv of [true, false]) {
      const text = [...auditLines(rows, { ...all, isCsv })].join("");
      expect(text).not.toContain("SECRETTOKEN");
      expect(text).not.toContain('"document"');
    }
  });

  test("is of the location's own days, both included", () => {
    const seqs = (from: string | null, to: string | null) =>
      [...auditLines(rows, { from, to, timeZone, isCsv: false })].map(
        (line) => (JSON.parse(line) as { seq: number }).seq,
      );
    expect(seqs("2026-11-23", "2026-11-23")).toEqual([1]);
    expect(seqs("2026-11-24", null)).toEqual([2, 3, 4]);
    expect(seqs(null, "2026-11-22")).toEqual([]);
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
    const counts = { identity: 0, reminder: 2, message: 0, appointment: 5, host: 0, refusal: 0 };
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
    ["export-audit", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "jsonl"],
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
