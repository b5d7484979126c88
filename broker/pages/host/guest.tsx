/**
 * One guest who wants something of the host now, with what may be answered.
 * Knows no connection.
 */
import type { ComponentChildren } from "preact";
import { inLanguage } from "../../../protocol/terms.ts";
import { clockWords } from "../../../protocol/texts/words.ts";
import type { HostPage, Shown } from "./host-page.ts";
import { HOST_KEYS, type HostAction } from "./keys.ts";
import { isWithHost, nameOf, stateWords, toneOf, waits } from "./words.ts";

export type GuestProps = { readonly page: HostPage; readonly one: Shown };

/** The keys' names stand on the first card alone, whose they are. */
type KeyProps = { readonly does: HostAction; readonly isFirst: boolean };

function Key({ does, isFirst }: KeyProps) {
  return isFirst ? (
    <kbd class="key" aria-hidden="true">
      {HOST_KEYS[does]}
    </kbd>
  ) : null;
}

type PressProps = KeyProps & {
  readonly isMain?: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
};

function Press({ does, isFirst, isMain, onPress, children }: PressProps) {
  return (
    <button
      type="button"
      class={isMain === true ? "main" : ""}
      data-does={does}
      {...(isFirst ? { "aria-keyshortcuts": HOST_KEYS[does] } : {})}
      onClick={onPress}
    >
      <span>{children}</span>
      <Key does={does} isFirst={isFirst} />
    </button>
  );
}

/** The room is typed where it is asked for; it is the one of the appointment until somebody says otherwise. */
function RoomForm({ page, one }: GuestProps) {
  const { answer } = page.texts.value;
  const id = `room-${one.guest.guest}`;
  return (
    <form
      class="room"
      onSubmit={(event) => {
        event.preventDefault();
        const field = event.currentTarget.elements.namedItem(id);
        const room = field instanceof HTMLInputElement ? field.value.trim() : "";
        if (room !== "") void page.answer(one, { kind: "room", room });
      }}
    >
      <label for={id}>{answer.roomLabel}</label>
      <input
        id={id}
        name={id}
        required
        maxLength={40}
        autoComplete="off"
        defaultValue={one.appointment.room ?? ""}
        aria-describedby={`${id}-hint`}
        ref={(field) => {
          if (field !== null && !field.dataset["asked"]) {
            field.dataset["asked"] = "yes";
            field.focus();
            field.select();
          }
        }}
      />
      <button type="submit" class="main">
        {answer.send}
      </button>
      <p class="help" id={`${id}-hint`}>
        {answer.roomHint}
      </p>
    </form>
  );
}

type AnswersProps = GuestProps & { readonly isFirst: boolean };

/** Before they have met: fetched, put off, sent for, or met at once. */
function Call({ page, one, isFirst }: AnswersProps) {
  const { answer } = page.texts.value;
  const asksRoom = page.asksRoom.value === one.guest.guest;
  const askRoom = () => {
    page.asksRoom.value = asksRoom ? null : one.guest.guest;
  };
  return (
    <>
      <Press does="coming" isFirst={isFirst} isMain onPress={() => void page.answer(one, { kind: "coming" })}>
        {answer.coming}
      </Press>
      <Press
        does="later"
        isFirst={isFirst}
        onPress={() => void page.answer(one, { kind: "later", minutes: 5 })}
      >
        {answer.later}
      </Press>
      <Press does="room" isFirst={isFirst} onPress={askRoom}>
        {answer.room}
      </Press>
      <Press does="begin" isFirst={isFirst} onPress={() => void page.meet(one, "begin-meeting")}>
        {answer.begin}
      </Press>
    </>
  );
}

function Answers({ page, one, isFirst }: AnswersProps) {
  const { answer } = page.texts.value;
  const isMet = one.guest.ticket?.state === "serving";
  return (
    <>
      <div class="row answers">
        {isMet ? (
          <Press does="end" isFirst={isFirst} isMain onPress={() => void page.meet(one, "end-meeting")}>
            {answer.end}
          </Press>
        ) : (
          <Call page={page} one={one} isFirst={isFirst} />
        )}
        {waits(one) ? (
          <button type="button" class="remove" onClick={() => void page.meet(one, "end-meeting", true)}>
            {answer.left}
          </button>
        ) : null}
      </div>
      {page.asksRoom.value === one.guest.guest && !isMet ? <RoomForm page={page} one={one} /> : null}
    </>
  );
}

/** What became of a guest who has not come: a word of the host, which can be taken back in the list. */
function Judge({ page, one }: GuestProps) {
  const { judge } = page.texts.value;
  const telling = { timeZone: page.picture.value?.timeZone ?? "UTC", language: page.language.value };
  return (
    <>
      <p>{judge.asked(clockWords(one.appointment.startAt, telling))}</p>
      <div class="row answers">
        {(["wait", "rung", "no-show"] as const).map((says) => (
          <button
            key={says}
            type="button"
            data-says={says}
            class={says === "no-show" ? "remove" : ""}
            onClick={() => void page.judge(one, says)}
          >
            {judge[says]}
          </button>
        ))}
      </div>
      <p class="help">{judge.note}</p>
    </>
  );
}

/** Until when the host is to answer, and what comes then. */
function UntilWhen({ page, one }: GuestProps) {
  const { ticket } = one.guest;
  if (ticket === null || ticket.nextAt === null || page.picture.value === null) return null;
  const clock = clockWords(ticket.nextAt, {
    timeZone: page.picture.value.timeZone,
    language: page.language.value,
  });
  const { deputyAt, deskAt } = page.texts.value;
  return <p class="until">{ticket.stage === "deputy" ? deskAt(clock) : deputyAt(clock)}</p>;
}

/** A card. `isFirst`: keys without focus in a card are meant for this one. */
export function GuestCard({ page, one, isFirst }: GuestProps & { readonly isFirst: boolean }) {
  const { appointment, guest } = one;
  const language = page.language.value;
  const texts = page.texts.value;
  const telling = { timeZone: page.picture.value?.timeZone ?? "UTC", language };
  const facts = [
    clockWords(appointment.startAt, telling),
    ...(appointment.serviceName === null ? [] : [inLanguage(appointment.serviceName, language)]),
    ...(appointment.room === null ? [] : [`${texts.answer.roomLabel} ${appointment.room}`]),
    ...(appointment.as === "host" ? [] : [texts.standIn(appointment.hosts.join(", "))]),
  ];
  const isHere = waits(one) || isWithHost(one);
  return (
    <li class={`card ${toneOf(one)}`} data-guest={guest.guest} aria-label={nameOf(one, language)}>
      <h3>
        <span>{nameOf(one, language)}</span>
        {guest.ticket !== null && guest.name !== null ? (
          <bdi class="number">{guest.ticket.number}</bdi>
        ) : null}
      </h3>
      <p class="state">{stateWords(one, telling)}</p>
      <p class="facts">{facts.join(" · ")}</p>
      {guest.message === null ? null : <p class="note">{guest.message}</p>}
      {waits(one) ? <UntilWhen page={page} one={one} /> : null}
      {isHere ? <Answers page={page} one={one} isFirst={isFirst} /> : <Judge page={page} one={one} />}
    </li>
  );
}
