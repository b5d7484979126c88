import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { askPassword } from "../../broker/ask-password.ts";

function ask(isTerminal: boolean, typed: string) {
  const input = new PassThrough();
  const asked: string[] = [];
  input.end(typed);
  return {
    asked,
    password: askPassword({ input, isTerminal, language: "en", ask: (words) => asked.push(words) }),
  };
}

it("a password from a pipe is its first line, and nothing is asked", async () => {
  const { asked, password } = ask(false, "blå bær\nsecond line\n");
  expect([await password, asked]).toEqual(["blå bær", []]);
});

it("a password at a terminal is asked for twice and never shown", async () => {
  const { asked, password } = ask(true, "blåx\x7f bær\rblå bær\r");
  expect(await password).toBe("blå bær");
  expect(asked.join("")).toBe("Password: \nThe same again: \n");
});

it.each([
  ["empty", false, "\n"],
  ["empty", false, ""],
  ["empty", true, "  \r"],
  ["empty", true, "\x03"],
  ["longer than 200", false, "x".repeat(201)],
  ["not the same", true, "one\rother\r"],
  ["not the same", true, "one\r\x04"],
])("a password that is %s is refused (terminal: %s)", async (why, isTerminal, typed) => {
  await expect(ask(isTerminal, typed).password).rejects.toMatchObject({
    code: "HUB_PASSWORD_REFUSED",
    value: expect.stringContaining(why),
  });
});
