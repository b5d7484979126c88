/**
 * Where a machine that is to become a stand asks: who the hub is, and for its certificate. Only over TLS.
 * Knows no rule; whoever asks has nothing but the code.
 */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Enrolling, MachineDesk, Refusal } from "../enrolment/desk.ts";
import { type DoorOptions, door } from "./doors.ts";

const text = (maxLength: number) => ({ type: "string", maxLength }) as const;
const HELLO = {
  type: "object",
  properties: { claim: text(4), nonce: { type: "string", minLength: 16, maxLength: 64 } },
  required: ["claim", "nonce"],
} as const;
const ENROL = {
  type: "object",
  properties: { code: text(40), stand: text(32), location: text(32), outbox: text(36), csr: text(4000) },
  required: ["code", "stand", "location", "outbox", "csr"],
} as const;

const STATUS: Readonly<Record<Refusal["refused"], number>> = {
  slow: 429,
  "no-tls": 501,
  "not-allowed": 403,
  "claim-unknown": 403,
  "claim-expired": 403,
  "stand-unknown": 404,
  "other-stand": 409,
  "not-enrolled": 409,
  "not-cut-off": 409,
  "request-invalid": 400,
};

const isRefusal = (said: object): said is Refusal => "refused" in said;

/** Answers what was done, or why not. */
export function told(reply: FastifyReply, said: object | Refusal | null): FastifyReply {
  void reply.header("cache-control", "no-store");
  if (said === null) return reply.send({ done: true });
  if (!isRefusal(said)) return reply.send(said);
  if (said.refused === "slow") void reply.header("retry-after", String(Math.ceil(said.afterMs / 1000)));
  return reply.code(STATUS[said.refused]).send({ refused: said.refused });
}

/** `POST /enrol/hello` and `POST /enrol`. */
export function enrolmentRoutes(
  app: FastifyInstance,
  { machines: desk, limited }: Pick<DoorOptions, "limited"> & { readonly machines: MachineDesk },
): void {
  const counted = (said: object) => {
    if (isRefusal(said) && said.refused === "slow") limited("tries");
    return said;
  };
  app.post("/enrol/hello", { ...door("open"), schema: { body: HELLO } }, (request, reply) => {
    const asked = request.body as { claim: string; nonce: string };
    return told(reply, counted(desk.hello({ ...asked, address: request.ip })));
  });
  app.post("/enrol", { ...door("open"), schema: { body: ENROL } }, async (request, reply) => {
    const asked = { ...(request.body as Enrolling), address: request.ip };
    return told(reply, counted(await desk.enrol(asked)));
  });
}
