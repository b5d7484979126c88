/**
 * Where Microsoft Graph tells that mailboxes have changed: open to everybody, since Graph signs in nowhere, so that nothing comes of it but a
 * look at what changed. What is expected to answer a validation does so, as plain text.
 * Knows no mailbox. Whoever sends learns nothing: not whether a word was right, nor whether a subscription is known.
 */
import type { FastifyInstance } from "fastify";
import type { Inlets } from "../appointments/inlets.ts";
import { door } from "./doors.ts";

/** Graph sends a few hundred bytes for each change, and some changes at once. */
const LONGEST_NOTICE = 262_144;
const LONGEST_TOKEN = 2000;

/** Below the hub's public address; see `noticesUrl` of the inlets. */
const NOTICES_PATH = "/calendar-notices";

function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body)) as unknown;
  } catch {
    return null;
  }
}

/** The route. */
export function calendarNoticeRoute(
  app: FastifyInstance,
  { inlets }: { readonly inlets: Inlets | null },
): void {
  void app.register((notices, _options, done) => {
    notices.removeAllContentTypeParsers();
    notices.addContentTypeParser(
      "*",
      { parseAs: "string", bodyLimit: LONGEST_NOTICE },
      (_request, body, ready) => ready(null, body),
    );
    notices.post(
      `${NOTICES_PATH}/:source`,
      { ...door("open"), bodyLimit: LONGEST_NOTICE },
      (request, reply) => {
        const { source } = request.params as { source: string };
        const { validationToken } = request.query as { validationToken?: unknown };
        const isValidation = typeof validationToken === "string" && validationToken.length <= LONGEST_TOKEN;
        const isExpected = inlets?.takeNotice(source, isValidation ? null : parsed(request.body)) ?? false;
        reply.header("cache-control", "no-store").header("x-content-type-options", "nosniff");
        if (!isExpected) return reply.code(404).send({ problem: "nothing is expected here" });
        if (isValidation) return reply.type("text/plain; charset=utf-8").send(validationToken);
        return reply.code(202).send();
      },
    );
    done();
  });
}
