import { describe, expect, test } from "vitest";
import { type LogFields, openLog } from "../../../protocol/link/log.ts";

function logged(say: (log: ReturnType<typeof openLog>) => void): unknown[] {
  const lines: string[] = [];
  say(openLog({ name: "hub", write: (line) => lines.push(line), now: () => 1_700_000_000_000 }));
  expect(lines.every((line) => line.endsWith("\n") && line.indexOf("\n") === line.length - 1)).toBe(true);
  return lines.map((line): unknown => JSON.parse(line));
}

describe("the log of a process", () => {
  test("a line says when, how grave, which process and what, with its fields", () => {
    const lines = logged((log) => log.info("ticket issued", { ticketId: "t1", waiting: 3 }));
    expect(lines).toEqual([
      {
        at: 1_700_000_000_000,
        level: "info",
        process: "hub",
        what: "ticket issued",
        ticketId: "t1",
        waiting: 3,
      },
    ]);
  });

  test("each of syslog's levels is written as itself", () => {
    const levels = ["debug", "info", "notice", "warning", "error", "critical"] as const;
    const lines = logged((log) => {
      for (const level of levels) log[level]("x");
    });
    expect(lines.map((line) => (line as { level: string }).level)).toEqual(levels);
  });

  test.each([
    "name",
    "staffName",
    "phone",
    "phone_number",
    "cpr",
    "CPR",
    "ticketToken",
    "password",
    "message",
    "navn",
  ])("a field called %s is never written, and the line says that it was dropped", (field) => {
    const [line] = logged((log) => log.error("x", { [field]: "Inger", ticketId: "t1" }));
    expect(JSON.stringify(line)).not.toContain("Inger");
    expect(line).toMatchObject({ ticketId: "t1", dropped: [field] });
  });

  test.each(["namespace", "tokens left", "phonetic"])(
    "a field called %s is judged by its whole words",
    (field) => {
      const fields: LogFields = { [field]: 1 };
      const [line] = logged((log) => log.info("x", fields));
      expect(line).toMatchObject(fields);
    },
  );

  test("a field cannot pose as the line's own time, level, process or phrase", () => {
    const [line] = logged((log) => log.info("x", { at: 1, level: "debug", process: "stand", what: "y" }));
    expect(line).toEqual({ at: 1_700_000_000_000, level: "info", process: "hub", what: "x" });
  });

  test("a line end in a value does not break the line", () => {
    expect(logged((log) => log.info("x", { problem: "a\nb" }))).toHaveLength(1);
  });
});
