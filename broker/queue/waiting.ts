/**
 * The tickets of one queue and one kind that wait, in their order: by what they wait since, equal ones in ledger order.
 * Knows no rule. Kept in blocks, so that place, insertion and removal stay cheap with a hundred thousand waiting.
 */
import type { TicketId } from "../../protocol/terms.ts";

/** What decides a place: since when the ticket's claim grows (epoch ms), then the ledger's order. */
export type Placed = { readonly id: TicketId; readonly since: number; readonly order: number };

const LARGEST_BLOCK = 256;

/** Whether one stands before another. */
export const isBefore = (one: Placed, other: Placed): boolean =>
  one.since < other.since || (one.since === other.since && one.order < other.order);

/** The first index whose entry does not come before `placed`. */
function indexIn(block: readonly Placed[], placed: Placed): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(block[middle] as Placed, placed)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Waiting tickets of one queue. Only `evolve` changes it; everybody else asks. */
export type WaitingList = { readonly blocks: Placed[][]; size: number };

/** A queue in which nobody waits. */
export function emptyList(): WaitingList {
  return { blocks: [], size: 0 };
}

/** The first block whose last entry does not come before `placed`; the number of blocks when there is none. */
function blockOf(list: WaitingList, placed: Placed): number {
  let low = 0;
  let high = list.blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const last = (list.blocks[middle] as Placed[]).at(-1) as Placed;
    if (isBefore(last, placed)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts one in at its place. */
export function insert(list: WaitingList, placed: Placed): void {
  const at = Math.min(blockOf(list, placed), Math.max(0, list.blocks.length - 1));
  const block = list.blocks[at];
  list.size += 1;
  if (!block) {
    list.blocks.push([placed]);
    return;
  }
  block.splice(indexIn(block, placed), 0, placed);
  if (block.length > LARGEST_BLOCK) list.blocks.splice(at + 1, 0, block.splice(LARGEST_BLOCK / 2));
}

/** Takes one out; whoever is not in it changes nothing. */
export function remove(list: WaitingList, placed: Placed): void {
  const at = blockOf(list, placed);
  const block = list.blocks[at] ?? [];
  const index = indexIn(block, placed);
  if (block[index]?.id !== placed.id) return;
  block.splice(index, 1);
  list.size -= 1;
  if (block.length === 0) list.blocks.splice(at, 1);
}

/** How many stand before `placed`, whether it is in the list or not. */
export function countBefore(list: WaitingList, placed: Placed): number {
  const at = blockOf(list, placed);
  let count = 0;
  for (let index = 0; index < at; index += 1) count += (list.blocks[index] as Placed[]).length;
  return count + indexIn(list.blocks[at] ?? [], placed);
}

/** Everyone in order. */
export function* inOrder(list: WaitingList): Generator<Placed> {
  for (const block of list.blocks) yield* block;
}

/** Everyone in order, one at a time: where a reader stands in a list. */
export type Cursor = { readonly list: WaitingList; block: number; index: number };

/** The beginning of a list. */
export function cursorOf(list: WaitingList): Cursor {
  return { list, block: 0, index: 0 };
}

/** Whoever stands there; `undefined` at the end. */
export function headOf({ list, block, index }: Cursor): Placed | undefined {
  return list.blocks[block]?.[index];
}

/** One further. */
export function advance(cursor: Cursor): void {
  cursor.index += 1;
  if (cursor.index < (cursor.list.blocks[cursor.block] as Placed[]).length) return;
  cursor.block += 1;
  cursor.index = 0;
}
