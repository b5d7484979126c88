/**
 * The file of personal data: how it is made, brought up to this version, examined and locked.
 * Knows no citizen's request; content lies in slots.
 */
import type Database from "better-sqlite3";
import type { PersonKey } from "../../protocol/terms.ts";
import { HubFault } from "../errors.ts";
import { digestOf, seal, unseal } from "./seal.ts";
import { Slots, type Stored, sealedFields, unsealed } from "./slots.ts";

/** "TlnP" as SQLite's application id. */
const APPLICATION_ID = 0x546c6e50;
/** 1: content in the rows that bear whose it is, which are moved about. */
const SCHEMA_VERSION = 2;

const SLOTS = `
  CREATE TABLE records (
    person TEXT NOT NULL, purpose TEXT NOT NULL, until INTEGER NOT NULL, slot INTEGER NOT NULL, PRIMARY KEY (person, purpose)
  ) STRICT;
  CREATE INDEX records_by_time ON records (until);
  CREATE TABLE slots (
    slot INTEGER PRIMARY KEY, size INTEGER NOT NULL, free INTEGER NOT NULL, wrapped BLOB NOT NULL, sealed BLOB NOT NULL
  ) STRICT;
  CREATE INDEX slots_free ON slots (size) WHERE free = 1;
`;
const SCHEMA = `
  CREATE TABLE meta (proof BLOB NOT NULL) STRICT;
  ${SLOTS}
  CREATE TABLE erasures (
    at INTEGER NOT NULL, person TEXT, purpose TEXT NOT NULL, count INTEGER NOT NULL, why TEXT NOT NULL
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
/** What the store's key seals, so that a wrong one is noticed at the start and not at the first citizen. */
const PROOF = "talon-persons";

/** A record of the first version, with the key of whose it is. */
type OldStored = Stored & { readonly person: PersonKey };

function isEmpty(db: Database.Database): boolean {
  return db.prepare("SELECT count(*) FROM sqlite_master").pluck().get() === 0;
}

function create(db: Database.Database, key: Uint8Array): void {
  db.transaction(() => {
    db.exec(SCHEMA);
    db.prepare("INSERT INTO meta VALUES (?)").run(seal(key, Buffer.from(PROOF), PROOF));
  })();
}

/** What is left of an older file: its rows, and every page as it was. */
function scrub(db: Database.Database): void {
  db.exec("VACUUM");
  db.pragma("wal_checkpoint(TRUNCATE)");
}

/** Moves what a store of the first version keeps into slots. */
function migrate(db: Database.Database, key: Uint8Array): void {
  db.transaction(() => {
    db.exec("ALTER TABLE records RENAME TO old_records; DROP INDEX records_by_time;");
    db.exec(SLOTS);
    const slots = new Slots(db);
    for (const { person, purpose, until, wrapped, sealed } of db
      .prepare("SELECT * FROM old_records")
      .all() as OldStored[]) {
      const fields = unsealed({ purpose, until, wrapped, sealed }, { person, key });
      if (fields !== null)
        slots.put(
          { person: digestOf(person), purpose, until },
          sealedFields(fields, { person, purpose, key }),
        );
    }
    db.exec("DROP TABLE old_records");
    db.pragma("user_version = 2");
  })();
  scrub(db);
}

/** Makes a connection the store's own: locked, of this version, of this key. */
export function prepare(db: Database.Database, file: string, key: Uint8Array): void {
  db.pragma("locking_mode = EXCLUSIVE");
  db.exec("BEGIN EXCLUSIVE; COMMIT");
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  // What is deleted is overwritten with zeros; and no copy of anything goes to a temporary file.
  db.pragma("secure_delete = ON");
  db.pragma("temp_store = MEMORY");
  if (isEmpty(db)) create(db, key);
  const [id, version] = ["application_id", "user_version"].map((name) => db.pragma(name, { simple: true }));
  const isOurs = id === APPLICATION_ID && (version === SCHEMA_VERSION || version === 1);
  if (!isOurs) throw new HubFault("HUB_PERSONS_UNOPENABLE", `${file}, which is none of this version`);
  const proof = db.prepare("SELECT proof FROM meta").pluck().get() as Buffer;
  if (unseal(key, proof, PROOF) === null)
    throw new HubFault("HUB_PERSONS_KEY", {
      da: `den er ikke den, der hører til ${file}`,
      en: `it is not the one of ${file}`,
    });
  if (version === 1) migrate(db, key);
}
