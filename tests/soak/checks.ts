/**
 * What must hold after every run of the crash matrix, read from the outside: the paper, the hub's list, the stands' outboxes.
 * Knows no trouble; every sentence it answers is a broken promise.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Hall, STANDS, type StandName, slipsOf } from "./hall.ts";

type Listed = { id: string; number: string; state: string; paper: string; stand: string | null };
type Slip = ReturnType<typeof slipsOf>[number];
type Line = {
  kind?: string;
  ticket?: { ticketId?: string };
  record?: { ticketId?: string };
  ticketId?: string;
};

/** Every line of a stand's outbox, whatever its checksum. */
function outboxLines(hall: Hall, stand: StandName): Line[] {
  const folder = join(hall.standFolder(stand), "outbox");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8").split("\n"))
    .flatMap((line) => {
      try {
        const parsed = JSON.parse(line.slice(Math.max(0, line.indexOf("{")))) as Line & { line?: Line };
        return [parsed.line ?? parsed];
      } catch {
        return [];
      }
    });
}

const ids = (lines: readonly Line[], kind: string): Set<string> =>
  new Set(
    lines
      .filter((line) => line.kind === kind)
      .map((line) => line.ticket?.ticketId ?? line.record?.ticketId ?? line.ticketId ?? ""),
  );

/** Tickets with a number that the hub has not confirmed to this stand. */
export function unconfirmed(hall: Hall, stand: StandName): number {
  const lines = outboxLines(hall, stand);
  const confirmed = ids(lines, "confirmed");
  return [...ids(lines, "number"), ...ids(lines, "intent")].filter((id) => !confirmed.has(id)).length;
}

/** Stands that the hub has on line now. */
export async function onlineStands(hall: Hall): Promise<Set<string>> {
  const answer = await fetch(`${hall.hubUrl}/api/locations/demo/stands`, {
    signal: AbortSignal.timeout(5_000),
  });
  const stands = (await answer.json()) as { id: string; online: boolean }[];
  return new Set(stands.filter((stand) => stand.online).map((stand) => stand.id));
}

/** Every ticket of today, as the hub lists it. */
export async function listedTickets(hall: Hall): Promise<Listed[]> {
  const answer = await fetch(`${hall.hubUrl}/api/locations/demo/tickets`, {
    signal: AbortSignal.timeout(5_000),
  });
  return (await answer.json()) as Listed[];
}

const isCopy = (slip: Slip): boolean => slip.lines.some((line) => line.includes("KOPI"));

function paperProblems(slips: readonly Slip[], tickets: ReadonlyMap<string, Listed>): string[] {
  return slips.flatMap((slip) => {
    const ticket = tickets.get(slip.ticketId ?? "");
    if (!ticket) return [`the paper ${slip.number} (${slip.ticketId}) has no ticket at the hub`];
    if (ticket.number !== slip.number)
      return [`the paper ${slip.number} is ${ticket.number} at the hub (${ticket.id})`];
    const isLost = ticket.state === "cancelled" || ticket.state === "expired";
    return isLost ? [`the paper ${slip.number} is ${ticket.state} at the hub (${ticket.id})`] : [];
  });
}

function twice(what: string, names: readonly (string | null)[]): string[] {
  const seen = new Set<string | null>();
  return names.flatMap((name) => {
    if (seen.has(name)) return [`${what} ${name} stands on two papers`];
    seen.add(name);
    return [];
  });
}

function ghostProblems(hall: Hall, tickets: readonly Listed[], papers: ReadonlySet<string | null>): string[] {
  // A ticket of staff that a stand gave back from its mirror has no press either, and is known by that line.
  const lines = STANDS.flatMap((stand) => outboxLines(hall, stand));
  const presses = new Set([...ids(lines, "intent"), ...ids(lines, "mirror")]);
  return tickets
    .filter((ticket) => ticket.stand !== null && !papers.has(ticket.id))
    .flatMap((ticket) => {
      const isMarked = ["unknown", "torn", "screen", "withdrawn"].includes(ticket.paper);
      return [
        ...(isMarked
          ? []
          : [`ticket ${ticket.number} (${ticket.id}) has no paper and says "${ticket.paper}"`]),
        ...(presses.has(ticket.id)
          ? []
          : [`ticket ${ticket.number} (${ticket.id}) has no press at any stand`]),
      ];
    });
}

/** Every broken promise, in words; none is the only good answer. */
export function brokenPromises(hall: Hall, tickets: readonly Listed[]): string[] {
  const slips = STANDS.flatMap((stand) => slipsOf(hall.paperFile(stand))).filter(
    (slip) => slip.ticketId && !isCopy(slip),
  );
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const listedTwice = twice(
    "at the hub: number",
    tickets.filter((ticket) => ticket.state !== "cancelled").map((ticket) => ticket.number),
  );
  return [
    ...paperProblems(slips, byId),
    ...twice(
      "ticket",
      slips.map((slip) => slip.ticketId),
    ),
    ...twice(
      "number",
      slips.map((slip) => slip.number),
    ),
    ...listedTwice,
    ...ghostProblems(hall, tickets, new Set(slips.map((slip) => slip.ticketId))),
  ];
}

/** How many papers came out in a run. */
export function paperCount(hall: Hall): number {
  return STANDS.reduce((sum, stand) => sum + slipsOf(hall.paperFile(stand)).length, 0);
}
