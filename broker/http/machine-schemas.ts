/**
 * The JSON Schemas of what is answered about stands' machines.
 * Data only; the parts that all schemas share are given to it.
 */
type JsonSchema = { readonly [key: string]: unknown };
type Shared = { readonly slug: JsonSchema; readonly localText: JsonSchema; readonly instant: JsonSchema };

const all = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
});
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });
const text: JsonSchema = { type: "string", maxLength: 300 };

/** By name, for `docs/openapi.json`. */
export function machineAnswers({ slug, localText, instant }: Shared) {
  const stand = all({
    ...{ stand: slug, name: localText, enrolledAt: orNull(instant), cutOffAt: orNull(instant) },
    until: { ...orNull(instant), description: "When its certificate ends." },
    claimUntil: { ...orNull(instant), description: "Until when its code can be used." },
    grantedUntil: { ...orNull(instant), description: "Until when it may bring its outbox." },
  });
  const fingerprint = {
    ...orNull(text),
    description: "SHA-256 of the hub's authority; null where it enrols none.",
  };
  const qr = all({ size: { type: "integer", minimum: 0 }, path: { type: "string" } });
  return {
    StandMachines: all({
      ...{ fingerprint, address: text, warnings: { type: "array", items: text } },
      stands: { type: "array", items: stand },
    }),
    Claim: all({ code: text, qr, until: instant }),
    Managed: all({ done: { type: "boolean" } }),
  } as const;
}
