import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { gatherWrites } from "../../../broker/mqtt/gathered.ts";
import { boundUnsent } from "../../../broker/mqtt/unsent.ts";

/** Both ends of a connection: what the system was given at the near one, and what came at the far one. */
async function gathered(around?: (near: Socket) => void) {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const far = connect((server.address() as { port: number }).port, "127.0.0.1");
  const [near] = (await once(server, "connection")) as [Socket];
  for (const socket of [near, far]) socket.on("error", () => undefined);
  const pieces: number[] = [];
  const write = near.write.bind(near);
  near.write = (bytes: string | Uint8Array) => {
    pieces.push(bytes.length);
    return write(bytes);
  };
  around?.(near);
  gatherWrites(near);
  const came: Buffer[] = [];
  far.on("data", (chunk: Buffer) => came.push(chunk));
  const over = once(far, "close");
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
  });
  return { near, pieces, all: async () => await over.then(() => Buffer.concat(came)) };
}

const part = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.uint8Array({ maxLength: 30 }),
  fc.constant(new Uint8Array(5_000)),
);

describe("what is written to a client", () => {
  it("comes whole and in order, in whatever parts and turns, however the connection ends", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(part, fc.nat(4)), { maxLength: 20 }),
        fc.constantFrom("end", "destroy" as const),
        async (said, ending) => {
          const { near, all } = await gathered();
          for (const [one, turns] of said) {
            near.write(one);
            for (let count = 0; count < turns; count += 1) await turn();
          }
          near[ending as "end"]();
          const whole = await all();
          expect(whole.equals(Buffer.concat(said.map(([one]) => Buffer.from(one as string))))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is one piece with what follows within three turns, and no later", async () => {
    const { near, pieces } = await gathered();
    near.write("ab");
    near.write(Buffer.from("c"));
    await turn();
    await turn();
    near.write("de");
    expect(pieces).toEqual([]);
    for (let count = 0; count < 5; count += 1) await turn();
    expect(pieces).toEqual([5]);
  });

  it("waits for nothing once it fills a record of TLS", async () => {
    const { near, pieces } = await gathered();
    near.write(new Uint8Array(16_383));
    expect(pieces).toEqual([]);
    near.write("a");
    expect(pieces).toEqual([16_384]);
  });

  it("is cut off with its connection where it is too much, told once", async () => {
    let cuts = 0;
    const limits = { slowBytes: 1000, slowMs: 3000, mostBytes: 1_000_000 };
    const { near } = await gathered((socket) => boundUnsent(socket, limits, () => (cuts += 1)));
    near.write(new Uint8Array(30_000_000));
    near.write("more");
    expect({ cuts, isOver: near.destroyed }).toEqual({ cuts: 1, isOver: true });
  });
});
