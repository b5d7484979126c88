/**
 * Bodies of requests: parsed leniently as to their announced kind, strictly as to their content; every problem by its path.
 * Knows no route.
 */
import type { FastifyError, FastifyInstance, FastifySchemaValidationError } from "fastify";

/** What is wrong at one place of a body; `(whole)` is the body itself. */
export type BodyProblem = { readonly path: string; readonly problem: string };

/** A body that is no JSON; `problems` says so in words. */
export class BadBody extends Error {
  readonly statusCode = 400;
  readonly problems: readonly BodyProblem[] = [
    { path: "(whole)", problem: "must be JSON in UTF-8, for example {} or nothing at all" },
  ];
}

/** Every body is JSON, whatever it calls itself (curl and fetch name others by default); none at all is `{}`. */
export function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => {
    try {
      done(null, text === "" ? {} : (JSON.parse(String(text)) as unknown));
    } catch {
      done(new BadBody("the body is not JSON"));
    }
  });
  app.addHook("preValidation", (request, _reply, done) => {
    if (request.method === "POST") request.body ??= {};
    done();
  });
}

function problemOf(error: FastifySchemaValidationError): BodyProblem {
  const at = error.instancePath.slice(1).replaceAll("/", ".");
  const { missingProperty, allowedValues } = error.params as {
    missingProperty?: string;
    allowedValues?: readonly string[];
  };
  if (missingProperty !== undefined)
    return { path: at === "" ? missingProperty : `${at}.${missingProperty}`, problem: "is missing" };
  const allowed = allowedValues === undefined ? "" : `: ${allowedValues.join(", ")}`;
  return { path: at === "" ? "(whole)" : at, problem: `${error.message ?? "is not valid"}${allowed}` };
}

/** What is wrong with a body, or `null` when the error is about something else. */
export function problemsOf(error: FastifyError | BadBody): readonly BodyProblem[] | null {
  if (error instanceof BadBody) return error.problems;
  if ("validation" in error && error.validation) return error.validation.map(problemOf);
  if (error.code === "FST_ERR_CTP_INVALID_CONTENT_LENGTH")
    return [{ path: "(whole)", problem: "is not as long as Content-Length says" }];
  return null;
}
