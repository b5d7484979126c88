/**
 * The open tickets in order, for staff with a PIN, so that people who hold paper can be called while the hub is dead (design rule 13).
 * Knows no connection but the one question it asks.
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { inLanguage, type Language } from "../../../protocol/terms.ts";
import { STAND_TEXTS } from "../../../protocol/texts/texts.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import type { OpenTickets as Answer, OpenTicket } from "./stand-link.ts";

type Props = {
  readonly language: Language;
  readonly timeZone: string;
  readonly ask: (pin: string) => Promise<Answer>;
  readonly onClose: () => void;
};

function nameOf(ticket: OpenTicket, language: Language): string {
  return typeof ticket.queueName === "string" ? ticket.queueName : inLanguage(ticket.queueName, language);
}

function List({
  tickets,
  language,
  timeZone,
}: Pick<Props, "language" | "timeZone"> & { tickets: readonly OpenTicket[] }) {
  const texts = STAND_TEXTS[language];
  if (tickets.length === 0) return <p>{texts.noOpenTickets}</p>;
  return (
    <ol class="open-list" tabIndex={0} aria-label={texts.openTickets}>
      {tickets.map((ticket) => (
        <li key={ticket.number}>
          <bdi dir="ltr">{ticket.number}</bdi>
          <span>{nameOf(ticket, language)}</span>
          <span>
            {texts.issued} {clockWords(ticket.issuedAt, { timeZone, language })}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A dialog that asks for the PIN, then lists. It forgets both when it closes. */
export function OpenTickets({ language, timeZone, ask, onClose }: Props) {
  const texts = STAND_TEXTS[language];
  const dialog = useRef<HTMLDialogElement>(null);
  const answer = useSignal<Answer | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = async (form: HTMLFormElement) => {
    const pin = new FormData(form).get("pin");
    answer.value = await ask(typeof pin === "string" ? pin : "");
    form.reset();
  };
  const told = answer.value;
  const trouble = { wrong: texts.pinWrong, slow: texts.pinSlow, lost: texts.lost };
  return (
    <dialog ref={dialog} class="open-tickets" aria-labelledby="open-heading" onClose={onClose}>
      <h2 id="open-heading">{texts.openTickets}</h2>
      {told?.kind === "tickets" ? (
        <List tickets={told.tickets} language={language} timeZone={timeZone} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(event.currentTarget);
          }}
        >
          <label for="pin">{texts.pin}</label>
          <input id="pin" name="pin" type="password" inputMode="numeric" autoComplete="off" required />
          <p role="alert">{told === null ? "" : trouble[told.kind]}</p>
          <button type="submit">{texts.show}</button>
        </form>
      )}
      <button type="button" onClick={() => dialog.current?.close()}>
        {texts.hide}
      </button>
    </dialog>
  );
}
