/**
 * Who this outbox is: a random id on the card, bound to the machine that the card sits in (design rule 6).
 * Knows no hub. A card that was cloned, or moved to another machine, becomes a new outbox and needs letters of its own.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { OutboxId } from "../../protocol/terms.ts";
import { type Disk, replaceFile } from "./disk.ts";

export type OutboxIdentity = {
  readonly outboxId: OutboxId;
  /** True when the id was made now, because there was none or the card came from another machine. */
  readonly isNew: boolean;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What is kept of the machine: nobody can read its id from it. */
function fingerprintOf(machine: string): string {
  return createHash("sha256").update(`talon outbox ${machine}`).digest("hex");
}

function decodeIdentity(bytes: Buffer | null): { outboxId: OutboxId; machine: string } | null {
  if (!bytes) return null;
  try {
    const { outboxId, machine } = JSON.parse(bytes.toString("utf8")) as Record<string, unknown>;
    if (typeof outboxId !== "string" || !UUID.test(outboxId) || typeof machine !== "string") return null;
    return { outboxId: outboxId as OutboxId, machine };
  } catch {
    return null;
  }
}

/**
 * The id of the outbox in `folder` on this `machine` (any text that another machine does not have: /etc/machine-id and the
 * board's serial number, since a cloned card brings its machine-id along). `fresh` is the id to take when there is none.
 */
export async function identityOf(
  disk: Disk,
  folder: string,
  { machine, fresh }: { readonly machine: string; readonly fresh: OutboxId },
): Promise<OutboxIdentity> {
  const path = join(folder, "identity.json");
  const known = decodeIdentity(await disk.read(path));
  const fingerprint = fingerprintOf(machine);
  if (known?.machine === fingerprint) return { outboxId: known.outboxId, isNew: false };
  const identity = { v: 1, outboxId: fresh, machine: fingerprint };
  await replaceFile(disk, path, Buffer.from(`${JSON.stringify(identity)}\n`));
  return { outboxId: fresh, isNew: true };
}
