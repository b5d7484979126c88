/**
 * Enrolment at the stand's own screen: how it stands, for the page, and what the page may say while the machine is no stand yet.
 * Knows no key: those never leave `enrol.ts` and the card.
 */
import type { EnrolmentPicture } from "../../../protocol/snapshots.ts";
import type { Answer, Route } from "../http.ts";
import { objectOf, problems } from "../routes.ts";
import { problemWords } from "./problem-words.ts";
import type { EnrolmentState, StandEnrolment } from "./stand-enrolment.ts";

/** How it stands, in words for whoever stands there. */
export function enrolmentPicture({ kind, problem }: EnrolmentState): EnrolmentPicture {
  return { kind, problem: problem === null ? null : problemWords(problem.problem, problem.detail) };
}

/** An address as people type it, which is the hub's own only over TLS. */
function addressOf(typed: string): string {
  const address = typed.trim();
  return address.includes("://") ? address : `https://${address}`;
}

/** Answered at once: the hub may take its time. */
function begun(enrolment: Pick<StandEnrolment, "enrolBy">, text: string): Answer {
  const body = objectOf(text);
  if (!body.ok) return body.answer;
  const { url, code } = body.value;
  if (typeof url !== "string") return problems({ path: "url", problem: "must be a text" });
  if (typeof code !== "string") return problems({ path: "code", problem: "must be a text" });
  void enrolment.enrolBy({ url: addressOf(url), code, fingerprint: null });
  return { status: 202 };
}

/** `POST /enrol`; how it went comes over the event stream. */
export function enrolmentRoutes(enrolment: Pick<StandEnrolment, "enrolBy">): Route[] {
  return [{ method: "POST", path: "/enrol", answer: ({ text }) => begun(enrolment, text) }];
}
