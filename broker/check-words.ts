/**
 * What `talon-hub check` says of itself, in Danish and English; what is wrong with the address in the QR codes stands in address-words.ts.
 * Knows no check.
 */
import type { HostWay, StaffLanguage } from "../protocol/terms.ts";

export type CheckWords = {
  readonly missingFile: (file: string, version: number) => string;
  readonly leftOut: string;
  readonly good: (place: string) => string;
  readonly faulty: (place: string) => string;
  readonly address: string;
  readonly reached: (url: string) => string;
  readonly loginService: (issuer: string) => string;
  readonly clips: (language: string, missing: readonly string[]) => string;
  readonly faultyClips: (names: string) => string;
  /** The ways of telling hosts, as `hostNotices` has them. */
  readonly ways: Readonly<Record<HostWay, string>>;
  readonly hostWay: (way: string, why: string | null) => string;
};

/** What to look at, by what the system said; the first that fits. */
const HOST_HELP: readonly (readonly [RegExp, Readonly<Record<StaffLanguage, string>>])[] = [
  [
    /EAUTH|\b535\b|\b401\b|\b403\b/,
    {
      da: "Brugernavn eller adgangskode passer ikke: se på username og passwordFile eller credential.",
      en: "The username or the password is wrong: look at username and passwordFile or credential.",
    },
  ],
  [
    /ENOTFOUND|EAI_AGAIN/,
    {
      da: "Navnet findes ikke: se på host og på maskinens DNS.",
      en: "There is no such name: look at host, and at this machine's DNS.",
    },
  ],
  [
    /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNECTION|ECONNRESET/,
    {
      da: "Ingen svarer der: se på host og port, og bed om, at brandmuren lader hubben komme ud til dem.",
      en: "Nobody answers there: look at host and port, and ask that the firewall lets the hub out to them.",
    },
  ],
  [
    /CERT|SELF_SIGNED|ISSUER|ETLS|ESOCKET|EPROTO/,
    {
      da: "TLS kommer ikke i stand: passer security til porten (587 starttls, 465 tls), og har husets egen certifikatudsteder en caFile?",
      en: "There is no TLS: does security fit the port (587 starttls, 465 tls), and has the house's own authority a caFile?",
    },
  ],
];

function hostHelp(why: string, language: StaffLanguage): string {
  return HOST_HELP.find(([pattern]) => pattern.test(why))?.[1][language] ?? "";
}

const da: CheckWords = {
  missingFile: (file, version) =>
    `Stedets fil ${file} findes ikke; hubben starter med version ${version}, som dens hovedbog har. Læg filen tilbage (talon-hub export skriver den), eller ret stien til den.`,
  leftOut: "udeladt",
  good: (place) => `Opsætningen af ${place} er i orden.`,
  faulty: (place) => `Opsætningen af ${place} har fejl; hubben starter uden de dele.`,
  address: "adressen i QR-koderne",
  reached: (url) => `Telefoner når hubben på ${url}.`,
  loginService: (issuer) => `Logintjenesten ${issuer} svarer.`,
  clips: (language, missing) =>
    missing.length === 0
      ? `lydklip ${language}: alle er der`
      : `lydklip ${language}: ${missing.length} mangler: ${missing.join(", ")}`,
  faultyClips: (names) => `lydklip, der ikke kan afspilles: ${names}`,
  ways: {
    mail: "mailserveren (hostNotices.mail)",
    push: "browsernes beskedtjenester (hostNotices.push)",
    teams: "Teams (hostNotices.teams)",
    phone: "telefoncentralen (hostNotices.phone)",
    sms: "sms",
  },
  hostWay: (way, why) =>
    why === null
      ? `Besked til værter: ${way} kan nås.`
      : `Besked til værter: ${way} kan ikke bruges: ${why}. ${hostHelp(why, "da")}`,
};

const en: CheckWords = {
  missingFile: (file, version) =>
    `The location's file ${file} does not exist; the hub starts with version ${version}, which its ledger holds. Put the file back (talon-hub export writes one), or correct its path.`,
  leftOut: "left out",
  good: (place) => `The configuration of ${place} is good.`,
  faulty: (place) => `The configuration of ${place} has faulty parts; the hub starts without them.`,
  address: "address in the QR codes",
  reached: (url) => `Phones reach this hub at ${url}.`,
  loginService: (issuer) => `The login service ${issuer} answers.`,
  clips: (language, missing) =>
    missing.length === 0
      ? `clips ${language}: all there`
      : `clips ${language}: ${missing.length} missing: ${missing.join(", ")}`,
  faultyClips: (names) => `clips that cannot be played: ${names}`,
  ways: {
    mail: "the mail server (hostNotices.mail)",
    push: "the browsers' push services (hostNotices.push)",
    teams: "Teams (hostNotices.teams)",
    phone: "the telephone exchange (hostNotices.phone)",
    sms: "text messages",
  },
  hostWay: (way, why) =>
    why === null
      ? `Notices to hosts: ${way} can be reached.`
      : `Notices to hosts: ${way} cannot be used: ${why}. ${hostHelp(why, "en")}`,
};

export const CHECK_WORDS: Readonly<Record<StaffLanguage, CheckWords>> = { da, en };
