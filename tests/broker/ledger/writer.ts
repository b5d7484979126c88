/** Appends until it is killed; says each batch's last number only after `append` returned. Run by sqlite.test.ts as a process of its own. */
import { writeSync } from "node:fs";
import { openSqliteLedger } from "../../../broker/ledger/sqlite.ts";
import { events } from "./suite-events.ts";

const ledger = openSqliteLedger({ file: process.argv[2] as string, location: "demo" as never });
for (let from = ledger.seq() + 1; ; from += 3) {
  ledger.append(events(from, from + 2));
  writeSync(1, `${from + 2}\n`);
}
