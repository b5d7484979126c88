/**
 * The running hub's door for the technician at its own machine: a socket in the data folder that only the hub's user and root can
 * open. One JSON line is asked, one is answered.
 * Knows no command line; what is asked for is decided by whoever opened it.
 */
import { chmodSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PersonKey, Purpose } from "../../protocol/terms.ts";
import { HubFault, systemCode } from "../errors.ts";
import type { Erasure, PersonRecord } from "../persons/contract.ts";

/** What may be asked of a running hub. */
export type LocalAsk =
  /** Copies of ledger and store in a folder that is there until the connection ends. */
  | { readonly ask: "snapshot" }
  | { readonly ask: "backed-up"; readonly seq: number }
  | { readonly ask: "show" | "erase"; readonly person: PersonKey }
  | { readonly ask: "erasures" };
export type LocalAnswer = {
  readonly folder?: string;
  readonly records?: readonly PersonRecord[];
  readonly erased?: number;
  readonly erasures?: readonly Erasure[];
  readonly counts?: Readonly<Record<Purpose, number>>;
  readonly problem?: string;
};

/** Answers one question; what it promises to keep until the connection ends it gives to `atEnd`. */
export type Answering = (ask: LocalAsk, atEnd: (work: () => void) => void) => Promise<LocalAnswer>;

/** A question is far below this. */
const LONGEST_LINE = 4_096;

export function socketFile(dataDir: string): string {
  return join(dataDir, "hub.sock");
}

function isAsk(value: unknown): value is LocalAsk {
  const { ask, person, seq } = (value ?? {}) as Record<string, unknown>;
  if (ask === "snapshot" || ask === "erasures") return true;
  if (ask === "backed-up") return Number.isSafeInteger(seq);
  return (ask === "show" || ask === "erase") && typeof person === "string" && person.length <= 64;
}

function readAsk(line: string): LocalAsk | null {
  try {
    const value = JSON.parse(line) as unknown;
    return isAsk(value) ? value : null;
  } catch {
    return null;
  }
}

async function serve(socket: Socket, answering: Answering): Promise<void> {
  const works: (() => void)[] = [];
  let read = 0;
  socket.on("error", () => socket.destroy());
  socket.on("data", (bytes: Buffer) => {
    read += bytes.length;
    if (read > LONGEST_LINE) socket.destroy();
  });
  socket.on("close", () => {
    for (const work of works.splice(0)) work();
  });
  for await (const line of createInterface({ input: socket })) {
    const ask = readAsk(line);
    const answer: LocalAnswer =
      ask === null
        ? { problem: "the question cannot be read" }
        : await answering(ask, (work) => {
            if (socket.destroyed) work();
            else works.push(work);
          }).catch((fault: unknown) => ({ problem: fault instanceof Error ? fault.message : String(fault) }));
    if (!socket.destroyed) socket.write(`${JSON.stringify(answer)}\n`);
  }
}

/** Opens the door. Rejects with what the system says, e.g. when the folder's path is too long for a socket. */
export async function openLocal(dataDir: string, answering: Answering): Promise<{ close: () => void }> {
  const file = socketFile(dataDir);
  // Left by a hub that was killed; another one that lives holds the ledger's lock, and this one is not here then.
  rmSync(file, { force: true });
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // What breaks off a connection ends that connection.
    serve(socket, answering).catch(() => socket.destroy());
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(file, done);
  });
  chmodSync(file, 0o600);
  return {
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A connection to a running hub. */
export type LocalHub = {
  /** Faults: HUB_LOCAL_FAILED. */
  readonly ask: (question: LocalAsk) => Promise<LocalAnswer>;
  readonly close: () => void;
};

/** Connects to the hub of a data folder; `null` when none runs. Faults: HUB_LOCAL_FAILED. */
export async function reachHub(dataDir: string): Promise<LocalHub | null> {
  const file = socketFile(dataDir);
  const socket = connect(file);
  try {
    await new Promise<void>((done, failed) => {
      socket.once("connect", done);
      socket.once("error", failed);
    });
  } catch (cause) {
    if (["ENOENT", "ECONNREFUSED", "ENOTSOCK", "EINVAL"].includes(systemCode(cause))) return null;
    throw new HubFault("HUB_LOCAL_FAILED", file, cause);
  }
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  socket.on("error", () => socket.destroy());
  return {
    ask: async (question) => {
      socket.write(`${JSON.stringify(question)}\n`);
      const line = await lines.next();
      if (line.done)
        throw new HubFault("HUB_LOCAL_FAILED", {
          da: `${file} sluttede, før den svarede`,
          en: `${file} ended before it answered`,
        });
      const answer = JSON.parse(line.value) as LocalAnswer;
      if (answer.problem !== undefined) throw new HubFault("HUB_LOCAL_FAILED", answer.problem);
      return answer;
    },
    close: () => socket.destroy(),
  };
}
