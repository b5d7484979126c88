/**
 * What `talon-hub --help` says, in Danish and English.
 * Words only; which commands there are stands in command-line.ts.
 */
import type { StaffLanguage } from "../protocol/terms.ts";
import { KEEPABLE } from "./administration/transfer.ts";
import { EXIT_CODES } from "./exit-codes.ts";

/** Where the configuration lies when nobody says otherwise. */
export const CONFIG_FILE = "/etc/talon/hub.json";

export const HELP: Readonly<Record<StaffLanguage, string>> = {
  da: `talon-hub: Talons hub: MQTT-broker, køens regler, hovedbog og sider

  talon-hub [--config FIL]              kør med en opsætningsfil (ellers ${CONFIG_FILE})
  talon-hub check [--config FIL] [--offline]
                                        læs opsætningen og hver fil, den nævner, prøv adressen i QR-koderne, som en
                                        telefon ville (ikke med --offline), og sig, hvad der er galt
  talon-hub hash-password --staff ID    spørg om en adgangskode (eller læs én linje), og skriv personens linje til
                                        kontofilen
  talon-hub holidays --year ÅR [--choose DATO,...]
                                        skriv et års danske helligdage som særlige dage til en lokations dokument; af
                                        1. maj, 5. juni, 24. og 31. december dem, der vælges
  talon-hub texts [--language KODE] [--csv]
                                        vis de sprog, Talon har tekster til; eller skriv alle tekster på ét ved siden
                                        af dansk, som en side til at læse (eller som CSV)
  talon-hub sign-off --language KODE --reader NAVN --location FIL
                                        skriv i en lokations dokument, at NAVN har læst teksterne og fundet dem gode,
                                        så lokationen kan tilbyde sproget
  talon-hub export [--config FIL]       skriv hele lokationen som én fil, der kan flyttes til en anden hub; hubben må
                                        ikke køre (en, der kører, eksporterer på /admin)
  talon-hub import FIL [--keep DEL,...] [--config FIL]
                                        tag lokationen i sådan en fil som næste version; hubben må ikke køre.
                                        Det kan blive, som det er her: ${KEEPABLE.join(", ")}
  talon-hub ca [--config FIL]           skriv certifikatet fra hubbens egen udsteder, til maskiner, der skal stole på
                                        denne hub, og dets fingeraftryk
  talon-hub mosquitto-acl [--config FIL]
                                        skriv, hvem der må skrive og læse hvad, som en acl_file til mosquitto, med
                                        opsætningens konti (docs/mosquitto.md)
  talon-hub verify-ledger [--config FIL | --ledger FIL] [--head NR:HASH]
                                        gå kæden over alle hændelser igennem, også på en hub, der kører, og sig, hvad
                                        der er ændret, fjernet, sat ind eller skåret af; --head er en, der er gemt et
                                        andet sted (/healthz, loggen)
  talon-hub export-audit [--config FIL | --ledger FIL] [--from DATO] [--to DATO] [--format csv|jsonl]
                                        skriv, hvem der gjorde hvad hvornår, hvorfra, og hvad der blev afvist, med hver
                                        hændelses hash, som filen fra /trail; jsonl har også hver hændelse selv
  talon-hub register [--config FIL]     skriv fortegnelsen: hvad der opbevares om hvem, hvorfor og hvor længe
  talon-hub person show|erase NØGLE [--config FIL]
                                        vis, eller slet på deres anmodning, alt om en person ud fra deres nøgle
  talon-hub sms-costs [--config FIL]    skriv, hvad SMS koster, pr. måned og slags, som en tabel (CSV)
  talon-hub erasures [--config FIL]     vis, hvad der er slettet hvornår, uden hvad det var
  talon-hub backup --to MAPPE|FIL --key-file FIL [--also STI,...] [--keep-days N] [--config FIL]
                                        en krypteret kopi af det hele, mens hubben kører, læst igen og efterprøvet;
                                        kopier i MAPPE, der er ældre end N dage (30), slettes
  talon-hub restore FIL --key-file FIL [--data-dir MAPPE] [--config-dir MAPPE] [--data-only] [--notes MAPPE]
                                        læg en hub tilbage fra sådan en kopi, hvor der ingen er
  talon-hub --version | --help

  --language  da eller en (ellers en, når LANG begynder med en, og da i alle andre tilfælde);
              ved texts og sign-off det sprog, det drejer sig om

Demoen (npm start bruger den; kun denne maskine, ingen logger ind):
  talon-hub --demo --location FIL --data-dir MAPPE [--http-port 8080] [--mqtt-port 1883]
            [--mqtt-url URL] [--demo-accounts FIL]
  talon-hub demo-data --location FIL --data-dir MAPPE [--years 3] [--seed N]
                                        skriv så mange år af et opdigtet rådhus i en mappe, der er tom, så statistikken har
                                        noget at vise; omkring et minut for hvert år

${EXIT_CODES.da}`,
  en: `talon-hub: Talon's hub: MQTT broker, queue rules, ledger and pages

  talon-hub [--config FILE]             run with a configuration file (default ${CONFIG_FILE})
  talon-hub check [--config FILE] [--offline]
                                        read the configuration and every file that it names, try the address in the QR
                                        codes as a phone would (not with --offline), and say what is wrong
  talon-hub hash-password --staff ID    ask for a password (or read one line from a pipe) and print the entry
                                        of this person for the accounts file
  talon-hub holidays --year YEAR [--choose DATE,...]
                                        print the Danish holidays of a year as exceptions for a location's document;
                                        of 1 May, 5 June, 24 and 31 December those that are chosen
  talon-hub texts [--language CODE] [--csv]
                                        list the languages that Talon has texts for; or print all texts of one beside
                                        Danish, as a page to read (or as CSV)
  talon-hub sign-off --language CODE --reader NAME --location FILE
                                        write into a location's document that NAME has read these texts and found them
                                        good, so that the location may offer the language
  talon-hub export [--config FILE]      print the whole location as one file, to be moved to another hub; the hub must
                                        not be running (a running one exports at /admin)
  talon-hub import FILE [--keep PART,...] [--config FILE]
                                        take the location of such a file as the next version; the hub must not be running.
                                        What stays this hub's own: ${KEEPABLE.join(", ")}
  talon-hub ca [--config FILE]          print the certificate of the hub's own authority, for machines that are to believe
                                        this hub, and its fingerprint
  talon-hub mosquitto-acl [--config FILE]
                                        print who may write and read what as an acl_file for mosquitto, with the accounts
                                        of the configuration (docs/mosquitto.md)
  talon-hub verify-ledger [--config FILE | --ledger FILE] [--head SEQ:HASH]
                                        walk the chain over all events, of a running hub too, and say which was changed,
                                        removed, inserted or cut off; --head is one that was kept elsewhere (/healthz, the log)
  talon-hub export-audit [--config FILE | --ledger FILE] [--from DATE] [--to DATE] [--format csv|jsonl]
                                        print who did what when, from where, and what was refused, with the hash of each event,
                                        as /trail's file does; jsonl has each event itself too
  talon-hub register [--config FILE]
                                        print the register of processing: what is kept about whom, why and how long
  talon-hub person show|erase KEY [--config FILE]
                                        print, or erase at their request, everything about a person by their key
  talon-hub sms-costs [--config FILE]   print what text messages cost, by month and kind, as a table (CSV)
  talon-hub erasures [--config FILE]    print what was deleted when, without what it was
  talon-hub backup --to FOLDER|FILE --key-file FILE [--also PATH,...] [--keep-days N] [--config FILE]
                                        an encrypted copy of everything, while the hub runs, read back and verified;
                                        backups in FOLDER older than N days (30) are deleted
  talon-hub restore FILE --key-file FILE [--data-dir FOLDER] [--config-dir FOLDER] [--data-only] [--notes FOLDER]
                                        put a hub back from such a copy, where there is none
  talon-hub --version | --help

  --language  da or en (otherwise en when LANG begins with en, and da in every other case);
              of texts and sign-off the language that they are about

The demo (npm start uses it; loopback only, nobody signs in):
  talon-hub --demo --location FILE --data-dir FOLDER [--http-port 8080] [--mqtt-port 1883]
            [--mqtt-url URL] [--demo-accounts FILE]
  talon-hub demo-data --location FILE --data-dir FOLDER [--years 3] [--seed N]
                                        write so many years of a made-up town hall into a folder that is empty, so that
                                        statistics have something to show; about a minute a year

${EXIT_CODES.en}`,
};
