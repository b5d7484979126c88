/**
 * "Ny aftale" in a quarter of a minute: time, mobile, message; everything else may be left out.
 * Knows no connection.
 */
import { useSignal } from "@preact/signals";
import { inLanguage } from "../../../protocol/terms.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import { instantOf } from "../staff/local-time.ts";
import type { HostPage } from "./host-page.ts";
import { HOST_KEYS } from "./keys.ts";

const QUARTER_MS = 900_000;
const USUAL_MIN = 30;

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly optional?: string;
  readonly hint?: string;
  readonly input: Readonly<Record<string, unknown>>;
};

function Field({ name, label, optional, hint, input }: FieldProps) {
  const id = `book-${name}`;
  return (
    <div class={`field ${name}`}>
      <label for={id}>
        {label} {optional === undefined ? null : <span class="help">{optional}</span>}
      </label>
      <input
        id={id}
        name={name}
        autoComplete="off"
        {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
        {...input}
      />
      {hint === undefined ? null : (
        <p class="help" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** `2026-11-24` of an instant in a zone. */
function dateOf(at: number, timeZone: string): string {
  // The Swedish way of writing a date is ISO 8601.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
}

/** The instant of a day and a clock in the location's zone; `null` for what is neither. */
function startOf(date: string, clock: string, timeZone: string): number | null {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return Number.isNaN(noon) ? null : instantOf(clock, noon, timeZone);
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

async function make(page: HostPage, form: HTMLFormElement, request: string): Promise<boolean> {
  const fields = new FormData(form);
  const timeZone = page.picture.value?.timeZone ?? "UTC";
  const startAt = startOf(textOf(fields, "date"), textOf(fields, "time"), timeZone);
  if (startAt === null) {
    page.said.value = { text: page.texts.value.book.trouble["time-invalid"], isTrouble: true };
    form.querySelector<HTMLElement>("[name=time]")?.focus();
    return false;
  }
  const service = textOf(fields, "service");
  const isMade = await page.book({
    ...{ request, startAt, minutes: Number(textOf(fields, "minutes")) || USUAL_MIN },
    ...{ name: textOf(fields, "name"), mobile: textOf(fields, "mobile") },
    ...{ message: textOf(fields, "message"), room: textOf(fields, "room") },
    ...(service === "" ? {} : { service }),
  });
  if (isMade) {
    form.reset();
    form.querySelector<HTMLElement>("[name=time]")?.focus();
  }
  return isMade;
}

function Services({ page }: { readonly page: HostPage }) {
  const { book } = page.texts.value;
  const services = page.picture.value?.services ?? [];
  return (
    <div class="field service">
      <label for="book-service">{book.service}</label>
      <select id="book-service" name="service">
        <option value="">{book.usual}</option>
        {services.map(({ service, name }) => (
          <option key={service} value={service}>
            {inLanguage(name, page.language.value)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What is needed first; a keyboard comes to the last of these and Enter. */
function Fields({ page }: { readonly page: HostPage }) {
  const { book } = page.texts.value;
  const { timeZone, services } = page.picture.value ?? { timeZone: "UTC", services: [] };
  const soon = Math.ceil((page.at.value + 60_000) / QUARTER_MS) * QUARTER_MS;
  const placeholder = clockWords(soon, { timeZone, language: page.language.value });
  const { optional } = book;
  const date = { type: "date", required: true, defaultValue: dateOf(page.at.value, timeZone) };
  const minutes = { type: "number", min: 5, max: 480, step: 5, defaultValue: String(USUAL_MIN) };
  const time = { required: true, inputMode: "numeric", maxLength: 5, placeholder };
  return (
    <div class="fields">
      <Field name="time" label={book.time} input={time} />
      <Field name="mobile" label={book.mobile} optional={optional} input={{ type: "tel", maxLength: 30 }} />
      <Field
        name="message"
        label={book.message}
        optional={optional}
        hint={book.messageHint}
        input={{ maxLength: 300 }}
      />
      <Field name="name" label={book.name} optional={optional} input={{ maxLength: 120 }} />
      <Field name="date" label={book.date} input={date} />
      <Field name="minutes" label={book.minutes} input={minutes} />
      <Field name="room" label={book.room} optional={optional} input={{ maxLength: 40 }} />
      {services.length > 1 ? <Services page={page} /> : null}
    </div>
  );
}

export type NewAppointmentProps = { readonly page: HostPage; readonly newId: () => string };

/** The form. The same request is sent again until one is made, so that no press makes two. */
export function NewAppointment({ page, newId }: NewAppointmentProps) {
  const request = useSignal(newId());
  const isBusy = useSignal(false);
  const { book } = page.texts.value;
  const submit = (form: HTMLFormElement) => {
    if (isBusy.value) return;
    isBusy.value = true;
    void make(page, form, request.value).then((isMade) => {
      isBusy.value = false;
      if (isMade) request.value = newId();
    });
  };
  return (
    <section class="book" aria-labelledby="book">
      <h2 id="book">
        {book.head} <kbd aria-hidden="true">{HOST_KEYS.book}</kbd>
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        <Fields page={page} />
        <button type="submit" class="main" disabled={isBusy.value}>
          {book.make}
        </button>
      </form>
    </section>
  );
}
