/**
 * Whether the kernel sends a socket's bytes at once (TCP_NODELAY), asked of the kernel itself by Python on the same socket.
 * Knows no MQTT.
 */
import { execFileSync } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Every TCP socket that this process opens (`client`) or accepts (`server`) until the test is over. */
export function socketsOf(side: "client" | "server"): readonly Socket[] {
  const sockets: Socket[] = [];
  const note = (message: unknown) => {
    if (message instanceof Object && "socket" in message && message.socket instanceof Socket)
      sockets.push(message.socket);
  };
  subscribe(`net.${side}.socket`, note);
  onTestFinished(() => void unsubscribe(`net.${side}.socket`, note));
  return sockets;
}

const ASK =
  "import socket; s = socket.socket(fileno=3); print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))";

/** True when Nagle's delay is off on a connected socket. */
export function sendsAtOnce(socket: Socket): boolean {
  const handle: unknown = Reflect.get(socket, "_handle");
  const fd = handle instanceof Object && "fd" in handle ? handle.fd : undefined;
  if (typeof fd !== "number" || fd < 0) throw new Error("a socket that is not connected");
  const answer = execFileSync("/usr/bin/python3", ["-c", ASK], { stdio: ["ignore", "pipe", "inherit", fd] });
  return Number(answer) !== 0;
}
