/**
 * What is typed after talon-hub, as far as all of its commands read it alike: the language, and what nobody understands.
 * Pure.
 */
import { languageOfMachine, STAFF_LANGUAGES, type StaffLanguage } from "../protocol/terms.ts";
import { HubFault } from "./errors.ts";

/** Of these `--language` is the language of what they are about. */
const ABOUT_A_LANGUAGE: ReadonlySet<string | undefined> = new Set(["texts", "sign-off"]);

/** In which language whoever types is answered: that of `--language`, else the machine's. Fault: HUB_USAGE. */
export function languageTyped(args: readonly string[], lang: string | undefined): StaffLanguage {
  const usual = languageOfMachine(lang);
  const at = args.findIndex((one) => one === "--language" || one.startsWith("--language="));
  if (at < 0 || ABOUT_A_LANGUAGE.has(args[0])) return usual;
  const said = args[at]?.split("=")[1] ?? args[at + 1] ?? "";
  const language = STAFF_LANGUAGES.find((one) => one === said);
  if (language !== undefined) return language;
  const known = STAFF_LANGUAGES.join(", ");
  throw new HubFault("HUB_USAGE", {
    da: `--language ${said} (en af ${known})`,
    en: `--language ${said} (one of ${known})`,
  });
}

/** The same; one that was typed wrongly is no reason to be silent. */
export function languageAnswered(args: readonly string[], lang: string | undefined): StaffLanguage {
  try {
    return languageTyped(args, lang);
  } catch {
    return languageOfMachine(lang);
  }
}

/** What Node's reader of arguments has against them; of an option that there is not, its name. */
export function notUnderstood(cause: unknown): HubFault {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new HubFault("HUB_USAGE", /'(-[^' ]+)/.exec(words)?.[1] ?? words, cause);
}
