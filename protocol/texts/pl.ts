/**
 * What citizens read and hear in Polish; not offered before a reader has signed it off (protocol/texts/review.ts).
 * Knows no other language and no rule; the keys are those of `keys.ts`, and what is missing is said in English.
 */
import type { CitizenRefusalTexts } from "./citizen-refusals.ts";
import { counted, type Draft } from "./draft.ts";
import type * as keys from "./keys.ts";

const ahead = (count: number) =>
  count === 0
    ? "Są Państwo następni w kolejce"
    : counted("pl", count, {
        one: "Przed Państwem: # osoba",
        few: "Przed Państwem: # osoby",
        many: "Przed Państwem: # osób",
        other: "Przed Państwem: # osoby",
      });
const waiting = (count: number) =>
  count === 0
    ? "Nikt nie czeka"
    : counted("pl", count, {
        one: "Czeka # osoba",
        few: "Czekają # osoby",
        many: "Czeka # osób",
        other: "Czeka # osoby",
      });

export const plRefusals: Draft<CitizenRefusalTexts> = {
  "queue-closed": "Kolejka jest teraz zamknięta.",
  "queue-unknown": "Nie ma takiej kolejki.",
  "service-unknown": "Ta usługa nie jest tu dostępna.",
  "service-closed": "Ta usługa jest teraz zamknięta.",
  "last-ticket-given": "Przed zamknięciem nie zdążymy obsłużyć więcej osób. Numery nie są już wydawane.",
  "quota-reached": "Dzisiejsze numery zostały wydane.",
  "ticket-unknown": "Nie znamy tego numeru.",
  "ticket-ended": "Ten numer został już zakończony.",
  "not-waiting": "Ten numer nie czeka.",
  "not-requeueable": "Tego numeru nie można przywrócić do kolejki.",
  "postponed-enough": "Nie można przepuścić więcej osób. Prosimy zapytać personel.",
  "not-on-phone": "Numerów na tę usługę nie wydajemy na telefon. Prosimy podejść do urządzenia.",
  "code-unknown": "Nie znamy tego kodu. Prosimy zapytać personel, pomożemy.",
  "no-appointment": "Nie znaleźliśmy umówionej wizyty. Prosimy nacisnąć przycisk, aby otrzymać numer.",
  "codes-slowed": "Prosimy odczekać minutę i spróbować ponownie albo zapytać personel.",
  "already-checked-in": "Państwa przybycie jest już zgłoszone.",
  "appointment-too-early": "Są Państwo przed czasem.",
  "appointment-not-here": "Ta wizyta nie odbywa się tutaj, w urzędzie.",
  "appointment-elsewhere": "Państwa wizyta jest w innym miejscu.",
  "appointment-other-day": "Państwa wizyta nie jest dzisiaj.",
  "appointment-too-late": "Godzina wizyty już minęła.",
  "appointment-cancelled": "Wizyta została odwołana.",
};

export const plStates: Draft<keys.StateTexts> = {
  waiting: "Czeka",
  called: "Wezwany",
  serving: "W trakcie obsługi",
  parked: "Odłożony",
  served: "Zakończony",
  "no-show": "Nie zgłoszono się",
  left: "Opuszczono kolejkę",
  cancelled: "Anulowany",
  recovered: "Odzyskany",
  expired: "Nieważny",
};

export const plReceipt: Draft<keys.ReceiptTexts> = {
  number: "Państwa numer",
  ahead,
  wait: "Przewidywany czas oczekiwania:",
  follow: "Prosimy śledzić kolejkę na telefonie",
  sameQueueAs: (letters, queue) => `Ta sama kolejka co ${letters} (${queue})`,
  copy: "KOPI / KOPIA",
  keep: "Prosimy zachować ten bilet do chwili wezwania",
  bring: "Prosimy mieć przy sobie:",
  noNumber: "To nie jest numer w kolejce",
};

export const plStand: Draft<keys.StandTexts> = {
  title: "Pobierz numer",
  welcome: "Witamy",
  pressButton: "Prosimy nacisnąć przycisk obok wybranej sprawy",
  back: "Wstecz",
  more: "Więcej opcji",
  page: (at, of) => `Strona ${at} z ${of}`,
  language: "Polski",
  chooseLanguage: "Wybierz język",
  starting: "Urządzenie uruchamia się …",
  lost: "Ekran utracił połączenie z urządzeniem. Przyciski mogą nadal działać.",
  offLine: "Brak połączenia, ale nadal można otrzymać numer. Jest ważny.",
  closed: "Zamknięte",
  given: "Dzisiejsze numery zostały wydane",
  givenForNow: "Numery nie są teraz wydawane",
  busy: "Chwileczkę …",
  noNumber: "Nie możemy teraz wydać numeru",
  storage: "Urządzenie ma awarię",
  stuck: "Przycisk się zaciął",
  buttonsGone: "Przyciski teraz nie działają",
  askStaff: "Prosimy zapytać personel",
  printer: {
    low: "Papier się kończy.",
    out: "Papier się skończył. Numer pojawi się tutaj na ekranie.",
    cover: "Pokrywa drukarki jest otwarta. Numer pojawi się tutaj na ekranie.",
    jam: "Papier się zaciął. Numer pojawi się tutaj na ekranie.",
    offline: "Drukarka nie odpowiada. Numer pojawi się tutaj na ekranie.",
  },
  scannerGone: "Skaner teraz nie działa.",
  presentCode: "Mają Państwo kod? Prosimy przyłożyć go do skanera.",
  typeCode: "Prosimy wpisać kod i nacisnąć Enter",
  digits: (count) =>
    counted("pl", count, { one: "# cyfra", few: "# cyfry", many: "# cyfr", other: "# cyfry" }),
  yourNumber: "Państwa numer",
  paperFailed: "Bilet się nie wydrukował. Numer i tak jest ważny.",
  takePhoto: "Prosimy zapamiętać numer lub zeskanować kod telefonem.",
  dismiss: "Znam już swój numer",
  ahead,
  wait: "Przewidywany czas oczekiwania:",
  codeOffLine: "Nie możemy teraz sprawdzić kodu. Prosimy zapytać personel.",
  openTickets: "Otwarte numery",
  pin: "PIN personelu",
  pinWrong: "Nieprawidłowy PIN.",
  pinSlow: "Zbyt wiele prób. Prosimy chwilę poczekać i spróbować ponownie.",
  show: "Pokaż",
  hide: "Ukryj",
  noOpenTickets: "Brak otwartych numerów.",
  issued: "Pobrano",
  queue: "Kolejka",
  scanWithPhone: "Prosimy zeskanować kod telefonem",
  goTo: (counter) => `Prosimy podejść: ${counter}`,
  missed: "Wezwano Państwa, ale nikt się nie zgłosił",
  missedHelp: "Prosimy nacisnąć przycisk, aby wrócić do kolejki",
  warn: "Czy nadal tu jesteś?",
  moreTime: {
    button: "Naciśnij przycisk, jeśli potrzebujesz więcej czasu",
    key: "Naciśnij krótko klawisz odczytywania na głos, jeśli potrzebujesz więcej czasu",
  },
  speaking: "Odczytywanie na głos jest włączone. Naciśnij przycisk dwa razy, aby wybrać.",
  mute: "To urządzenie nie może czytać na głos. Przytrzymaj klawisz, aby wezwać pracownika.",
  help: {
    asking: "Wzywamy pracownika …",
    told: "Pracownik został wezwany. Prosimy zostać przy urządzeniu.",
    coming: "Pracownik jest w drodze. Prosimy zostać przy urządzeniu.",
    "off-line": "W tej chwili nie można stąd wezwać pomocy. Prosimy zapytać pracowników.",
  },
  contrast: "Duże litery",
  rejoin: "Wróć do kolejki",
};

export const plDisplay: Draft<keys.DisplayTexts> = {
  directions: {
    left: "w lewo",
    right: "w prawo",
    ahead: "prosto",
    back: "za Państwem",
    up: "schodami w górę",
    down: "schodami w dół",
  },
  nowCalling: "Teraz wzywamy",
  calledLast: "Ostatnio wezwany",
  latest: "Ostatnie wezwania",
  welcome: "Witamy – prosimy pobrać numer w urządzeniu",
  starting: "Ekran uruchamia się …",
  closed: "Zamknięte",
  given: "Dzisiejsze numery zostały wydane",
  help: "Prosimy obserwować swój numer na tym ekranie.",
  waiting,
  wait: "Czas oczekiwania",
  lost: "Ekran utracił połączenie",
  lostSince: (clock) => `Numery z godz. ${clock}`,
  askStaff: "Prosimy zapytać personel",
  soundOn: "Włącz dźwięk",
};

export const plTicket: Draft<keys.TicketTexts> = {
  title: "Państwa miejsce w kolejce",
  yourNumber: "Państwa numer",
  ahead,
  wait: "Przewidywany czas oczekiwania:",
  unknownWait: "Nie możemy jeszcze powiedzieć, jak długo trzeba będzie czekać.",
  next: "Są Państwo następni w kolejce. Prosimy pozostać w pobliżu.",
  calledNow: "Teraz Państwa kolej",
  goTo: (counter) => `Prosimy podejść: ${counter}`,
  state: {
    waiting: "Czekają Państwo",
    called: "Wezwano Państwa",
    serving: "Trwa obsługa",
    parked: "Numer odłożono, wezwiemy Państwa ponownie",
    served: "Wizyta zakończona. Dziękujemy.",
    "no-show": "Wezwano Państwa, ale nikt się nie zgłosił. Prosimy zapytać personel, pomożemy.",
    left: "Numer nie jest już ważny",
    cancelled: "Numer został anulowany",
    recovered: "Prosimy powiedzieć personelowi, że są Państwo na miejscu",
    expired: "Numer był na wcześniejszy dzień",
  },
  missed: {
    head: "Wezwano Państwa, ale nikt się nie zgłosił",
    help: "Prosimy nacisnąć przycisk, aby wrócić do kolejki",
  },
  ended: "Numeru nie ma już w kolejce.",
  closed: "Kolejka jest zamknięta, ale zostaną Państwo obsłużeni.",
  starting: "Szukamy Państwa miejsca w kolejce …",
  lost: "Utracono połączenie. Prosimy obserwować ekran w hali.",
  updated: (clock) => `Zaktualizowano o ${clock}`,
  notify: "Daj sygnał, gdy przyjdzie moja kolej",
  notifyOn: "Telefon da sygnał, gdy przyjdzie Państwa kolej",
  keepOpen: "Prosimy nie zamykać tej strony.",
  unknown: "Nie znamy tego biletu. Prosimy zapytać personel.",
  soon: "Państwa bilet jest ważny",
  soonHelp:
    "Urządzenie nie ma teraz połączenia. Miejsce w kolejce wkrótce się tu pojawi. Prosimy obserwować ekran w hali.",
  chooseLanguage: "Wybierz język",
  act: {
    leave: "Opuść kolejkę",
    sure: "Naciśnij ponownie, aby opuścić kolejkę",
    postpone: (minutes) =>
      counted("pl", minutes, {
        one: "Potrzebuję jeszcze # minuty",
        few: "Potrzebuję jeszcze # minut",
        many: "Potrzebuję jeszcze # minut",
        other: "Potrzebuję jeszcze # minuty",
      }),
    rejoin: "Wróć do kolejki",
  },
  postponed: (clock) => `Inni wchodzą przed Państwem do ${clock}`,
  byText: "SMS, gdy zbliży się Państwa kolej",
  checkedIn: (clock, agreed) => `Przybycie o ${clock} · wizyta o ${agreed}`,
  room: (room) => `pokój: ${room}`,
  personal: "Wiadomość dla Państwa",
  actFailed: "Nie udało się. Prosimy spróbować ponownie.",
};

export const plDoor: Draft<keys.DoorTexts> = {
  title: "Numer na telefon",
  choose: "W czym możemy pomóc?",
  scan: "Zeskanuj kod, aby otrzymać numer na telefon",
  away: "Kodu nie można teraz wyświetlić. Prosimy podejść do urządzenia.",
  stale: "Kod stracił ważność. Prosimy ponownie zeskanować kod przy drzwiach.",
  none: "Numery na telefon nie są teraz wydawane. Prosimy podejść do urządzenia.",
  tooMany: "Pobrano stąd wiele numerów. Prosimy podejść do urządzenia lub zapytać personel.",
  waiting,
  closed: "Zamknięte",
  yours: "Mają już Państwo numer",
  show: "Pokaż mój numer",
  another: "Pobierz kolejny numer",
  chooseLanguage: "Wybierz język",
};
