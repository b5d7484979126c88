/**
 * The commands that look after what a hub keeps, carried out: of a running hub through its own door, of a stopped one on its files.
 * Knows no process; what is said goes to `say`.
 */
import { existsSync, rmSync } from "node:fs";
import type { PersonKey, StaffLanguage } from "../../protocol/terms.ts";
import { ledgerFile } from "../administration/stored.ts";
import { HubFault } from "../errors.ts";
import { headText } from "../ledger/chain.ts";
import { type LedgerReader, openLedgerToRead } from "../ledger/reader.ts";
import { openSqliteLedger } from "../ledger/sqlite.ts";
import { type Row, verifyChain } from "../ledger/verify.ts";
import type { Erasure, PersonRecord } from "../persons/contract.ts";
import { keyInFile, personsFile } from "../persons/key.ts";
import { PURPOSE_TABLE } from "../persons/purposes.ts";
import type { HubEvent } from "../queue/events.ts";
import { evolve } from "../queue/evolve.ts";
import { initialState } from "../queue/state.ts";
import { keepingSettings, read } from "../settings.ts";
import { costRows, costsCsv } from "../statistics/text-cost-rows.ts";
import { leaveAct } from "./acts.ts";
import { auditLines } from "./audit.ts";
import { backUp, backupSecret } from "./backup.ts";
import type { KeepingTold } from "./command-line.ts";
import { type LocalAnswer, type LocalAsk, type LocalHub, reachHub } from "./local.ts";
import { notedHeads, noteErasures } from "./notes.ts";
import { registerText } from "./register.ts";
import { restore } from "./restore.ts";
import { openStore } from "./run.ts";
import { LEDGER_COPY, takeSnapshot } from "./snapshot.ts";
import { KEEPING_WORDS } from "./words.ts";

/** What the process gives. */
export type Surroundings = {
  readonly say: (text: string) => void;
  readonly credentialsFolder: string | undefined;
  readonly version: string;
  readonly at: number;
  /** In which language whoever typed the command is answered. */
  readonly language: StaffLanguage;
};
type Told<Command extends KeepingTold["command"]> = Extract<KeepingTold, { command: Command }>;
type Settings = ReturnType<typeof keepingSettings>;

/** Copies of ledger and store: by the running hub, or of the files of one that is stopped. They are there while `use` works. */
async function withSnapshot<T>(
  { dataDir, location, keeping }: Settings,
  use: (folder: string, hub: LocalHub | null, erasures: readonly Erasure[]) => Promise<T>,
): Promise<T> {
  const hub = await reachHub(dataDir);
  if (hub !== null) {
    try {
      const { erasures = [] } = await hub.ask({ ask: "erasures" });
      const { folder } = await hub.ask({ ask: "snapshot" });
      return await use(folder ?? "", hub, erasures);
    } finally {
      hub.close();
    }
  }
  if (!existsSync(ledgerFile(dataDir))) throw new HubFault("HUB_FILE_MISSING", ledgerFile(dataDir));
  const ledger = openSqliteLedger({ file: ledgerFile(dataDir), location: location.location });
  const persons = openStore(dataDir, keeping);
  let folder: string | null = null;
  try {
    folder = await takeSnapshot(dataDir, { ledger, persons });
    return await use(folder, null, persons.erasures());
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
    persons.close();
    ledger.close();
  }
}

/** A ledger to read: a file, or that of a hub, whether it runs or not. */
async function withReader<T>(
  told: { readonly config: string; readonly ledger: string | null },
  { credentialsFolder }: Surroundings,
  use: (reader: LedgerReader, settings: Settings | null) => T,
): Promise<T> {
  const open = (file: string, settings: Settings | null) => {
    const reader = openLedgerToRead(file);
    try {
      return use(reader, settings);
    } finally {
      reader.close();
    }
  };
  if (told.ledger !== null) return open(told.ledger, null);
  const settings = keepingSettings(told.config, credentialsFolder);
  const hub = await reachHub(settings.dataDir);
  if (hub === null) return open(ledgerFile(settings.dataDir), settings);
  try {
    const { folder } = await hub.ask({ ask: "snapshot" });
    return open(`${folder}/${LEDGER_COPY}`, settings);
  } finally {
    hub.close();
  }
}

/** Says what the chain says; answers whether anything is wrong. */
async function verifyLedger(told: Told<"verify-ledger">, around: Surroundings): Promise<boolean> {
  const { say } = around;
  const t = KEEPING_WORDS[around.language];
  return await withReader(told, around, (reader, settings) => {
    const folders =
      settings === null ? [] : [settings.dataDir, settings.keeping.notesFolder ?? settings.dataDir];
    const heads = [...(told.head === null ? [] : [told.head]), ...[...new Set(folders)].flatMap(notedHeads)];
    const { findings, isMore, head } = verifyChain({ ...reader, heads });
    for (const finding of findings) say(`${t.finding(finding)}\n`);
    if (isMore) say(`${t.more}\n`);
    const after = reader.chainedAfter;
    if (after > 0)
      say(`${t.unproved(after)}
`);
    if (findings.length === 0) say(`${t.whole(reader.location, head.seq)}\n`);
    if (findings.length === 0 && told.head === null) say(`${t.headNext}\n`);
    say(`${headText(head)}\n`);
    return findings.length > 0;
  });
}

function* rowsOf(reader: LedgerReader): Generator<Row> {
  for (let after = 0; ; ) {
    const rows = reader.rows(after, 1_000);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}

async function exportAudit(told: Told<"export-audit">, around: Surroundings): Promise<void> {
  await withReader(told, around, (reader) => {
    for (const line of auditLines(() => rowsOf(reader), told)) around.say(line);
  });
}

/** The sums of the ledger's events, as the hub's own state has them. */
async function smsCosts(told: Told<"sms-costs">, around: Surroundings): Promise<void> {
  const { location } = keepingSettings(told.config, around.credentialsFolder);
  await withReader({ ...told, ledger: null }, around, (reader) => {
    const state = initialState(location);
    for (const { text } of rowsOf(reader)) evolve(state, JSON.parse(text) as HubEvent);
    around.say(costsCsv(costRows(state.textCosts), location.location));
  });
}

/** Asks the running hub; without one, the store itself. */
async function askAbout(settings: Settings, ask: LocalAsk, at: number): Promise<LocalAnswer> {
  const { dataDir, keeping } = settings;
  const hub = await reachHub(dataDir);
  if (hub !== null) {
    try {
      return await hub.ask(ask);
    } finally {
      hub.close();
    }
  }
  const persons = openStore(dataDir, keeping);
  try {
    if (ask.ask === "show") {
      const records = persons.about(ask.person, at);
      leaveAct(dataDir, {
        act: "person-shown",
        by: null,
        about: { person: ask.person, records: records.length },
      });
      return { records };
    }
    if (ask.ask !== "erase") return { erasures: persons.erasures(), counts: persons.counts() };
    const erased = persons.erase(ask.person, at);
    const folders = [dataDir, ...(keeping.notesFolder === null ? [] : [keeping.notesFolder])];
    for (const folder of folders) noteErasures(folder, persons.erasures());
    leaveAct(dataDir, { act: "person-erased", by: null, about: { person: ask.person, records: erased } });
    return { erased };
  } finally {
    persons.close();
  }
}

function recordWords({ purpose, fields, until }: PersonRecord, language: StaffLanguage): string {
  const { name, why, fields: known } = PURPOSE_TABLE[purpose];
  const words: Readonly<Record<string, Readonly<Record<StaffLanguage, string>> | undefined>> = known;
  const lines = Object.entries<string>(fields).map(
    ([field, value]) => `  ${words[field]?.[language] ?? field}: ${value}\n`,
  );
  const { deletedAt } = KEEPING_WORDS[language];
  const head = `${name[language]}: ${why[language]}\n`;
  return [head, ...lines, `  ${deletedAt}: ${new Date(until).toISOString()}\n`].join("");
}

async function person({ config, does, person: key }: Told<"person">, around: Surroundings): Promise<void> {
  const settings = keepingSettings(config, around.credentialsFolder);
  const asked = key.toUpperCase() as PersonKey;
  const t = KEEPING_WORDS[around.language];
  const { records = [], erased = 0 } = await askAbout(settings, { ask: does, person: asked }, around.at);
  if (does === "erase") around.say(`${t.erased(erased)}\n`);
  else if (records.length === 0) around.say(`${t.nothingKept}\n`);
  else for (const record of records) around.say(recordWords(record, around.language));
}

async function erasures({ config }: Told<"erasures">, around: Surroundings): Promise<void> {
  const settings = keepingSettings(config, around.credentialsFolder);
  const { erasures: all = [] } = await askAbout(settings, { ask: "erasures" }, around.at);
  if (all.length === 0) around.say(`${KEEPING_WORDS[around.language].nothingDeleted}\n`);
  for (const { at, purpose, count, why } of all)
    around.say(`${new Date(at).toISOString()}  ${purpose}  ${count}  ${why}\n`);
}

async function register({ config, language }: Told<"register">, around: Surroundings): Promise<void> {
  const settings = keepingSettings(config, around.credentialsFolder);
  const hub = await reachHub(settings.dataDir);
  const counts = (await hub?.ask({ ask: "erasures" }))?.counts ?? null;
  hub?.close();
  around.say(registerText(settings.location, { language, counts }));
}

async function backup(told: Told<"backup">, around: Surroundings): Promise<void> {
  const { say, at, version, credentialsFolder } = around;
  const t = KEEPING_WORDS[around.language];
  const secret = backupSecret(told.keyFile, read);
  const settings = keepingSettings(told.config, credentialsFolder);
  const { dataDir, location, keeping, speech } = settings;
  await withSnapshot(settings, async (snapshot, hub, gone) => {
    const store = personsFile(dataDir);
    const done = await backUp(
      {
        ...{
          config: told.config,
          dataDir,
          location: location.location,
          version,
          snapshot,
          secret,
          speech,
          at,
        },
        ...{ to: told.to, also: told.also, keepDays: told.keepDays },
        personsKey: keyInFile(keeping.keyFile, store, keeping.isOwn),
      },
      gone,
    );
    if (hub === null) leaveAct(dataDir, { act: "backed-up", by: null, about: { seq: done.head.seq } });
    else await hub.ask({ ask: "backed-up", seq: done.head.seq });
    say(`${t.backedUp(done.file, done)}\n`);
    say(`${t.endsAt(headText(done.head))}\n`);
    for (const name of done.deleted) say(`${t.tooOld(name, told.keepDays)}\n`);
  });
}

async function putBack(told: Told<"restore">, { say, language }: Surroundings): Promise<void> {
  const done = await restore({ ...told, secret: backupSecret(told.keyFile, read) });
  const { head, config, dataDir, files, erasures: again } = done;
  const { location, at } = head;
  const t = KEEPING_WORDS[language];
  say(`${t.restored({ location, at, dataDir, files: files.length })}
`);
  if (again > 0)
    say(`${t.again(again)}
`);
  say(`${t.start(dataDir, config)}
`);
}

/** Carries out one command; answers whether it found trouble. Faults: those of the commands. */
export async function actKeeping(told: KeepingTold, around: Surroundings): Promise<boolean> {
  switch (told.command) {
    case "verify-ledger":
      return await verifyLedger(told, around);
    case "export-audit":
      await exportAudit(told, around);
      return false;
    case "register":
      await register(told, around);
      return false;
    case "person":
      await person(told, around);
      return false;
    case "sms-costs":
      await smsCosts(told, around);
      return false;
    case "erasures":
      await erasures(told, around);
      return false;
    case "backup":
      await backup(told, around);
      return false;
    case "restore":
      await putBack(told, around);
      return false;
  }
}
