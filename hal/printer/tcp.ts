/**
 * The way to a printer over TCP (raw port 9100).
 * Knows no printer command.
 */
import { connect, type Socket } from "node:net";
import { HalFault, systemCode } from "../errors.ts";
import {
  type LinkUser,
  type PrinterLink,
  type PrinterTransport,
  printerOpenFault,
  writePieces,
} from "./transport.ts";

/**
 * A TCP transport. "Accepted" means: taken by this machine's kernel, which may still hold the last kilobytes back;
 * only the printer's own answers say more.
 */
export function tcpTransport(host: string, port: number): PrinterTransport {
  const name = `${host}:${port}`;
  return {
    name,
    open: (user, timeoutMs) =>
      new Promise<PrinterLink>((resolve, reject) => {
        const socket = connect({ host, port, noDelay: true, keepAlive: true });
        const timer = setTimeout(
          () => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)),
          timeoutMs,
        );
        const refuse = (error: Error): void => {
          clearTimeout(timer);
          reject(
            isNameUnknown(error)
              ? new HalFault("HAL_PRINTER_NO_HOST", host, error)
              : printerOpenFault(name, error),
          );
        };
        socket.once("error", refuse);
        socket.once("connect", () => {
          clearTimeout(timer);
          socket.off("error", refuse);
          resolve(linkOf(socket, user));
        });
      }),
  };
}

/** getaddrinfo(3): no such name, or nobody who could say. */
function isNameUnknown(error: Error): boolean {
  const code = systemCode(error);
  return code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EAI_NONAME";
}

function linkOf(socket: Socket, user: LinkUser): PrinterLink {
  let isClosing = false;
  let cause: unknown;
  socket.on("data", (bytes: Buffer) => user.onBytes(bytes));
  socket.on("error", (error) => {
    cause = error;
  });
  socket.on("end", () => socket.destroy()); // a printer that ends its side takes no more slips
  socket.on("close", () => {
    if (!isClosing) user.onLost(cause);
  });
  return {
    write: (bytes, timeoutMs) => writePieces(bytes, timeoutMs, (piece) => writeTo(socket, piece)),
    close: () => {
      isClosing = true;
      return new Promise((resolve) => {
        if (socket.closed) return resolve();
        socket.once("close", () => resolve());
        if (socket.writableLength === 0)
          socket.destroySoon(); // FIN, so that taken bytes still arrive
        else socket.destroy();
      });
    },
  };
}

function writeTo(socket: Socket, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
