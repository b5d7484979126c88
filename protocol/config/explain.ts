/**
 * What is wrong with a value, in plain words for a technician. zod/mini brings no words of its own.
 * Knows no document; the path is told beside the words.
 */
import type * as z from "zod/mini";

const UNITS: Readonly<Record<string, string>> = { string: " characters long", array: " entries" };

/** Whether nothing stands there at all. A choice between shapes is told at the field that chooses, with the whole as its input. */
function isMissing({ input, ...issue }: z.core.$ZodRawIssue): boolean {
  if (issue.code !== "invalid_union" || issue.discriminator === undefined) return input === undefined;
  return typeof input === "object" && input !== null && !(issue.discriminator in input);
}

function noKnown(issue: Extract<z.core.$ZodRawIssue, { code: "invalid_union" }>): string {
  const words = `is no known ${issue.discriminator}`;
  if (!("options" in issue && Array.isArray(issue.options))) return words;
  return `${words}: must be one of ${issue.options.map((one) => JSON.stringify(one)).join(", ")}`;
}

/** One issue of a schema as a sentence without its path. For `error` of `safeParse`. */
export function explained(issue: z.core.$ZodRawIssue): string {
  if (isMissing(issue)) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int" ? "must be a whole number" : `must be of type ${issue.expected}`;
    case "too_small":
      return `must be at least ${issue.minimum}${UNITS[issue.origin] ?? ""}`;
    case "too_big":
      return `must be at most ${issue.maximum}${UNITS[issue.origin] ?? ""}`;
    case "invalid_format":
      return `is not written as it must be (${issue.pattern ?? issue.format})`;
    case "invalid_key":
      return issue.issues[0]?.message ?? "is no name for it";
    case "unrecognized_keys":
      return `there is no setting ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "invalid_union":
      return issue.discriminator ? noKnown(issue) : "has none of the allowed shapes";
    default:
      return "is not valid";
  }
}
