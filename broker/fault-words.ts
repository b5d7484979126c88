/**
 * The faults of the hub as people read them: in Danish here, in English as errors.ts has them.
 * Data; knows no process.
 */
import type { StaffLanguage } from "../protocol/terms.ts";
import { type FaultText, faultText, type HubCode, type HubFault } from "./errors.ts";

const DANISH: Readonly<Record<HubCode, FaultText>> = {
  HUB_USAGE: {
    happened: (value) => `Det forstår talon-hub ikke: ${value}`,
    next: "Kør talon-hub --help for at se, hvad der kan skrives.",
  },
  HUB_PASSWORD_REFUSED: {
    happened: (value) => `Adgangskoden blev ikke taget: ${value}`,
    next: "Kør talon-hub hash-password igen.",
  },
  HUB_FILE_MISSING: {
    happened: (file) => `Filen ${file} findes ikke`,
    next: "Se efter, om stien er rigtig; stier i en opsætningsfil regnes fra filens egen mappe.",
  },
  HUB_FILE_UNREADABLE: {
    happened: (file) => `Filen ${file} kan ikke læses`,
    next: "Se efter, om den tilhører den bruger, som hubben kører som.",
  },
  HUB_FILE_INVALID: {
    happened: (file) => `En fil i opsætningen er ikke i orden: ${file}`,
    next: "Ret hver fejl på det sted, der er nævnt, og start igen.",
  },
  HUB_TLS_INVALID: {
    happened: (files) => `Certifikatet eller nøglen til ${files} kan ikke bruges`,
    next: "Begge filer skal være PEM og høre sammen (openssl x509 og openssl pkey viser, hvad de indeholder).",
  },
  HUB_CA_INVALID: {
    happened: (file) => `Filen ${file} har intet certifikat at stole på`,
    next: "Den skal være PEM (openssl x509 viser, hvad den indeholder).",
  },
  HUB_LOGIN_SERVICE_AWAY: {
    happened: (why) => `Logintjenesten svarer ikke: ${why}`,
    next: "Se på signIn.oidc.issuer, vejen ud til den og caFile. Indtil da logger man ind med lokale konti, og hvem der er logget ind, bliver ved med at være det.",
  },
  HUB_LOGIN_SERVICE_WRONG: {
    happened: (why) => `Logintjenesten svarer, men ikke som signIn.oidc venter: ${why}`,
    next: "Sammenlign issuer, klient-id, hemmelighed og returadresse med det, der er registreret der.",
  },
  HUB_FILE_UNWRITABLE: {
    happened: (file) => `Filen ${file} kan ikke skrives`,
    next: "Se efter, at den og dens mappe tilhører den bruger, der spørger, og at disken hverken er fuld eller skrivebeskyttet.",
  },
  HUB_TEXTS_INCOMPLETE: {
    happened: (value) => `Sproget kan ikke godkendes: ${value}`,
    next: "Oversæt først det, der mangler, i protocol/texts (talon-hub texts viser det).",
  },
  HUB_FOLDER_UNWRITABLE: {
    happened: (folder) => `Mappen ${folder} kan ikke laves eller skrives`,
    next: "Lav den, giv den til den bruger, som hubben kører som, og se efter, at disken hverken er fuld eller skrivebeskyttet; eller nævn en anden.",
  },
  HUB_PORT_TAKEN: {
    happened: (port) => `Port ${port} bruges af et andet program`,
    next: "Stop det (ss -ltnp viser det), eller giv hubben en anden port (--http-port, --mqtt-port, eller port i opsætningen).",
  },
  HUB_PORT_DENIED: {
    happened: (port) => `Denne bruger må ikke lytte på ${port}`,
    next: "Brug en port over 1023, eller giv tjenesten AmbientCapabilities=CAP_NET_BIND_SERVICE.",
  },
  HUB_ADDRESS_MISSING: {
    happened: (address) => `Maskinen har ingen adresse ${address} at lytte på`,
    next: "Se på host i opsætningen; 127.0.0.1 er kun denne maskine, 0.0.0.0 er alle adresser.",
  },
  HUB_LISTENER_OPEN: {
    happened: (value) => `${value} kan nås fra andre maskiner, men har ingen TLS`,
    next: "Giv den tls.certFile og tls.keyFile, eller lad den lytte på 127.0.0.1.",
  },
  HUB_LISTENER_FAILED: {
    happened: (value) => `Hubben kan ikke lytte på ${value}`,
    next: "Læs årsagen.",
  },
  HUB_CA_DAMAGED: {
    happened: (value) => `Hubbens egen certifikatudsteder kan ikke bruges: ${value}`,
    next: "Læg begge filer tilbage fra en sikkerhedskopi. Uden dem skal hver stander tilmeldes igen: flyt dem væk, så laver hubben nye.",
  },
  HUB_CA_NONE: {
    happened: (folder) => `Der er endnu ingen certifikatudsteder i ${folder}`,
    next: "Start hubben én gang: den laver en, hvor den lytter med TLS.",
  },
  HUB_ACL_NAMELESS: {
    happened: (broker) => `Hubben giver intet navn hos MQTT-brokeren ${broker}`,
    next: "Giv den mqtt.username og sin egen adgangskode: mosquittos regler går efter navn.",
  },
  HUB_BROKER_UNREACHABLE: {
    happened: (broker) => `MQTT-brokeren ${broker} svarer ikke`,
    next: "Se på adressen, og om den kører; hubben starter, når den gør.",
  },
  HUB_BROKER_REFUSED: {
    happened: (broker) => `MQTT-brokeren ${broker} lukker ikke hubben ind`,
    next: "Se på hubbens brugernavn og adgangskode dér, og at den må læse og skrive talon/<lokation>/#.",
  },
  HUB_OTHER_ONLINE: {
    happened: (place) => `En anden hub er i gang på ${place}`,
    next: "Stop den først: to hubber ville give de samme numre to gange. Er dens maskine død, så vent, til brokeren har opdaget det.",
  },
  HUB_TAKEN_OVER: {
    happened: (place) => `En anden hub har taget over på ${place}`,
    next: "Intet er tabt. Find ud af, hvilken maskine der skal være hubben, og sluk den anden.",
  },
  HUB_LEDGER_NOT_EMPTY: {
    happened: (value) =>
      `Hovedbogen har allerede hændelser (${value}); opdigtede dage blandes aldrig med rigtige`,
    next: "Nævn en mappe, der er tom, til de opdigtede dage.",
  },
  HUB_LEDGER_IN_USE: {
    happened: (ledger) => `Hovedbogen ${ledger} bruges af en anden hub`,
    next: "Stop den anden hub: to hubber på én hovedbog ville give de samme numre to gange. Eller giv denne en anden datamappe.",
  },
  HUB_LEDGER_UNOPENABLE: {
    happened: (ledger) => `Hovedbogen ${ledger} kan ikke åbnes eller laves`,
    next: "Se efter, at dens mappe findes og tilhører den bruger, som hubben kører som, og at disken hverken er fuld eller skrivebeskyttet.",
  },
  HUB_LEDGER_FOREIGN: {
    happened: (file) => `Filen ${file} er ingen hovedbog fra Talon`,
    next: "Giv hubben en anden datamappe, eller flyt filen væk.",
  },
  HUB_LEDGER_OTHER_LOCATION: {
    happened: (value) => `Hovedbogen hører til en anden lokation: ${value}`,
    next: "Giv hver lokation sin egen datamappe, eller ret lokationens id i opsætningen.",
  },
  HUB_LEDGER_NEWER: {
    happened: (value) => `Hovedbogen er skrevet af en nyere version af Talon (${value})`,
    next: "Installer den version igen, eller en senere.",
  },
  HUB_LEDGER_DAMAGED: {
    happened: (value) => `Hovedbogen er beskadiget: ${value}`,
    next: "Gem filen til undersøgelse, læg den nyeste kopi i dens sted, eller start med en tom mappe; standerne giver dagens numre tilbage. Skift så disken.",
  },
  HUB_LEDGER_UNCHAINED: {
    happened: (ledger) =>
      `Hovedbogen ${ledger} er skrevet af en version af Talon, der ikke lænkede sine hændelser`,
    next: "Der er endnu intet at efterprøve: start hubben én gang, så lænker den dem.",
  },
  HUB_LEDGER_APPEND_FAILED: {
    happened: (value) => `Hovedbogen kunne ikke skrives: ${value}`,
    next: "Hubben standser, så intet besvares, der ikke er gemt; se efter, om disken er fuld eller ved at gå i stykker.",
  },
  HUB_LEDGER_CLOSED: {
    happened: (ledger) => `Hovedbogen ${ledger} blev brugt, efter at den var lukket`,
    next: "Det er en fejl i Talon; hubben starter igen af sig selv.",
  },
  HUB_PERSONS_UNOPENABLE: {
    happened: (value) => `Det, der opbevares om personer (${value}), kan ikke åbnes eller laves`,
    next: "Se efter, at ingen anden hub har det åbent, at det tilhører den bruger, som hubben kører som, og at disken hverken er fuld eller skrivebeskyttet.",
  },
  HUB_PERSONS_KEY: {
    happened: (value) => `Nøglen til det, der opbevares om personer, kan ikke bruges: ${value}`,
    next: "Læg den nøgle tilbage, som det blev lavet med (restore henter den ud af en sikkerhedskopi). Uden den kan det kun slettes.",
  },
  HUB_PERSONS_FAILED: {
    happened: (value) => `Det, der opbevares om personer, kunne ikke læses eller skrives: ${value}`,
    next: "Hubben standser; se efter, om disken er fuld eller ved at gå i stykker.",
  },
  HUB_LOCAL_FAILED: {
    happened: (value) => `Den kørende hub kunne ikke spørges: ${value}`,
    next: "Kør kommandoen som root eller som den bruger, hubben kører som, på hubbens egen maskine.",
  },
  HUB_BACKUP_INVALID: {
    happened: (value) => `Sikkerhedskopien kan ikke bruges: ${value}`,
    next: "Se efter, at fil og nøgle hører sammen; tag en anden kopi, hvis filen er i stykker.",
  },
  HUB_RESTORE_REFUSED: {
    happened: (value) => `Intet blev lagt tilbage: ${value}`,
    next: "Restore skriver aldrig oven i det, der er: stop den hub, og flyt dens filer væk, eller nævn andre mapper (--data-dir, --config-dir).",
  },
  HUB_CLOSING: {
    happened: (value) => `Hubben er ved at lukke og tog ikke imod ${value}`,
    next: "Spørg igen, når den er tilbage.",
  },
};

/** A fault as people are told of it. */
export function faultWords({ code, said, message }: HubFault, language: StaffLanguage): string {
  return language === "da" ? faultText(DANISH[code], said.da) : message;
}
