/**
 * A new password from whoever runs `talon-hub hash-password`: twice and unseen on a terminal, one line from a pipe.
 * Knows no account and makes no hash.
 */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { StaffLanguage } from "../protocol/terms.ts";
import { COMMAND_WORDS } from "./command-words.ts";
import { HubFault } from "./errors.ts";

/** As much as the sign-in takes. */
const LONGEST = 200;

export type Asking = {
  readonly input: NodeJS.ReadableStream;
  readonly isTerminal: boolean;
  /** Where the questions go; what is typed goes nowhere. */
  readonly ask: (words: string) => void;
  /** Of whoever is asked; default Danish. */
  readonly language?: StaffLanguage;
};

function checked(password: string): string {
  if (password.trim() === "")
    throw new HubFault("HUB_PASSWORD_REFUSED", {
      da: "den er tom",
      en: "it is empty",
    });
  if (password.length > LONGEST)
    throw new HubFault("HUB_PASSWORD_REFUSED", {
      da: `den er længere end ${LONGEST} tegn`,
      en: `it is longer than ${LONGEST} characters`,
    });
  return password;
}

/** The password. Fault: HUB_PASSWORD_REFUSED when it is empty, too long, or not the same twice. */
export async function askPassword({ input, isTerminal, ask, language = "da" }: Asking): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // As a terminal readline switches the machine's own echo off until it is closed.
  const lines = createInterface({ input, output: nowhere, terminal: isTerminal, historySize: 0 });
  const each = lines[Symbol.asyncIterator]();
  const next = async () => {
    const line = await each.next();
    return line.done === true ? "" : line.value;
  };
  try {
    if (!isTerminal) return checked(await next());
    ask(COMMAND_WORDS[language].password);
    const password = checked(await next());
    ask(`\n${COMMAND_WORDS[language].passwordAgain}`);
    if ((await next()) !== password)
      throw new HubFault("HUB_PASSWORD_REFUSED", {
        da: "de to var ikke ens",
        en: "the two were not the same",
      });
    return password;
  } finally {
    if (isTerminal) ask("\n");
    lines.close();
  }
}
