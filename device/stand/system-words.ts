/**
 * What the operating system says, in plain words for a technician.
 * Knows no file and no device; whoever asked names it beside the words.
 */
import type { StaffLanguage } from "../../protocol/terms.ts";

type Words = Readonly<Record<StaffLanguage, string>>;

/** By the system's own codes (man 3 errno, man 3 getaddrinfo). */
export const SYSTEM_WORDS: Readonly<Record<string, Words>> = {
  ENOENT: { da: "findes ikke", en: "does not exist" },
  EACCES: { da: "må ikke bruges af denne bruger", en: "may not be used by this user" },
  EPERM: { da: "er ikke tilladt for denne bruger", en: "is not allowed to this user" },
  EISDIR: { da: "er en mappe", en: "is a folder" },
  ENOTDIR: {
    da: "har en fil i stien, hvor der skal være en mappe",
    en: "has a file in its path in place of a folder",
  },
  ENOSPC: { da: "har ikke mere plads", en: "has no room left" },
  EROFS: { da: "er skrivebeskyttet", en: "is write-protected" },
  EIO: {
    da: "fejler, når der læses eller skrives (slidt kort?)",
    en: "fails to read or write (a worn card?)",
  },
  EBUSY: { da: "bruges af et andet program", en: "is in use by another program" },
  ENXIO: { da: "har intet tilsluttet", en: "has nothing connected to it" },
  ENOTTY: { da: "er ikke en seriel linje", en: "is no serial line" },
  ENODEV: { da: "har intet tilsluttet", en: "has no device" },
  ECONNREFUSED: {
    da: "afviser forbindelsen (intet program lytter der)",
    en: "refuses the connection (no program listens there)",
  },
  ECONNRESET: { da: "afbrød forbindelsen", en: "broke the connection off" },
  EHOSTUNREACH: { da: "kan ikke nås på netværket", en: "cannot be reached on the network" },
  ENETUNREACH: { da: "kan ikke nås: intet netværk", en: "cannot be reached: no network" },
  ETIMEDOUT: { da: "svarer ikke", en: "does not answer" },
  ENOTFOUND: { da: "er et navn, som ingen kender", en: "is a name that nobody knows" },
  ECLOCK: {
    da: "har et certifikat, som ikke er gyldigt endnu eller er udløbet, efter standerens ur",
    en: "has a certificate that is not valid yet, or expired, by the stand's clock",
  },
  ENAME: {
    da: "har et certifikat til et andet navn end det i adressen",
    en: "has a certificate for another name than the one in the address",
  },
  ECERT: {
    da: "har et certifikat, som standeren ikke tror på (se mqtt.caFile)",
    en: "has a certificate that the stand does not believe (see mqtt.caFile)",
  },
  EAI_AGAIN: {
    da: "er et navn, som ingen kunne slå op (navneserveren svarer ikke)",
    en: "is a name that could not be looked up (no name server answers)",
  },
};

/** serialport gives words in place of codes, and so does a link that gave up. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/no such file or directory/i, "ENOENT"],
  [/permission denied/i, "EACCES"],
  [/cannot lock|resource busy/i, "EBUSY"],
  [/inappropriate ioctl/i, "ENOTTY"],
  [/certificate (?:is not yet valid|has expired)/i, "ECLOCK"],
  [/altnames/i, "ENAME"],
  [/certificate/i, "ECERT"],
  [/no answer within|timed? ?out/i, "ETIMEDOUT"],
];

/** What `error` is, as a code of the table; `""` for what is not known. */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const code = "code" in error ? String(error.code) : "";
  if (code in SYSTEM_WORDS) return code;
  const inside = /\b(E[A-Z_]{3,})\b/.exec(error.message)?.[1] ?? "";
  if (inside in SYSTEM_WORDS) return inside;
  return SAID.find(([words]) => words.test(error.message))?.[1] ?? "";
}

/** What `error` means, as the end of a sentence about the thing that was asked for; its own message where it is not known. */
export function systemWords(error: unknown, language: StaffLanguage): string {
  const words = SYSTEM_WORDS[systemCode(error)];
  return words ? words[language] : error instanceof Error ? error.message : String(error);
}
