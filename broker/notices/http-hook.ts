/**
 * What any gateway calls the hub with, as a template says where its fields are.
 * Knows no appointment. Whoever calls proves who they are by the secret, in a header or a field.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { mobileOf } from "../appointments/mobile.ts";
import { fieldOf, recordsOf } from "./fields.ts";
import type { SmsCall, SmsCalled, SmsFate, SmsHeard } from "./gateway.ts";

/** Which words of a gateway mean what; any other is none that the house must know. */
export type FateWords = { readonly [Fate in Exclude<SmsFate, "unknown">]?: readonly string[] | undefined };

/** Names of fields, `a.b` within JSON. */
export type HookTemplate = {
  readonly secretHeader?: string | undefined;
  readonly secretField?: string | undefined;
  readonly report?: ({ readonly reference: string; readonly status: string } & FateWords) | undefined;
  readonly answer?:
    | { readonly from: string; readonly text: string; readonly id?: string | undefined }
    | undefined;
};

const digest = (text: string) => createHash("sha256").update(text).digest();

function isProved(
  { headers, query, body }: SmsCall,
  { secretHeader, secretField }: HookTemplate,
  secret: string,
): boolean {
  const inHeader = secretHeader === undefined ? undefined : headers[secretHeader.toLowerCase()];
  const [record] = recordsOf({ headers, query, body });
  const inField = secretField === undefined ? null : (fieldOf(record, secretField) ?? query[secretField]);
  const said = inHeader?.replace(/^(?:Bearer|Token|Basic) /, "") ?? inField ?? "";
  return timingSafeEqual(digest(said), digest(secret));
}

/** What a gateway's word for a state means. */
export function fateOf(status: string, words: FateWords): SmsFate {
  const isOf = (fate: keyof FateWords) =>
    (words[fate] ?? []).some((word) => word.toLowerCase() === status.toLowerCase());
  return (["delivered", "failed", "expired"] as const).find(isOf) ?? "unknown";
}

function heardIn(record: unknown, { report, answer }: HookTemplate): SmsHeard | null {
  const reference = report === undefined ? null : fieldOf(record, report.reference);
  const status = report === undefined ? null : fieldOf(record, report.status);
  if (report !== undefined && reference !== null && status !== null)
    return { kind: "report", reference, fate: fateOf(status, report) };
  if (answer === undefined) return null;
  const [sender, text] = [fieldOf(record, answer.from), fieldOf(record, answer.text)];
  const from = sender === null ? null : (mobileOf(sender.trim()) ?? mobileOf(`+${sender.trim()}`));
  if (from === null || text === null) return null;
  return { kind: "answer", id: answer.id === undefined ? null : fieldOf(record, answer.id), from, text };
}

/** What a call says, as the template has it. */
export function templateCalled(call: SmsCall, template: HookTemplate, secret: string): SmsCalled {
  if (!isProved(call, template, secret)) return { refused: "forged" };
  const records = recordsOf(call);
  return records.length === 0
    ? { refused: "unreadable" }
    : { heard: records.flatMap((record) => heardIn(record, template) ?? []) };
}
