import { describe, expect, it } from "vitest";
import { answerOf, type Sending, send, TRY_AGAIN_MS } from "../../../../broker/pages/staff/commands.ts";

type Reply = Awaited<ReturnType<Sending["post"]>>;
const done: Reply = { status: 200, body: { ticket: { id: "x", number: "A07", state: "called" } } };

/** A hub that answers with these in turn; `null` is a broken connection. */
function hub(...replies: (Reply | null)[]) {
  const bodies: string[] = [];
  const waits: number[] = [];
  let ids = 0;
  const sending: Sending = {
    api: "/api",
    post: (_, body) => {
      bodies.push(body);
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      return reply ? Promise.resolve(reply) : Promise.reject(new TypeError("network"));
    },
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    newId: () => `id-${++ids}`,
  };
  return { sending, bodies, waits };
}
const command = { path: "counters/1/call-next", body: { finishes: "t" } };

describe("a command of staff", () => {
  it("carries an id and names the ticket that it ends", async () => {
    const { sending, bodies } = hub(done);
    expect(await send(sending, "demo", command)).toMatchObject({ kind: "done", ticket: { number: "A07" } });
    expect(bodies.map((body) => JSON.parse(body) as unknown)).toEqual([{ commandId: "id-1", finishes: "t" }]);
  });
  it("is asked again with the same id when its answer was lost", async () => {
    const { sending, bodies } = hub(null, { status: 503, body: {} }, done);
    expect((await send(sending, "demo", command)).kind).toBe("done");
    expect(new Set(bodies).size).toBe(1);
    expect(bodies).toHaveLength(3);
  });
  it("is given up in the end, and says so", async () => {
    const { sending, waits } = hub(null);
    expect(await send(sending, "demo", command)).toEqual({ kind: "failed" });
    expect(waits).toEqual([...TRY_AGAIN_MS]);
  });
  it("takes a refusal for an answer, with who was quicker", () => {
    const by = { counterName: { da: "Skranke 2" } };
    expect(answerOf({ status: 409, body: { refused: "changed", by } })).toEqual({
      kind: "refused",
      refused: "changed",
      by: { da: "Skranke 2" },
    });
  });
  it("says of what the roles of whoever asks do not allow that they may not, and asks no more", () => {
    expect(answerOf({ status: 403, body: { problem: "x" } })).toMatchObject({ refused: "not-allowed" });
  });
  it("leads to the sign-in when the session is over", () => {
    expect(answerOf({ status: 401, body: {} })).toEqual({ kind: "sign-in" });
  });
  it("does not ask again what the hub did not understand", () => {
    expect(answerOf({ status: 400, body: { problems: [] } })).toMatchObject({ refused: "command-invalid" });
  });
  it("says of a number that the hub cannot read what one looks like", () => {
    const problems = [{ path: "number", problem: "must match pattern" }];
    expect(answerOf({ status: 400, body: { problems } })).toMatchObject({ refused: "number-invalid" });
  });
});
