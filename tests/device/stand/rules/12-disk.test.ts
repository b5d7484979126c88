import { expect, it } from "vitest";
import { BenchStand } from "../bench-stand.ts";

const fail = (stand: BenchStand) =>
  stand.happen({ kind: "storage-failed", problem: "EIO: i/o error, fdatasync" });

it("after the disk failed nothing is appended and no off-line paper is given", () => {
  const stand = new BenchStand().online();
  fail(stand);
  stand.offline();
  stand.forget();
  expect(stand.lit()).toEqual([]);
  expect(stand.press(1)).toBeNull();
  expect(stand.effects.filter((effect) => effect.do === "append")).toEqual([]);
  expect(stand.picture().buttons[0]?.because).toBe("storage");
});

it("while the hub answers, tickets go on without the disk: its ledger has them", () => {
  const stand = new BenchStand().online();
  fail(stand);
  expect(stand.lit()).toEqual([1, 2, 3]);
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  expect(stand.prints()).toMatchObject([{ ticket: { number: "A07" } }]);
  stand.paper(ticketId);
  expect(stand.published("printed")).toHaveLength(1);
  const appended = stand.effects.slice(
    stand.effects.findIndex((effect) => effect.do === "log" && effect.what === "outbox failed"),
  );
  expect(appended.filter((effect) => effect.do === "append")).toEqual([]);
});

it("no answer and no disk: the ticket is withdrawn and the lamps go dark", () => {
  const stand = new BenchStand().online();
  fail(stand);
  const ticketId = stand.press(1)!;
  stand.pass(1500);
  expect(stand.ticketOf(ticketId)?.paper).toBe("withdrawn");
  expect(stand.prints()).toEqual([]);
  expect(stand.lit()).toEqual([]);
});

it("an own number that could not be stored is not printed", () => {
  const stand = new BenchStand().online();
  stand.offline();
  const ticketId = stand.press(1)!;
  fail(stand);
  expect(stand.prints()).toEqual([]);
  expect(stand.ticketOf(ticketId)).toMatchObject({ paper: "withdrawn" });
});

it("the hub's number that could not be stored is printed: the ledger has it", () => {
  const stand = new BenchStand().online();
  const ticketId = stand.press(1)!;
  stand.answerIssue(ticketId, "A07");
  fail(stand);
  expect(stand.prints()).toMatchObject([{ ticket: { ticketId } }]);
});

it.each([
  ["EROFS: read-only file system", "STAND_STORAGE_READ_ONLY"],
  ["ENOSPC: no space left on device, write", "STAND_STORAGE_FULL"],
  ["EIO: i/o error, fdatasync", "STAND_STORAGE"],
])("a card that fails with %j is told in the health by its code", (problem, code) => {
  const stand = new BenchStand({ storageProblem: problem }).online();
  expect(stand.published("standHealth").at(-1)?.storage).toEqual({ ok: false, problem, code });
});

it("a card that cannot be used from the start is one error in the log and in the health told to the hub", () => {
  const stand = new BenchStand({ storageProblem: "EROFS: read-only file system" }).online();
  const errors = stand.effects.filter((effect) => effect.do === "log" && effect.level === "error");
  expect(errors).toEqual([expect.objectContaining({ fields: { problem: "EROFS: read-only file system" } })]);
  expect(stand.published("standHealth").at(-1)?.storage).toEqual({
    ok: false,
    problem: "EROFS: read-only file system",
    code: "STAND_STORAGE_READ_ONLY",
  });
});
