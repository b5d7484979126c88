/**
 * `talon-stand list`: the open tickets in order, read from the card, for the hour when the hub is dead (design rule 13).
 * Changes nothing, so it may be used while the stand runs; needs no hub and no driver.
 */
import { join } from "node:path";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { inLanguage, type StaffLanguage } from "../../../protocol/terms.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { type Disk, machineDisk } from "../disk.ts";
import { type Book, draftBook, remember, settledBook } from "../machine/book.ts";
import type { Line } from "../machine/line.ts";
import { type OpenTicket, openTickets } from "../machine/open-tickets.ts";
import type { Remembered } from "../machine/state.ts";
import { readSegment, type Segment, segmentNames } from "../segments.ts";
import { Settings, SyncedFile } from "../settings.ts";
import { systemWords } from "../system-words.ts";
import { CLI_WORDS } from "./words.ts";

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}

export type Listed = {
  /** The list; empty where there is no outbox to list. */
  readonly text: string;
  /** What could not be read and what to do, line by line; empty when the list is whole. */
  readonly trouble: readonly string[];
};

type Found = {
  readonly book: Book;
  readonly segments: readonly Segment[];
  readonly trouble: readonly string[];
};

/** Every segment that can be read; one that cannot hides none of the others. */
async function segmentsIn(disk: Disk, folder: string, language: StaffLanguage): Promise<Found> {
  const words = CLI_WORDS[language];
  const unread = (path: string, error: unknown) => words.unread(path, systemWords(error, language));
  const segments: Segment[] = [];
  const trouble: string[] = [];
  let book = draftBook();
  const take = (line: Line) => {
    book = remember(book, line);
  };
  try {
    const names = await segmentNames(disk, folder);
    if (names.length === 0) trouble.push(words.noOutbox(folder), words.noOutboxNext);
    for (const name of names) {
      const path = join(folder, name);
      const segment = await readSegment(disk, path, take).catch(
        (error: unknown) => void trouble.push(unread(path, error)),
      );
      if (segment) segments.push(segment);
    }
    if (names.length > 0 && trouble.length > 0) trouble.push(words.unreadNext);
  } catch (error) {
    trouble.push(unread(folder, error), words.unreadNext);
  }
  return { book: settledBook(book), segments, trouble };
}

type Telling = { readonly standConfig: Remembered["standConfig"]; readonly language: StaffLanguage };

function tableOf(open: readonly OpenTicket[], { standConfig, language }: Telling): string {
  const words = CLI_WORDS[language];
  const nameOf = (queue: string) => {
    const service = standConfig?.services.find((one) => one.queue === queue);
    return service ? inLanguage(service.queueName, language) : queue;
  };
  const telling = { timeZone: standConfig?.timeZone ?? "Europe/Copenhagen", language };
  const rows = open.map(({ number, issuedAt, queue, paper }) => [
    number as string,
    clockWords(issuedAt, telling),
    nameOf(queue),
    words.paperOf[paper],
  ]);
  return table([words.listHead, ...rows]);
}

/** The list, as far as the card can be read. Never rejects. */
export async function listOpenTickets(
  config: StandConfig,
  folder: string,
  language: StaffLanguage,
): Promise<Listed> {
  const words = CLI_WORDS[language];
  const disk = machineDisk();
  const { book, segments, trouble } = await segmentsIn(disk, folder, language);
  if (segments.length === 0) return { text: "", trouble };
  const file = new SyncedFile(disk, join(config.dataDir, "settings.json"));
  const { standConfig } = await new Settings(file).read();
  const damaged = segments.reduce((sum, segment) => sum + segment.damaged.length, 0);
  const note = damaged > 0 ? `${words.damaged(damaged)}\n` : "";
  const open = openTickets(book);
  const text = open.length === 0 ? `${words.noTickets}\n` : tableOf(open, { standConfig, language });
  return { text: text + note, trouble };
}
