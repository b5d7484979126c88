/** A fake printer behind a real TCP port. Knows no driver. */
import { createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { FakePrinter } from "./fake-printer.ts";

/** `stop` refuses connections and breaks open ones; `start` listens on the same port again; `deafen` stops reading. */
export type TcpPrinter = {
  machine: FakePrinter;
  port: number;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  breakConnections: () => void;
  deafen: () => void;
  connections: () => number;
};

export async function tcpPrinter(): Promise<TcpPrinter> {
  const machine = new FakePrinter();
  const sockets = new Set<Socket>();
  let connections = 0;
  let server: Server | undefined;
  let port = 0;
  const breakConnections = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
    machine.switchOff();
  };
  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server = createServer((socket) => {
        connections += 1;
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
        socket.on("error", () => undefined);
        socket.on("data", (bytes: Buffer) => {
          const answers = machine.feed(bytes);
          if (answers.length > 0) socket.write(answers);
        });
      });
      server.on("error", reject);
      server.listen(port, "127.0.0.1", () => {
        const address = server?.address();
        port = typeof address === "object" && address !== null ? address.port : 0;
        resolve();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (server === undefined) return resolve();
      server.close(() => resolve());
      server = undefined;
      breakConnections();
    });
  const deafen = (): void => {
    for (const socket of sockets) socket.pause();
  };
  machine.onSay = (bytes) => {
    for (const socket of sockets) socket.write(bytes);
  };
  await start();
  onTestFinished(stop);
  return { machine, port, stop, start, breakConnections, deafen, connections: () => connections };
}
