/** What is one address of one mailbox, and what a library of mail would read as something else. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { isMailAddress } from "../../../../broker/notices/host-channels/mail-address.ts";

it.each(["anna@kommune.dk", "a.b+koe@sub.kommune-by.dk", `${"a".repeat(64)}@x.dk`, "o'brien@x.dk"])(
  "%s is one",
  (text) => {
    expect(isMailAddress(text)).toBe(true);
  },
);

it.each([
  "",
  "anna",
  "@x.dk",
  "anna@",
  "anna@x",
  "anna@x.dk\r\nBcc: evil@example.dk",
  "anna@x.dk\n",
  "\r\nanna@x.dk",
  "anna@x.dk, evil@example.dk",
  "anna@x.dk;evil@example.dk",
  "anna@x.dk evil@example.dk",
  "Anna <anna@x.dk>",
  "<anna@x.dk>",
  '"anna\r\n"@x.dk',
  '"anna@x.dk" <evil@example.dk>',
  "anna@x.dk\0",
  "anna@x.dk\u2028Bcc: evil@example.dk",
  "anna@[127.0.0.1]",
  "anna@-x.dk",
  "anna@x..dk",
  "an..na@x.dk",
  "anna@x@y.dk",
  "ånna@x.dk",
  "grp: anna@x.dk;",
  `${"a".repeat(65)}@x.dk`,
  `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}.dk`,
])("%j is none", (text) => {
  expect(isMailAddress(text)).toBe(false);
});

it("no text with a space, a control character, a comma or a second @ is one", () => {
  const bad = fc.constantFrom(
    ...[" ", "\r", "\n", "\t", "\0", "\u007f", ",", ";", "<", ">", "@", '"', "(", "\\"],
  );
  fc.assert(
    fc.property(fc.string(), bad, fc.string(), (before, letter, after) => {
      expect(isMailAddress(`anna${before}${letter}${after}@x.dk`)).toBe(false);
      expect(isMailAddress(`anna@x.dk${letter}${after}`)).toBe(false);
    }),
  );
});
