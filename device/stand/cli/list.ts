/**
 * `talon-stand list`: the open tickets in order, read from the card, for the hour when the hub is dead (design rule 13).
 * Changes nothing, so it may be used while the stand runs; needs no hub and no driver.
 */
import { join } from "node:path";
import type { StandConfig } from "../../../protocol/config/stand.ts";
import { inLanguage, type Language } from "../../../protocol/terms.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { machineDisk } from "../disk.ts";
import { bookOf, openTickets } from "../machine/book.ts";
import { readSegments } from "../segments.ts";
import { Settings, SyncedFile } from "../settings.ts";
import { CLI_WORDS } from "./words.ts";

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}

/** The list as text. Never rejects for a missing folder: then nothing was given yet. */
export async function listOpenTickets(
  config: StandConfig,
  folder: string,
  language: Language,
): Promise<string> {
  const words = CLI_WORDS[language];
  const disk = machineDisk();
  const segments = await readSegments(disk, folder);
  const { standConfig } = await new Settings(
    new SyncedFile(disk, join(config.dataDir, "settings.json")),
  ).read();
  const damaged = segments.reduce((sum, segment) => sum + segment.damaged.length, 0);
  const note = damaged > 0 ? `${words.damaged(damaged)}\n` : "";
  const open = openTickets(bookOf(segments.flatMap((segment) => segment.lines)));
  if (open.length === 0) return `${words.noTickets}\n${note}`;
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
  return table([words.listHead, ...rows]) + note;
}
