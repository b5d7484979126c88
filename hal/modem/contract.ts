/**
 * The line to a modem that sends text messages: bytes there and back.
 * Knows no command and no message. Promised: `onLost` at most once and not after `close`; a write rejects when the line is lost meanwhile.
 * Not promised: that somebody is at the other end.
 */
export type ModemLine = {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Which line, and who is told. */
export type ModemLineOptions = { readonly path: string; readonly baudRate: number };
export type ModemLineUser = {
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onLost: (cause: unknown) => void;
};
