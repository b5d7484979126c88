/** The words of opening hours: the week, days that are otherwise, holidays. Knows no page. */
import { type Pair, pair } from "./pair.ts";

export const HOURS_WORDS = {
  hoursOf: pair(
    {
      house: "Husets åbningstider",
      queue: "Køens egne tider",
      part: "Egne tider",
    },
    { house: "The house's opening hours", queue: "The queue's own hours", part: "Own hours" },
  ),
  houseAlways: pair("Åbent hele døgnet", "Open around the clock"),
  partAlways: pair("Følger huset", "Follows the house"),
  ownWeek: pair("Egne tider", "Own hours"),
  hoursHelp: pair(
    "Træk hen over en dag for at tegne en periode, eller skriv tiderne. Pile flytter den valgte periode; Shift og pil gør den længere eller kortere; Delete fjerner den.",
    "Draw a period by dragging across a day, or write the times. Arrows move the chosen period; Shift and an arrow make it longer or shorter; Delete removes it.",
  ),
  weekOf: pair("Uge", "Week"),
  periodName: pair(
    (day: string, from: string, to: string) => `${day} ${from}–${to}`,
    (day: string, from: string, to: string) => `${day} ${from}–${to}`,
  ),
  from: pair("Fra", "From"),
  to: pair("Til", "To"),
  fromOn: pair(
    (day: string) => `${day} fra`,
    (day: string) => `${day} from`,
  ),
  toOn: pair(
    (day: string) => `${day} til`,
    (day: string) => `${day} to`,
  ),
  addPeriod: pair("Tilføj periode", "Add period"),
  addPeriodOn: pair(
    (day: string) => `Tilføj periode ${day}`,
    (day: string) => `Add a period on ${day}`,
  ),
  removePeriod: pair(
    (what: string) => `Fjern ${what}`,
    (what: string) => `Remove ${what}`,
  ),
  closedDay: pair("Lukket", "Closed"),
  copyDay: pair("Som mandag alle hverdage", "As Monday on all working days"),
  noTime: pair("Skriv tiden som 08:30.", "Write the time as 08:30."),
  overlaps: pair("Perioderne går ind over hinanden.", "The periods overlap."),
  exceptions: pair("Dage, der er anderledes", "Days that are otherwise"),
  exceptionsHelp: pair(
    "En dag med egne tider, eller lukket. Den går forud for ugen.",
    "A day with hours of its own, or closed. It goes before the week.",
  ),
  date: pair("Dato", "Date"),
  addException: pair("Tilføj dag", "Add a day"),
  removeException: pair(
    (date: string) => `Fjern ${date}`,
    (date: string) => `Remove ${date}`,
  ),
  whatFor: pair("Hvorfor (vises for borgerne)", "Why (shown to citizens)"),
  closedAllDay: pair("Lukket hele dagen", "Closed all day"),
  closures: pair("Lukket i længere tid", "Closed for longer"),
  firstDay: pair("Første dag", "First day"),
  lastDay: pair("Sidste dag", "Last day"),
  addClosure: pair("Tilføj lukning", "Add a closure"),
  holidays: pair("Danske helligdage", "Danish holidays"),
  holidaysHelp: pair(
    "Helligdage er valgt på forhånd. Halve fridage bestemmer I selv.",
    "Public holidays are chosen already. Half-official days are up to you.",
  ),
  year: pair("År", "Year"),
  addHolidays: pair(
    (n: number) => (n === 1 ? "Luk på den valgte dag" : `Luk på de ${n} valgte dage`),
    (n: number) => (n === 1 ? "Close on the chosen day" : `Close on the ${n} chosen days`),
  ),
  isThere: pair("er der allerede", "is there already"),
} satisfies Record<string, Pair<unknown>>;
