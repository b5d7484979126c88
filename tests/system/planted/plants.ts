/**
 * Words that are sown wherever the product takes text, each in one place only, and the search for them: a find says where it came in.
 * Knows no program.
 */
import { createHash } from "node:crypto";

const CONSONANTS = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t"];
const VOWELS = ["a", "e", "i", "o", "u", "y"];

/** A word of eight letters that nothing else says. */
function word(n: number): string {
  let rest = n * 7919 + 104_729;
  let text = "";
  for (const letters of [CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS, VOWELS]) {
    text += letters[rest % letters.length] ?? "";
    rest = Math.floor(rest / letters.length) + n;
  }
  return text;
}

const digests = (text: string) =>
  ["sha256", "sha1", "md5"].map((name) => createHash(name).update(text).digest());

/** The same text in the three places of a base64 group, without the letters that its neighbours change. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), Buffer.from(text)])
      .toString("base64")
      .slice(before === 0 ? 0 : before + 1)
      .replace(/.?=*$/, ""),
  );
}

const escaped = (text: string) =>
  text.replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Every way in which a text could lie in a file. An unkeyed digest of a CPR number is as good as the number. */
function waysOf(text: string): Buffer[] {
  const cases = [text, text.toLowerCase(), text.toUpperCase()];
  const spelled = cases.flatMap((one) => [
    one,
    escaped(one),
    encodeURIComponent(one),
    one.replaceAll(" ", "+"),
  ]);
  const base64 = inBase64(text);
  const coded = [...base64, ...base64.map((one) => one.replaceAll("+", "-").replaceAll("/", "_"))];
  const ways = [
    ...[...spelled, ...coded, Buffer.from(text).toString("hex")].map((one) => Buffer.from(one)),
    ...cases.flatMap((one) => [Buffer.from(one, "latin1"), Buffer.from(one, "utf16le")]),
    ...digests(text).flatMap((one) => [
      one,
      Buffer.from(one.toString("hex")),
      Buffer.from(one.toString("base64")),
    ]),
  ];
  return ways.filter((one, at) => ways.findIndex((other) => other.equals(one)) === at);
}

/** `0101701235` as people and programs write it. */
const asCpr = (digits: string) => [digits, `${digits.slice(0, 6)}-${digits.slice(6)}`];

type Plant = { readonly what: string; readonly ways: readonly Buffer[] };
export type Find = { readonly what: string; readonly place: string };

/** What was sown, and the search for it. */
export class Plants {
  readonly #plants: Plant[] = [];
  #count = 0;

  /** A full name; found by its surname too. */
  name(where: string): string {
    const surname = `Plante${word((this.#count += 1))}`;
    this.#sow(`${where}: name`, [surname, surname.normalize("NFD")]);
    return `Åse ${surname}`;
  }

  /** One word of small letters, as ids are. */
  slug(where: string): string {
    const id = `plante-${word((this.#count += 1))}`;
    this.#sow(`${where}: id`, [id]);
    return id;
  }

  /** Ten digits that are a day and four more. */
  cpr(where: string): string {
    const digits = `010170${String((this.#count += 1) + 2300).padStart(4, "0")}`;
    this.#sow(`${where}: CPR number`, asCpr(digits));
    return digits;
  }

  /** A Danish mobile number. */
  mobile(where: string): string {
    const digits = String(50_607_000 + (this.#count += 1));
    this.#sow(`${where}: mobile number`, [digits, (digits.match(/../g) ?? []).join(" ")]);
    return `+45${digits}`;
  }

  /** A sentence that is nobody else's business. */
  message(where: string): string {
    const text = `Husk mødet om ${word((this.#count += 1))}sagen`;
    this.#sow(`${where}: message`, [text.split(" ").at(-1) ?? ""]);
    return text;
  }

  /** Good as a password too. */
  password(where: string): string {
    const text = `en lang ${word((this.#count += 1))} i regnvejr`;
    this.#sow(`${where}: password`, [text, text.split(" ")[2] ?? ""]);
    return text;
  }

  /** What opens something for whoever has it: digits of a code with and without its space, or a link's letters. */
  secret(where: string, text: string): string {
    this.#sow(where, [text, text.replaceAll(" ", "")]);
    return text;
  }

  /** Bytes that are to be gone, such as an encrypted record. */
  bytes(what: string, bytes: Uint8Array): void {
    this.#plants.push({ what, ways: [Buffer.from(bytes)] });
  }

  #sow(what: string, texts: readonly string[]): void {
    this.#plants.push({ what, ways: texts.flatMap(waysOf) });
  }

  /** What lies in this place. */
  in(place: string, bytes: Uint8Array | string): Find[] {
    const hay =
      typeof bytes === "string"
        ? Buffer.from(bytes)
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const here = this.#plants.filter(({ ways }) => ways.some((one) => hay.includes(one)));
    return here.map(({ what }) => ({ what, place }));
  }
}
