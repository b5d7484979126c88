/**
 * Bounds what waits in this process for one client that does not read, so that nobody else waits for it.
 * Knows no message. Without it aedes holds a message back from all of its readers until the slowest has taken it.
 */
import type { Socket } from "node:net";
import type { UnsentLimits } from "./limits.ts";

/** Keeps what `socket` has not taken yet, and ends it when that is too much; `cut` is told once. */
export function boundUnsent(socket: Socket, limits: UnsentLimits, cut: () => void): void {
  const { slowBytes, slowMs, mostBytes } = limits;
  let timer: NodeJS.Timeout | null = null;
  const end = () => {
    if (socket.destroyed) return;
    cut();
    socket.destroy();
  };
  const look = () => {
    timer = null;
    if (socket.writableLength > slowBytes) end();
  };
  const write = socket.write.bind(socket) as (...said: unknown[]) => boolean;
  socket.write = (...said: unknown[]) => {
    write(...said);
    if (socket.writableLength > mostBytes) end();
    else if (socket.writableLength > slowBytes) timer ??= setTimeout(look, slowMs).unref();
    // Never "full": whoever writes goes on with the others.
    return true;
  };
}
