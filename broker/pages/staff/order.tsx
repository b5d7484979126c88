/**
 * The order on paper: who waits, with room to tick off, and how old what the page shows is while the line is lost.
 * Knows no connection. Printed it stands alone (look.css hides all else), so that a counter goes on without a hub (design rule 13).
 */
import type { ListedTicket, StaffPicture } from "../../../protocol/snapshots.ts";
import { inLanguage, type Language } from "../../../protocol/terms.ts";
import { SESSION_TEXTS, STAFF_TEXTS } from "../../../protocol/texts/texts.ts";
import { claimWords, clockWords, dateWords, waitWords } from "../../../protocol/texts/words.ts";
import type { CounterPage } from "./counter-page.ts";
import { remarksOf, whyNow } from "./remarks.ts";

type Props = { readonly page: CounterPage };

export function PrintButton({ page }: Props) {
  return (
    <button type="button" class="print" onClick={() => print()}>
      {SESSION_TEXTS[page.language.value].print}
    </button>
  );
}

/** Only while the line is lost: since when nothing is known, and the way to paper. */
export function AsOf({ page }: Props) {
  const [lostAt, picture] = [page.lostAt.value, page.picture.value];
  if (page.link.value !== "lost" || lostAt === null || picture === null) return null;
  const language = page.language.value;
  return (
    <p class="as-of">
      <strong>
        {SESSION_TEXTS[language].asOf(clockWords(lostAt, { timeZone: picture.timeZone, language }))}
      </strong>
      <PrintButton page={page} />
    </p>
  );
}

function Line({ ticket, picture, language }: LineProps) {
  const telling = { timeZone: picture.timeZone, language };
  const claims = ticket.why === null ? [] : claimWords(whyNow(ticket, ticket.why), telling);
  return (
    <tr>
      <td>
        <bdi dir="ltr">{ticket.number}</bdi>
      </td>
      <td>{clockWords(ticket.arrivedAt, telling)}</td>
      <td>{[...claims, ...remarksOf(ticket, picture, language)].join(" · ")}</td>
      <td>
        <span class="tick" />
      </td>
    </tr>
  );
}
type LineProps = {
  readonly ticket: ListedTicket;
  readonly picture: StaffPicture;
  readonly language: Language;
};

type PartProps = Omit<LineProps, "ticket"> & {
  readonly head: string;
  readonly note: string;
  readonly tickets: readonly ListedTicket[];
};

function Part({ head, note, tickets, picture, language }: PartProps) {
  const texts = STAFF_TEXTS[language];
  if (tickets.length === 0) return null;
  return (
    <table>
      <caption>
        {head} <span>{note}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{texts.number}</th>
          <th scope="col">{texts.arrived}</th>
          <th scope="col">{texts.visit}</th>
          <th scope="col">{SESSION_TEXTS[language].done}</th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <Line key={ticket.id} ticket={ticket} picture={picture} language={language} />
        ))}
      </tbody>
    </table>
  );
}

function parts(picture: StaffPicture, language: Language): Omit<PartProps, "picture" | "language">[] {
  const texts = STAFF_TEXTS[language];
  const inState = (state: string) => picture.tickets.filter((ticket) => ticket.state === state);
  const waiting = inState("waiting");
  return [
    ...picture.queues.map((queue) => ({
      head: `${queue.letters} ${inLanguage(queue.name, language)}`,
      note: [texts.waiting(queue.waiting), waitWords(queue.wait, language) ?? ""].join(" "),
      tickets: waiting.filter((ticket) => ticket.queue === queue.queue),
    })),
    { head: texts.parked, note: "", tickets: inState("parked") },
    { head: texts.recovered, note: "", tickets: inState("recovered") },
  ];
}

/** What the printer gets. Never seen on a screen. */
export function PrintedOrder({ page }: Props) {
  const picture = page.picture.value;
  if (picture === null) return null;
  const language = page.language.value;
  const texts = SESSION_TEXTS[language];
  const at = page.lostAt.value ?? page.at.value;
  const telling = { timeZone: picture.timeZone, language };
  return (
    <section class="printed" aria-hidden="true">
      <h1>{texts.printHead}</h1>
      <p>
        {inLanguage(picture.locationName, language)} · {dateWords(at, telling)} ·{" "}
        <strong>{texts.asOf(clockWords(at, telling))}</strong>
      </p>
      <p>{texts.printHelp}</p>
      {parts(picture, language).map((part) => (
        <Part key={part.head} {...part} picture={picture} language={language} />
      ))}
    </section>
  );
}
