/**
 * The keyboard of the terminal that a command was typed at, key by key.
 * Knows no check; which stream it is, main.ts says.
 */
import type { ReadStream } from "node:tty";
import type { Hands } from "./hands-on.ts";

export type Terminal = Hands & { readonly close: () => void };

/** Reads `input` key by key; of one that is no terminal (a pipe), every letter of what comes. `close` gives the terminal back. */
export function openTerminal(input: ReadStream | NodeJS.ReadableStream): Terminal {
  const listeners = new Set<(key: string) => void>();
  const tell = (bytes: Buffer | string): void => {
    for (const key of bytes.toString()) for (const listener of [...listeners]) listener(key);
  };
  const setRaw = (isRaw: boolean): void => {
    if ("setRawMode" in input && input.isTTY) input.setRawMode(isRaw);
  };
  setRaw(true);
  input.on("data", tell);
  return {
    onKey: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      input.off("data", tell);
      input.pause();
      setRaw(false);
    },
  };
}
