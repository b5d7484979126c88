/**
 * The list of the day: each appointment with its guests and how they stand; those made here can be moved and cancelled.
 * Knows no connection.
 */
import { useSignal } from "@preact/signals";
import type { HostAppointment } from "../../../protocol/host-picture.ts";
import { inLanguage } from "../../../protocol/terms.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { instantOf } from "../staff/local-time.ts";
import type { HostPage, Shown } from "./host-page.ts";
import { nameOf, stateWords, toneOf } from "./words.ts";

type RowProps = { readonly page: HostPage; readonly appointment: HostAppointment };

function tellingOf(page: HostPage) {
  return { timeZone: page.picture.value?.timeZone ?? "UTC", language: page.language.value };
}

/** Taking back what was said of somebody who did not come: the ledger keeps both. */
function TakeBack({ page, one }: { readonly page: HostPage; readonly one: Shown }) {
  if (one.guest.judged === null) return null;
  const name = nameOf(one, page.language.value);
  return (
    <button type="button" class="small" onClick={() => void page.judge(one, "expected")}>
      {page.texts.value.judge.expected}
      <span class="hidden"> {name}</span>
    </button>
  );
}

function GuestLine({ page, one }: { readonly page: HostPage; readonly one: Shown }) {
  const { guest } = one;
  const telling = tellingOf(page);
  return (
    <li class={`line ${toneOf(one)}`}>
      <span class="who">{nameOf(one, telling.language)}</span>
      {guest.ticket !== null && guest.name !== null ? <bdi class="number">{guest.ticket.number}</bdi> : null}
      <span class="state">{stateWords(one, telling)}</span>
      <TakeBack page={page} one={one} />
      {guest.message === null ? null : <span class="note">{guest.message}</span>}
    </li>
  );
}

/** Of a meeting of many the count; of others everybody. */
function Guests({ page, appointment }: RowProps) {
  const { counts, guests, cancelledAt } = appointment;
  if (counts !== null && cancelledAt === null)
    return <p class="counted">{page.texts.value.state.counted(counts.came, counts.of)}</p>;
  return (
    <ul>
      {guests.map((guest) => (
        <GuestLine key={guest.guest} page={page} one={{ appointment, guest }} />
      ))}
    </ul>
  );
}

function Move({ page, appointment }: RowProps) {
  const trouble = useSignal(false);
  const { book } = page.texts.value;
  const { id, startAt } = appointment;
  const telling = tellingOf(page);
  const field = `time-${id}`;
  const move = (form: HTMLFormElement) => {
    const input = form.elements.namedItem(field);
    const clock = input instanceof HTMLInputElement ? input.value : "";
    const at = instantOf(clock, startAt, telling.timeZone);
    trouble.value = at === null;
    if (at !== null) void page.move(appointment, at);
  };
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        move(event.currentTarget);
      }}
    >
      <label for={field}>{book.newTime}</label>
      <input
        id={field}
        name={field}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={clockWords(startAt, telling)}
      />
      <button type="submit">{book.move}</button>
      {trouble.value ? (
        <p class="wrong" role="alert">
          {book.trouble["time-invalid"]}
        </p>
      ) : null}
    </form>
  );
}

/** Asked once more before it is done. */
function Cancel({ page, appointment }: RowProps) {
  const sure = useSignal(false);
  const { book, answer } = page.texts.value;
  const press = () => {
    if (sure.value) void page.cancel(appointment);
    sure.value = !sure.value;
  };
  return (
    <div class="row">
      <button type="button" class="remove" onClick={press}>
        {sure.value ? book.sure : book.cancel}
      </button>
      {sure.value ? (
        <button
          type="button"
          onClick={() => {
            sure.value = false;
          }}
        >
          {answer.undo}
        </button>
      ) : null}
    </div>
  );
}

/** Code, other time, and cancelling, behind one key so that the day stays a list. */
function Own({ page, appointment }: RowProps) {
  const { book } = page.texts.value;
  const { startAt, guests } = appointment;
  const telling = tellingOf(page);
  const [guest] = guests;
  const who = guest === undefined ? "" : nameOf({ appointment, guest }, telling.language);
  return (
    <details class="own">
      <summary>
        {book.change}
        <span class="hidden">{` ${clockWords(startAt, telling)} ${who}`}</span>
      </summary>
      {guest?.code ? (
        <p>
          {book.code}: <bdi class="code">{guest.code}</bdi>
        </p>
      ) : null}
      <Move page={page} appointment={appointment} />
      <Cancel page={page} appointment={appointment} />
    </details>
  );
}

function Row({ page, appointment }: RowProps) {
  const texts = page.texts.value;
  const telling = tellingOf(page);
  const { startAt, endAt, room, serviceName, as, hosts, isOurs, cancelledAt, guests } = appointment;
  const facts = [
    ...(serviceName === null ? [] : [inLanguage(serviceName, telling.language)]),
    ...(room === null ? [] : [`${texts.answer.roomLabel} ${room}`]),
    ...(as === "host" ? [] : [texts.standIn(hosts.join(", "))]),
  ];
  const mayChange =
    isOurs && cancelledAt === null && as !== "deputy" && guests.every((one) => !one.hasArrived);
  return (
    <li class="appointment" data-appointment={appointment.id}>
      <p class="when">
        <strong>{clockWords(startAt, telling)}</strong>–{clockWords(endAt, telling)}
      </p>
      <div class="what">
        <Guests page={page} appointment={appointment} />
        {facts.length === 0 ? null : <p class="facts">{facts.join(" · ")}</p>}
        {mayChange ? <Own page={page} appointment={appointment} /> : null}
      </div>
    </li>
  );
}

/** Everything of today, earliest first. */
export function Day({ page }: { readonly page: HostPage }) {
  const texts = page.texts.value;
  const appointments = page.picture.value?.appointments ?? [];
  return (
    <section class="day" aria-labelledby="day">
      <h2 id="day">{texts.day}</h2>
      {appointments.length === 0 ? <p>{texts.empty}</p> : null}
      <ol>
        {appointments.map((appointment) => (
          <Row key={appointment.id} page={page} appointment={appointment} />
        ))}
      </ol>
    </section>
  );
}
