import { MemoryLedger } from "../../../broker/ledger/memory.ts";
import { ledgerSuite } from "./suite.ts";

ledgerSuite("memory", () => new MemoryLedger());
