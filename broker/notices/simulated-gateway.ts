/**
 * A gateway without telephones: each message is a line of a file that whoever tries the demo can read, and is delivered at once; what is
 * written into a second file is a citizen's answer.
 * For the demo and for tests only: what it writes names people.
 */
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { mobileOf } from "../appointments/mobile.ts";
import type { SmsAnswer, SmsGateway, SmsHeard } from "./gateway.ts";

function answerIn(line: string): SmsAnswer | null {
  try {
    const { from, text } = JSON.parse(line) as { from?: unknown; text?: unknown };
    const mobile = typeof from === "string" ? mobileOf(from) : null;
    return mobile === null || typeof text !== "string"
      ? null
      : { kind: "answer", id: null, from: mobile, text };
  } catch {
    return null;
  }
}

/** Writes `{to, text, reference}` a line; whole lines of `answers` that were not there at the start are heard. */
export function openSimulatedGateway(file: string, answers: string | null = null): SmsGateway {
  const delivered: string[] = [];
  const lines = async (): Promise<string[]> =>
    answers === null ? [] : (await readFile(answers, "utf8").catch(() => "")).split("\n").slice(0, -1);
  let heard: Promise<number> = lines().then(({ length }) => length);
  return {
    name: "simulated",
    send: async (message) => {
      try {
        await mkdir(dirname(file), { recursive: true });
        await appendFile(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
        delivered.push(message.reference);
        return { ended: "accepted" };
      } catch (fault) {
        return {
          ended: "later",
          why: `its file cannot be written (${(fault as { code?: string }).code ?? ""})`,
        };
      }
    },
    listen: async () => {
      const [all, from] = [await lines(), await heard];
      heard = Promise.resolve(all.length);
      const reports = delivered
        .splice(0)
        .map((reference): SmsHeard => ({ kind: "report", reference, fate: "delivered" }));
      return [...reports, ...all.slice(from).flatMap((line) => answerIn(line) ?? [])];
    },
    close: () => Promise.resolve(),
  };
}
