/**
 * The statistics' file: how it is made, and made anew where another program wrote it. Everything in it can be read out of the
 * ledger again.
 * Knows no event.
 */
import Database from "better-sqlite3";

/** Below the data folder. No backup holds it: copied at work it may be torn, and the ledger has all of it. */
export const STATISTICS_FILE = "statistics.sqlite";

/** "TlnS" as SQLite's application id. */
const APPLICATION_ID = 0x546c6e53;
/** Of the tables and of what stands in them: whatever changes either makes it one more, and the file is read anew out of the ledger. */
const FOLD_VERSION = 1;

const SCHEMA = `
  CREATE TABLE progress (seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
  INSERT INTO progress VALUES (0, '');
  CREATE TABLE names (kind TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, number)) STRICT;
  CREATE TABLE days (
    service_day TEXT PRIMARY KEY, date TEXT NOT NULL, opened_at INTEGER NOT NULL, closed_at INTEGER, away TEXT NOT NULL,
    at_work TEXT NOT NULL, serving TEXT NOT NULL,
    before_seq INTEGER NOT NULL, before TEXT NOT NULL
  ) STRICT;
  CREATE INDEX days_by_date ON days (date);
  CREATE TABLE visits (
    id TEXT PRIMARY KEY, service_day TEXT NOT NULL, date TEXT NOT NULL, number TEXT, way TEXT NOT NULL, stand TEXT,
    queue TEXT NOT NULL, service TEXT, counter TEXT, staff TEXT, is_appointment INTEGER NOT NULL, agreed_at INTEGER,
    came_at INTEGER NOT NULL, waits_from INTEGER NOT NULL, minute INTEGER NOT NULL, called_at INTEGER, ended_at INTEGER,
    wait_ms INTEGER, service_ms INTEGER, outcome TEXT NOT NULL, calls INTEGER NOT NULL, transfers INTEGER NOT NULL,
    is_clock_corrected INTEGER NOT NULL, steps TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX visits_by_date ON visits (date, came_at);
  CREATE TABLE work (
    service_day TEXT NOT NULL, date TEXT NOT NULL, counter TEXT NOT NULL, staff TEXT, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX work_by_day ON work (service_day);
  CREATE INDEX work_by_date ON work (date);
  CREATE TABLE months (month TEXT PRIMARY KEY, columns BLOB) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FOLD_VERSION};
`;

function isOurs(db: Database.Database): boolean {
  const pragma = (name: string) => db.pragma(name, { simple: true });
  return pragma("application_id") === APPLICATION_ID && pragma("user_version") === FOLD_VERSION;
}

function empty(db: Database.Database): void {
  db.pragma("writable_schema = RESET");
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  for (const table of tables) db.exec(`DROP TABLE "${table}"`);
}

/** Opens the file; one that was written otherwise begins again, empty. Made where it is missing. */
export function openFile(file: string): Database.Database {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  // What a power cut takes is read out of the ledger again.
  db.pragma("synchronous = NORMAL");
  if (isOurs(db)) return db;
  db.transaction(() => {
    empty(db);
    db.exec(SCHEMA);
  })();
  return db;
}
