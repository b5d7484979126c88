/**
 * When a ticket was pressed, in the hub's time (design rule 11): its place in the queue.
 * Knows no ticket; a stand's times in, the hub's instant out.
 */
import type { StandTime } from "../../protocol/messages.ts";

function pressedAt(issued: StandTime, receivedAt: number): number {
  const { contact, bootId, monoMs, wallMs, trust } = issued;
  if (contact && contact.bootId === bootId) return contact.hubAt + (monoMs - contact.monoMs);
  return trust === "synced" ? wallMs : receivedAt;
}

/**
 * The stand's moment of the press as an instant of the hub, epoch ms: by its monotonic time since the hub's last word in the
 * same boot, else by its wall time when that is to be trusted, else the receipt; never before that last word nor after the receipt.
 */
export function placeOf(issued: StandTime, receivedAt: number): number {
  const earliest = issued.contact?.hubAt ?? 0;
  return Math.round(Math.min(receivedAt, Math.max(earliest, pressedAt(issued, receivedAt))));
}
