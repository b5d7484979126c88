/** A fake printer at the far end of a pty pair. Knows no driver. */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { onTestFinished } from "vitest";
import { type Pty, ptyPair } from "../pty.ts";
import { FakePrinter } from "./fake-printer.ts";

/** The machine, and the pty whose `near` end the driver opens. `online` pulls the cable or puts it back; `deafen` stops reading. */
export type PtyPrinter = {
  machine: FakePrinter;
  pty: Pty;
  online: (isOnline: boolean) => Promise<void>;
  deafen: () => void;
};

export async function ptyPrinter(): Promise<PtyPrinter> {
  const pty = await ptyPair();
  const machine = new FakePrinter();
  let far = await listen(pty.far, machine);
  onTestFinished(() => far.stop());
  return {
    machine,
    pty,
    online: async (isOnline) => {
      if (isOnline) {
        await pty.plug();
        far = await listen(pty.far, machine);
      } else {
        await far.stop();
        await pty.unplug();
        machine.switchOff();
      }
    },
    deafen: () => far.deafen(),
  };
}

type Listening = { stop: () => Promise<void>; deafen: () => void };

/** Reads and answers without ever blocking a thread. */
async function listen(path: string, machine: FakePrinter): Promise<Listening> {
  const handle = await open(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  let isOver = false;
  let isDeaf = false;
  let saying: Promise<unknown> = Promise.resolve();
  machine.onSay = (bytes) => {
    saying = saying.then(() => handle.write(bytes)).catch(() => undefined); // a full line loses it
  };
  const reading = (async () => {
    while (!isOver) {
      if (!isDeaf) await readOnce(handle, machine);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  return {
    stop: async () => {
      if (isOver) return;
      isOver = true;
      await Promise.all([reading, saying]);
      await handle.close();
    },
    deafen: () => {
      isDeaf = true;
    },
  };
}

async function readOnce(handle: FileHandle, machine: FakePrinter): Promise<void> {
  const room = Buffer.alloc(4096);
  try {
    const { bytesRead } = await handle.read(room, 0, room.length, null);
    const answers = machine.feed(room.subarray(0, bytesRead));
    if (answers.length > 0) await handle.write(answers);
  } catch {
    // nothing to read, or the line is down
  }
}
