/**
 * A gateway without telephones: each message is a line of a file that whoever tries the demo can read.
 * For the demo and for tests only: what it writes names people.
 */
import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { SmsGateway } from "./gateway.ts";

/** Writes `{to, text, reference}` a line. */
export function openSimulatedGateway(file: string): SmsGateway {
  return {
    name: "simulated",
    send: async (message) => {
      try {
        await mkdir(dirname(file), { recursive: true });
        await appendFile(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
        return { ended: "accepted" };
      } catch (fault) {
        return {
          ended: "later",
          why: `its file cannot be written (${(fault as { code?: string }).code ?? ""})`,
        };
      }
    },
    close: () => Promise.resolve(),
  };
}
