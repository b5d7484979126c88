import { describe, expect, it } from "vitest";
import { PERSON_REFUSALS } from "../../../../broker/accounts/directory.ts";
import { PASSWORD_PROBLEMS } from "../../../../broker/accounts/first-password.ts";
import { passwordRefusal } from "../../../../broker/pages/password-words.ts";
import { troubleOf } from "../../../../broker/pages/people/people.ts";

const refused = (why: string) => ({ kind: "refused", status: 409, body: { refused: why } }) as const;
const words = (answer: Parameters<typeof troubleOf>[0]) => troubleOf(answer)?.text("da");

describe("what the page of people says", () => {
  it("has words of its own for every refusal of the hub", () => {
    const unknown = words(refused("something-new"));
    const all = [...PERSON_REFUSALS, ...PASSWORD_PROBLEMS].map((why) => words(refused(why)));
    expect(new Set(all).size).toBe(PERSON_REFUSALS.length + PASSWORD_PROBLEMS.length);
    expect(all).not.toContain(unknown);
    expect(unknown).toBe("Det lykkedes ikke. Prøv igen.");
  });

  it("says what is wrong with a name, and with a role for no queue", () => {
    const wrong = (path: string) =>
      words({ kind: "refused", status: 400, body: { problems: [{ path, problem: "x" }] } });
    expect(wrong("person")).toMatch(/^Navnet må kun/);
    expect(wrong("roles.0.queues")).toMatch(/^Vælg mindst én kø/);
  });

  it("tells a lost line from a door that is shut, and says nothing of a session that is over", () => {
    expect(words({ kind: "lost" })).toMatch(/^Ingen forbindelse/);
    expect(words({ kind: "forbidden" })).toMatch(/^Det har din konto ikke adgang til/);
    expect(troubleOf({ kind: "signed-out" })).toBeNull();
  });

  it("takes no refusal of a password from an answer that is none", () => {
    expect([null, "x", { refused: 4 }, { refused: "toString" }].map(passwordRefusal)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
