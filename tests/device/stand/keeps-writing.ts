/**
 * A process for outbox.test.ts to kill: appends lines without end and says each ticket once the outbox has called it stored.
 * Its arguments: the folder, and a number that makes its tickets differ from those of earlier processes.
 */
import { machineDisk } from "../../../device/stand/disk.ts";
import type { Line } from "../../../device/stand/machine/line.ts";
import { openOutbox } from "../../../device/stand/outbox.ts";
import type { OutboxId, TicketId } from "../../../protocol/terms.ts";

const [folder = "", round = "0"] = process.argv.slice(2);
const card = {
  disk: machineDisk(),
  folder,
  machine: "test",
  fresh: "0197a000-0000-7000-8000-000000000001" as OutboxId,
  onFailed: (problem: string) => process.stderr.write(`${problem}\n`),
};
const { outbox } = await openOutbox(card, { begin: () => null, add: () => null });

async function keep(count: number): Promise<void> {
  const ticketId = `round-${round}-ticket-${count}` as TicketId;
  const line: Line = { kind: "result", ticketId, paper: "printed" };
  if (await outbox.append([line], true)) process.stdout.write(`${ticketId}\n`);
}

for (let count = 0; ; count += 3) await Promise.all([keep(count), keep(count + 1), keep(count + 2)]);
