/**
 * The template "Dansk borgerservice": a location to start from. Data only.
 * Holidays are added by whoever hands it out, since they depend on the year; the id of the location is the hub's own.
 */

const opening = [
  { weekday: 1, from: "10:00", to: "15:00" },
  { weekday: 2, from: "10:00", to: "15:00" },
  { weekday: 3, from: "10:00", to: "15:00" },
  { weekday: 4, from: "10:00", to: "17:00" },
  { weekday: 5, from: "10:00", to: "13:00" },
];

const gives = (service: string) => ({ kind: "service", service });

export const CITIZEN_SERVICE = {
  v: 1,
  version: 1,
  name: { da: "Borgerservice", en: "Citizen service" },
  timeZone: "Europe/Copenhagen",
  languages: ["da", "en"],
  hours: opening,
  queues: [
    {
      queue: "borgerservice",
      name: { da: "Borgerservice", en: "Citizen service" },
      letters: "A",
      lastTicket: 15,
    },
    {
      queue: "pas",
      name: { da: "Pas og kørekort", en: "Passport and driving licence" },
      letters: "B",
      lastTicket: 15,
    },
    { queue: "aftaler", name: { da: "Aftaler", en: "Appointments" }, letters: "C" },
  ],
  services: [
    {
      service: "pas",
      name: { da: "Pas", en: "Passport" },
      queue: "pas",
      bring: [
        { da: "Dit nuværende pas", en: "Your present passport" },
        { da: "Anden legitimation, hvis passet er væk", en: "Other identification if it is lost" },
      ],
    },
    {
      service: "koerekort",
      name: { da: "Kørekort", en: "Driving licence" },
      queue: "pas",
      bring: [
        { da: "Dit nuværende kørekort eller pas", en: "Your present licence or passport" },
        { da: "Et nyt foto til kørekort", en: "A new photo for the licence" },
      ],
    },
    {
      service: "hent-pas",
      name: { da: "Hent pas eller kørekort", en: "Collect passport or licence" },
      queue: "pas",
    },
    {
      service: "mitid",
      name: { da: "MitID", en: "MitID" },
      queue: "borgerservice",
      bring: [{ da: "Pas eller kørekort", en: "Passport or driving licence" }],
    },
    {
      service: "flytning",
      name: { da: "Flytning og folkeregister", en: "Moving and civil registration" },
      queue: "borgerservice",
    },
    { service: "sygesikring", name: { da: "Sundhedskort", en: "Health card" }, queue: "borgerservice" },
    { service: "pension", name: { da: "Pension", en: "Pension" }, queue: "borgerservice" },
    { service: "boligstoette", name: { da: "Boligstøtte", en: "Housing benefit" }, queue: "borgerservice" },
    { service: "skat", name: { da: "Vejledning om skat", en: "Guidance on tax" }, queue: "borgerservice" },
    { service: "parkering", name: { da: "Parkering", en: "Parking" }, queue: "borgerservice" },
    { service: "digital-post", name: { da: "Digital Post", en: "Digital Post" }, queue: "borgerservice" },
    {
      service: "vielse",
      name: { da: "Vielse og attester", en: "Weddings and certificates" },
      queue: "borgerservice",
    },
    { service: "aftale", name: { da: "Jeg har en aftale", en: "I have an appointment" }, queue: "aftaler" },
    { service: "andet", name: { da: "Noget andet", en: "Something else" }, queue: "borgerservice" },
  ],
  informations: [
    {
      information: "borger-dk",
      title: { da: "Klar det selv på borger.dk", en: "Do it yourself at borger.dk" },
      text: {
        da: "Flytning, sundhedskort, boligstøtte og pension kan du ordne på borger.dk hele døgnet.",
        en: "Moving, health card, housing benefit and pension can be arranged at borger.dk at any hour.",
      },
      url: "https://www.borger.dk",
    },
  ],
  menus: [
    {
      menu: "pas-og-koerekort",
      title: { da: "Pas og kørekort", en: "Passport and driving licence" },
      items: [
        { label: { da: "Nyt pas", en: "New passport" }, does: gives("pas") },
        { label: { da: "Kørekort", en: "Driving licence" }, does: gives("koerekort") },
        {
          label: { da: "Hent pas eller kørekort", en: "Collect passport or licence" },
          does: gives("hent-pas"),
        },
      ],
    },
    {
      menu: "bolig-og-ydelser",
      title: { da: "Bolig, pension og sundhed", en: "Housing, pension and health" },
      items: [
        { label: { da: "Flytning og folkeregister", en: "Moving" }, does: gives("flytning") },
        { label: { da: "Sundhedskort", en: "Health card" }, does: gives("sygesikring") },
        { label: { da: "Pension", en: "Pension" }, does: gives("pension") },
        { label: { da: "Boligstøtte", en: "Housing benefit" }, does: gives("boligstoette") },
        {
          label: { da: "Klar det selv på borger.dk", en: "Do it yourself at borger.dk" },
          does: { kind: "information", information: "borger-dk" },
        },
      ],
    },
    {
      menu: "andet",
      title: { da: "Hvad drejer det sig om?", en: "What is it about?" },
      items: [
        { label: { da: "Vejledning om skat", en: "Guidance on tax" }, does: gives("skat") },
        { label: { da: "Parkering", en: "Parking" }, does: gives("parkering") },
        { label: { da: "Digital Post", en: "Digital Post" }, does: gives("digital-post") },
        { label: { da: "Vielse og attester", en: "Weddings and certificates" }, does: gives("vielse") },
        { label: { da: "Noget andet", en: "Something else" }, does: gives("andet") },
      ],
    },
  ],
  stands: [
    {
      stand: "indgang",
      name: { da: "Indgang", en: "Entrance" },
      buttons: [
        { button: 1, label: { da: "Jeg har en aftale", en: "I have an appointment" }, does: gives("aftale") },
        {
          button: 2,
          label: { da: "Pas og kørekort", en: "Passport and driving licence" },
          does: { kind: "menu", menu: "pas-og-koerekort" },
        },
        { button: 3, label: { da: "MitID", en: "MitID" }, does: gives("mitid") },
        {
          button: 4,
          label: { da: "Bolig, pension og sundhed", en: "Housing, pension and health" },
          does: { kind: "menu", menu: "bolig-og-ydelser" },
        },
        { button: 5, label: { da: "Andet", en: "Other" }, does: { kind: "menu", menu: "andet" } },
      ],
      personalLine: { da: "Tag plads, så kalder vi dig.", en: "Take a seat, and we will call you." },
    },
  ],
  counters: [
    { counter: "1", name: { da: "Skranke 1", en: "Counter 1" }, queues: ["aftaler", "borgerservice", "pas"] },
    { counter: "2", name: { da: "Skranke 2", en: "Counter 2" }, queues: ["aftaler", "borgerservice"] },
    { counter: "3", name: { da: "Skranke 3", en: "Counter 3" }, queues: ["pas", "borgerservice"] },
    {
      ...{ counter: "4", name: { da: "Skranke 4", en: "Counter 4" }, queues: ["pas"] },
      rules: [{ queue: "borgerservice", waitsOverMin: 30 }],
    },
  ],
  displays: [{ display: "hal", name: { da: "Hallen", en: "The hall" } }],
  tags: [
    { tag: "tolk", name: { da: "Skal bruge tolk", en: "Needs an interpreter" } },
    { tag: "hjaelp", name: { da: "Skal bruge hjælp", en: "Needs help" } },
  ],
  catchAll: "borgerservice",
};
