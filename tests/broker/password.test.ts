import { expect, it } from "vitest";
import { hashPassword, isHashLine, isPassword } from "../../broker/password.ts";

it("knows a password by its line, whatever way its letters are written, and no other", async () => {
  const line = await hashPassword("blå bær");
  expect(line).toMatch(/^scrypt:32768:8:1:[\w-]{22}:[\w-]{43}$/);
  expect(await isPassword("blå bær", line)).toBe(true);
  expect(await isPassword("bla\u030a bær", line)).toBe(true);
  expect(await isPassword("bla bær", line)).toBe(false);
  expect(await hashPassword("blå bær")).not.toBe(line);
});

it("never matches a line that is none, or that would eat the hub's memory", async () => {
  const [salt, key] = ["a".repeat(22), "b".repeat(43)];
  const lines = [
    "",
    "plain",
    `scrypt:0:8:1:${salt}:${key}`,
    `scrypt:3:8:1:${salt}:${key}`,
    `scrypt:8388608:8:1:${salt}:${key}`,
  ];
  for (const line of lines) {
    expect([line, isHashLine(line)]).toEqual([line, false]);
    expect(await isPassword("", line)).toBe(false);
  }
});
