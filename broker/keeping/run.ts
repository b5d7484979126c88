/**
 * What main.ts opens beside the hub: the store of personal data with its clocks, the chain's heads, and the door for commands at
 * the machine.
 * Knows no timer and no command line.
 */
import { rmSync } from "node:fs";
import type { LocationConfig } from "../../protocol/config.ts";
import type { Log } from "../../protocol/link/log.ts";
import type { PersonKey, StaffId } from "../../protocol/terms.ts";
import type { Clock } from "../dispatch.ts";
import type { Head } from "../ledger/chain.ts";
import { ChainPatrol, type ChainState } from "../ledger/patrol.ts";
import type { FileLedger } from "../ledger/sqlite.ts";
import type { PersonRecord, Persons } from "../persons/contract.ts";
import { keyInFile, personsFile } from "../persons/key.ts";
import { openPersons } from "../persons/sqlite.ts";
import type { Noted } from "../queue/events.ts";
import type { KeepingSettings } from "../settings.ts";
import { forgetActs, leftActs } from "./acts.ts";
import { Keeper } from "./keeper.ts";
import { type Answering, openLocal } from "./local.ts";
import { notedHeads } from "./notes.ts";
import { sweepSnapshots, takeSnapshot } from "./snapshot.ts";

/** The store of a data folder. Faults: HUB_PERSONS_KEY, HUB_PERSONS_UNOPENABLE. */
export function openStore(dataDir: string, { keyFile, isOwn }: KeepingSettings): Persons {
  const file = personsFile(dataDir);
  return openPersons(file, keyInFile(keyFile, file, isOwn));
}

export type KeepingOptions = {
  readonly location: Pick<LocationConfig, "location">;
  readonly dataDir: string;
  readonly keeping: KeepingSettings;
  readonly ledger: FileLedger;
  readonly persons: Persons;
  readonly clock: Clock;
  readonly note: (act: Noted) => Promise<void>;
  readonly log: Log;
};

/** What pages ask about what is kept about persons. `by`: who asks. */
export type PersonsDesk = {
  readonly show: (person: PersonKey, by: StaffId | null) => Promise<readonly PersonRecord[]>;
  readonly erase: (person: PersonKey, by: StaffId | null) => Promise<number>;
} & Pick<Persons, "erasures" | "counts">;

/** From after the hub's start to before its end. */
export type Keeping = {
  /** A second has passed. Faults: HUB_PERSONS_FAILED. */
  readonly tick: () => void;
  /** What the last walk over the ledger has found; `null` before the first is over. */
  readonly chain: () => ChainState | null;
  readonly persons: PersonsDesk;
  readonly close: () => void;
};

function answering({ dataDir, ledger, persons, note, clock }: KeepingOptions, keeper: Keeper): Answering {
  return async (ask, atEnd) => {
    switch (ask.ask) {
      case "snapshot": {
        const folder = await takeSnapshot(dataDir, { ledger, persons });
        atEnd(() => rmSync(folder, { recursive: true, force: true }));
        return { folder };
      }
      case "backed-up":
        await note({ act: "backed-up", by: null, about: { seq: ask.seq } });
        return {};
      case "show":
        return { records: await keeper.show(ask.person) };
      case "erase":
        return { erased: await keeper.erase(ask.person) };
      case "erasures":
        // A backup bears nothing whose time is over.
        while (persons.expire(clock().trusted ? clock().at : 0) > 0);
        return { erasures: persons.erasures(), counts: persons.counts() };
    }
  };
}

/** A folder that cannot be read has said so to the log already. */
function headsIn(folder: string): readonly Head[] {
  try {
    return notedHeads(folder);
  } catch {
    return [];
  }
}

/** Opens it. A socket that cannot be made is a warning: the hall does without. Rejects as `note` does. */
export async function openKeeping(options: KeepingOptions): Promise<Keeping> {
  const { dataDir, keeping, ledger, persons, clock, note, log } = options;
  sweepSnapshots(dataDir);
  const folders = [dataDir, ...(keeping.notesFolder === null ? [] : [keeping.notesFolder])];
  const patrol = new ChainPatrol({
    location: options.location.location,
    ...{ rows: (after) => ledger.rows(after), head: () => ledger.head() },
    heads: () => folders.flatMap((folder) => headsIn(folder)),
    monotonicMs: () => performance.now(),
  });
  const keeper = new Keeper({ ledger, persons, folders, clock, note, patrol, log });
  keeper.begin();
  for (const act of leftActs(dataDir)) await note(act);
  forgetActs(dataDir);
  const local = await openLocal(dataDir, answering(options, keeper)).catch((fault: unknown) => {
    log.warning("commands at this machine cannot reach the hub", { why: String(fault) });
    return null;
  });
  return {
    tick: () => keeper.tick(),
    chain: () => patrol.state,
    persons: {
      show: (person, by) => keeper.show(person, by),
      erase: (person, by) => keeper.erase(person, by),
      erasures: () => persons.erasures(),
      counts: () => persons.counts(),
    },
    close: () => {
      local?.close();
      keeper.end();
      persons.close();
    },
  };
}
