/**
 * What can be wrong with the address in the QR codes, and what to do, in Danish and English.
 * Knows no network; which of it is so stands in public-address.ts.
 */
import type { StaffLanguage } from "../protocol/terms.ts";

export type AddressWords = {
  readonly local: (name: string) => string;
  readonly inHouse: (name: string) => string;
  /** By the code of Node's error. */
  readonly certificates: Readonly<Record<string, string>>;
  readonly refused: string;
  readonly noTls: string;
  readonly silent: (why: string) => string;
  readonly otherSite: (status: number, path: string) => string;
  readonly otherLocation: (location: string) => string;
  readonly expires: (days: number) => string;
  readonly plain: (host: string) => string;
  readonly unknown: (name: string) => string;
  readonly hidden: (name: string, addresses: string) => string;
};

const da: AddressWords = {
  local: (name) =>
    `${name} er denne maskine eller dens eget net: en telefon kan ikke åbne den. Sæt http.publicUrl til et navn, som jeres udbyder kender, fx https://koe.kommune.dk`,
  inHouse: (name) =>
    `${name} kendes kun på husets eget net: en telefon på mobilnettet kan ikke finde det. Lad jeres udbyder give det et offentligt navn, og sæt http.publicUrl til det`,
  certificates: {
    DEPTH_ZERO_SELF_SIGNED_CERT:
      "certifikatet er underskrevet af sig selv, og det afviser telefoner. Få et fra en udsteder, som de kender (Let's Encrypt koster intet)",
    SELF_SIGNED_CERT_IN_CHAIN:
      "certifikatet kommer fra en egen udsteder, som telefoner ikke kender. Få et fra en udsteder, som de kender",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      "certifikatet kommer uden dem, der er mellem det og udstederen. Læg hele kæden i certifikatets fil (fullchain.pem)",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
      "ingen her kender certifikatets udsteder, eller også mangler dem derimellem. Læg hele kæden i certifikatets fil (fullchain.pem)",
    ERR_TLS_CERT_ALTNAME_INVALID:
      "certifikatet gælder et andet navn. Få et til dette navn, eller sæt http.publicUrl til certifikatets",
    CERT_HAS_EXPIRED: "certifikatet er udløbet. Forny det, og find ud af, hvorfor det ikke skete af sig selv",
    CERT_NOT_YET_VALID: "certifikatet gælder ikke endnu. Se efter, om maskinens ur går rigtigt",
  },
  refused: "ingen lytter der. Start hubben og det, der står foran den, og undersøg igen",
  noTls: "taler ikke TLS der. Giv http.tls et certifikat, eller lad det, der står foran hubben, have det",
  silent: (why) => `svarer ikke (${why}). Se efter, om en firewall eller router lukker porten ind`,
  otherSite: (status, path) =>
    `et andet websted svarer der (status ${status}). Lad det, der står foran hubben, sende alle stier videre, også ${path}`,
  otherLocation: (location) => `hubben for et andet sted ("${location}") svarer der`,
  expires: (days) =>
    `certifikatet udløber om ${days} ${days === 1 ? "dag" : "dage"}. Forny det, og find ud af, hvorfor det ikke sker af sig selv`,
  plain: (host) =>
    `${host} er ingen https-adresse: telefoner advarer mod den. Giv hubben, eller det, der står foran den, et certifikat`,
  unknown: (name) => `${name} har ingen adresse: se efter, om det er stavet rigtigt, og om DNS kender det`,
  hidden: (name, addresses) =>
    `${name} fører til ${addresses}, som ingen telefon på mobilnettet kan nå. Er alle borgere på husets eget net, kan det være meningen`,
};

const en: AddressWords = {
  local: (name) =>
    `${name} is this machine or its own network: a phone cannot open it. Set http.publicUrl to a name that your provider knows, e.g. https://koe.kommune.dk`,
  inHouse: (name) =>
    `${name} is known in this house's network only: a phone on a mobile network cannot find it. Let your provider give it a public name, and set http.publicUrl to that`,
  certificates: {
    DEPTH_ZERO_SELF_SIGNED_CERT:
      "its certificate is signed by itself, which phones refuse. Get one from an authority that they know (Let's Encrypt costs nothing)",
    SELF_SIGNED_CERT_IN_CHAIN:
      "its certificate comes from an authority of its own, which phones do not know. Get one from an authority that they know",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      "its certificate comes without those between it and the authority. Put the whole chain into the certificate's file (fullchain.pem)",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
      "nobody here knows the authority of its certificate, or those between are missing. Put the whole chain into the certificate's file (fullchain.pem)",
    ERR_TLS_CERT_ALTNAME_INVALID:
      "its certificate is for another name. Get one for this name, or set http.publicUrl to the certificate's",
    CERT_HAS_EXPIRED: "its certificate has expired. Renew it, and see why that did not happen by itself",
    CERT_NOT_YET_VALID: "its certificate is not valid yet. See whether this machine's clock is right",
  },
  refused: "nobody listens there. Start the hub, and what stands before it, then check again",
  noTls: "speaks no TLS there. Give http.tls a certificate, or let what stands before the hub have it",
  silent: (why) => `does not answer (${why}). See whether a firewall or router lets this port in`,
  otherSite: (status, path) =>
    `another site answers there (status ${status}). Let what stands before the hub hand on every path, also ${path}`,
  otherLocation: (location) => `the hub of another location ("${location}") answers there`,
  expires: (days) =>
    `its certificate expires in ${days} ${days === 1 ? "day" : "days"}. Renew it, and see why that does not happen by itself`,
  plain: (host) =>
    `${host} is no https address: phones warn of it. Give the hub, or what stands before it, a certificate`,
  unknown: (name) => `${name} has no address: see whether it is spelled right, and whether DNS has it`,
  hidden: (name, addresses) =>
    `${name} leads to ${addresses}, which no phone on a mobile network reaches. If citizens are all on the house's own network, this may be meant so`,
};

export const ADDRESS_WORDS: Readonly<Record<StaffLanguage, AddressWords>> = { da, en };
