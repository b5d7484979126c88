/** A conversation believes what the printer says of itself, and nothing else: whatever bytes come, and whenever they come. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { machineClock } from "../../../hal/clock.ts";
import { PrinterConversation } from "../../../hal/printer/conversation.ts";
import { profileOf } from "../../../hal/printer/profiles.ts";
import { readAnswers, realTimeQuestion, type StatusQuestion } from "../../../hal/printer/status.ts";
import type { PrinterTransport } from "../../../hal/printer/transport.ts";
import { Unanswered } from "../../../hal/printer/unanswered.ts";
import { FakePrinter } from "./fake-printer.ts";

const RUNS = 10_000;
/** Every one of them waits on real timers, so that many are under way at once. */
const AT_ONCE = 1000;
const ANSWER_MS = 10;
const { status: replies } = profileOf();

const isRubbish = (byte: number) =>
  byte >= 0x80 || ((byte & 0x10) !== 0 && (byte & 1) !== 0 && byte !== 0x11 && byte !== 0x13);

/** A conversation with a far side that answers what is written to it. */
async function talkTo(answer: (bytes: Uint8Array) => Uint8Array) {
  const transport: PrinterTransport = {
    name: "generated",
    open: (user) =>
      Promise.resolve({
        write: (bytes) => {
          const said = answer(bytes);
          if (said.length > 0) user.onBytes(said);
          return Promise.resolve({ accepted: bytes.length, inDoubt: 0, end: "all" });
        },
        close: () => Promise.resolve(),
      }),
  };
  const unanswered = new Unanswered();
  const user = { replies, unanswered, clock: machineClock(), onLost: () => undefined };
  const listening = { ...user, onUnasked: () => undefined };
  return { conversation: await PrinterConversation.begin(transport, listening, 100), unanswered };
}

async function inTurns<One>(all: readonly One[], run: (one: One) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE)
    await Promise.all(all.slice(from, from + AT_ONCE).map(run));
}

describe("a conversation with a printer", () => {
  it(`never fails and believes no round with rubbish in it, over ${RUNS} streams`, async () => {
    const answer = fc.constantFrom(0x12, 0x1a, 0x16, 0x1e).map((byte) => Uint8Array.of(byte));
    const piece = fc.oneof(fc.uint8Array({ maxLength: 8 }), { arbitrary: answer, weight: 3 });
    const streams = fc.sample(fc.array(piece, { maxLength: 12 }), RUNS);
    let believed = 0;
    await inTurns(streams, async (pieces) => {
      const said: Uint8Array[] = [];
      const { conversation } = await talkTo(() => {
        said.push(pieces[said.length] ?? new Uint8Array());
        return said.at(-1) ?? new Uint8Array();
      });
      for (let round = 0; round < 3; round++) {
        const from = said.length;
        const asked = await conversation.status(ANSWER_MS);
        const hasRubbish = said.slice(from).some((bytes) => bytes.some(isRubbish));
        if (hasRubbish) expect(asked).toBe("rubbish");
        if (typeof asked !== "string") believed += 1;
        if (round === 1) await conversation.isDrained(ANSWER_MS);
      }
      await conversation.close();
    });
    expect(believed).toBeGreaterThan(0);
  });

  it(`is never told one sensor's answer for another's, over ${RUNS} printers whose answers are late or lost`, async () => {
    const fate = fc.constantFrom("given", "given", "given", "late", "lost");
    const printers = fc.sample(
      fc.record({
        fates: fc.array(fate, { maxLength: 16 }),
        feeling: fc.record({
          isFeeding: fc.boolean(),
          isHot: fc.boolean(),
          isCoverOpen: fc.boolean(),
          paper: fc.constantFrom("ok", "low", "out"),
        }),
      }),
      RUNS,
    );
    let believed = 0;
    await inTurns(printers, async ({ fates, feeling }) => {
      const machine = new FakePrinter();
      machine.feel(feeling);
      const truth = truthOf(machine);
      let at = 0;
      machine.fate = () => fates[at++] ?? "given";
      const { conversation, unanswered } = await talkTo((bytes) => machine.feed(bytes));
      for (let round = 0; round < 4; round++) {
        const asked = await conversation.status(ANSWER_MS);
        if (typeof asked === "string") continue;
        believed += 1;
        const said = truth.filter(({ question }) => !unanswered.isGivenUp(question));
        const answers = Object.fromEntries(said.map(({ question, answer }) => [question, answer]));
        expect(asked).toEqual(readAnswers(answers, replies.bits));
      }
      await conversation.close();
    });
    expect(believed).toBeGreaterThan(RUNS);
  });
});

/** What the printer says when every answer comes. */
function truthOf(machine: FakePrinter): { question: StatusQuestion; answer: number | undefined }[] {
  const questions: StatusQuestion[] = [1, 2, 3, 4];
  return questions.map((question) => ({ question, answer: machine.feed(realTimeQuestion(question))[0] }));
}
