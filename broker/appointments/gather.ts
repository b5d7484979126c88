/**
 * Rows -> one delivery: rows of one id are the participants of one meeting.
 * Knows no file.
 */
import type { Offset } from "../../protocol/wall-time.ts";
import type { Row } from "./columns.ts";
import type { Participant, RowProblem, SourceAppointment } from "./contract.ts";
import { problemOf } from "./problems.ts";
import { readRow } from "./rows.ts";

/** A later row of the same meeting adds who else comes; one of a newer version takes its place. */
function together(before: SourceAppointment, row: SourceAppointment): SourceAppointment | "differs" {
  if ((row.version ?? 0) !== (before.version ?? 0))
    return (row.version ?? 0) > (before.version ?? 0) ? row : before;
  if (row.startAt !== before.startAt || row.endAt !== before.endAt) return "differs";
  return { ...before, status: row.status, participants: withOthers(before.participants, row.participants) };
}

function withOthers(known: readonly Participant[], more: readonly Participant[]): Participant[] {
  const isKnown = (one: Participant) =>
    known.some((other) => other.key === one.key && other.name === one.name && other.cpr === one.cpr);
  return [...known, ...more.filter((one) => !isKnown(one))];
}

/** So many rows are read in one turn of the event loop: a long file delays no ticket. */
const ROWS_A_TURN = 200;

/** The appointments of all rows that can be read, and what is wrong with the others. */
export async function gather(
  rows: readonly Row[],
  offset: Offset,
): Promise<{
  readonly appointments: readonly SourceAppointment[];
  readonly problems: readonly RowProblem[];
}> {
  const byId = new Map<string, SourceAppointment>();
  const problems: RowProblem[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_A_TURN === ROWS_A_TURN - 1) await new Promise((done) => setImmediate(done));
    const { appointment, problems: found } = readRow(row, offset);
    problems.push(...found);
    if (appointment === null) continue;
    const before = byId.get(appointment.sourceId);
    const one = before === undefined ? appointment : together(before, appointment);
    if (one === "differs") problems.push(problemOf(row.line, "rowsDiffer"));
    else byId.set(appointment.sourceId, one);
  }
  return { appointments: [...byId.values()], problems };
}
