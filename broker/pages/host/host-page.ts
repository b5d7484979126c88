/**
 * The state of a host's page, and what it asks of the hub: commands are sent again with the same id until they are answered.
 * Knows no DOM.
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { HostAppointment, HostGuest, HostPicture } from "../../../protocol/host-picture.ts";
import type { Refusal, StaffLanguage } from "../../../protocol/terms.ts";
import type { HostAnswer } from "../../../protocol/texts/host-answers.ts";
import { REFUSAL_TEXTS } from "../../../protocol/texts/texts.ts";
import { dayWords } from "../../../protocol/texts/words.ts";
import type { Answer, Hub } from "../admin/hub.ts";
import { HOST_TEXTS, type HostTexts } from "./texts.ts";

/** Why an appointment was not made or changed, with words of its own on the page. */
export type BookingTrouble =
  | "time-invalid"
  | "time-past"
  | "time-far"
  | "mobile-invalid"
  | "host-unknown"
  | "appointment-unknown"
  | "not-your-guest"
  | "not-ours"
  | "guest-is-here"
  | "no-appointments";

/** What came of the last press. `code`: the guest's, where nobody sends it. */
export type Said = { readonly text: string; readonly isTrouble: boolean; readonly code?: string | undefined };

export type Booking = {
  readonly request: string;
  readonly startAt: number;
  readonly minutes: number;
  readonly service?: string | undefined;
  readonly name: string;
  readonly mobile: string;
  readonly message: string;
  readonly room: string;
};

export type Booked = {
  readonly startAt: number;
  readonly code: string;
  readonly url: string;
  readonly isSms: boolean;
};

/** A guest on the page, with their appointment. */
export type Shown = { readonly appointment: HostAppointment; readonly guest: HostGuest };

export type HostPage = {
  readonly picture: Signal<HostPicture | null>;
  readonly language: Signal<StaffLanguage>;
  readonly texts: ReadonlySignal<HostTexts>;
  readonly link: Signal<"starting" | "live" | "lost">;
  /** The hub's clock (epoch ms), and when it was heard last. */
  readonly at: Signal<number>;
  readonly heardAt: Signal<number>;
  readonly said: Signal<Said | null>;
  readonly hasSound: Signal<boolean>;
  readonly canSignOut: Signal<boolean>;
  /** The command that can be taken back now. */
  readonly undoes: Signal<{ readonly commandId: string; readonly until: number } | null>;
  /** The guest whose room is being typed. */
  readonly asksRoom: Signal<string | null>;
  readonly answer: (one: Shown, answer: HostAnswer) => Promise<void>;
  readonly meet: (one: Shown, does: "begin-meeting" | "end-meeting", hasLeft?: boolean) => Promise<void>;
  readonly judge: (one: Shown, says: "wait" | "rung" | "no-show" | "expected") => Promise<void>;
  readonly setPresence: (isAway: boolean, until: number | null) => Promise<void>;
  readonly nameDeputy: (deputy: string | null) => Promise<void>;
  readonly undo: () => Promise<void>;
  /** Whether it was made. */
  readonly book: (booking: Booking) => Promise<boolean>;
  readonly move: (appointment: HostAppointment, startAt: number) => Promise<boolean>;
  readonly cancel: (appointment: HostAppointment) => Promise<void>;
};

export type HostPageOptions = {
  readonly hub: Pick<Hub, "post">;
  readonly language: StaffLanguage;
  readonly hasSound: boolean;
  readonly newId: () => string;
  readonly wait: (ms: number) => Promise<void>;
  readonly onSignIn: () => void;
};

/** So long a command can be taken back, a little less than the hub says. */
const UNDO_MS = 7_500;
/** Waits before each further try (ms). */
const AGAIN_MS = [500, 1_500, 3_000] as const;

/** Opens the state of a page. */
export function openHostPage(options: HostPageOptions): HostPage {
  const language = signal(options.language);
  const state = {
    picture: signal<HostPicture | null>(null),
    language,
    texts: computed(() => HOST_TEXTS[language.value]),
    link: signal<"starting" | "live" | "lost">("starting"),
    ...{ at: signal(0), heardAt: signal(0), said: signal<Said | null>(null) },
    ...{ hasSound: signal(options.hasSound), canSignOut: signal(false) },
    undoes: signal<{ readonly commandId: string; readonly until: number } | null>(null),
    asksRoom: signal<string | null>(null),
  };
  return { ...state, ...commandsOf(state, options), ...bookingsOf(state, options) };
}

type State = Pick<HostPage, "picture" | "language" | "texts" | "at" | "said" | "undoes" | "asksRoom">;

/** Until it is answered, with the same body; never throws. */
async function sent<T>(
  { hub, wait }: HostPageOptions,
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<Answer<T>> {
  for (const ms of AGAIN_MS) {
    const answer = await hub.post<T>(path, body);
    if (answer.kind !== "lost") return answer;
    await wait(ms);
  }
  return await hub.post<T>(path, body);
}

/** The words of an answer that is none; `null` for one that leads to the sign-in. */
function troubleOf(answer: Answer<unknown>, { language, texts }: State): string | null {
  if (answer.kind === "signed-out") return null;
  if (answer.kind === "forbidden") return REFUSAL_TEXTS[language.value]["not-allowed"];
  if (answer.kind !== "refused") return texts.value.noAnswer;
  const { refused } = (answer.body ?? {}) as { readonly refused?: string };
  const own = texts.value.book.trouble as Readonly<Record<string, string>>;
  return REFUSAL_TEXTS[language.value][refused as Refusal] ?? own[refused ?? ""] ?? texts.value.noAnswer;
}

function commandsOf(state: State, options: HostPageOptions) {
  const { picture, texts, said, undoes, at, asksRoom } = state;
  const send = async (path: string, body: object, isUndoable = false): Promise<void> => {
    const now = picture.value;
    if (now === null) return;
    const commandId = options.newId();
    const answer = await sent(options, `locations/${now.location}/${path}`, { commandId, ...body });
    if (answer.kind === "signed-out") return options.onSignIn();
    const isDone = answer.kind === "done";
    const text = isDone ? texts.value.done : troubleOf(answer, state);
    said.value = { text: text ?? texts.value.signedOut, isTrouble: !isDone };
    if (isDone) asksRoom.value = null;
    undoes.value = isDone && isUndoable ? { commandId, until: at.value + UNDO_MS } : null;
  };
  const ticketOf = ({ guest }: Shown, path: string) => `tickets/${guest.ticket?.id ?? ""}/${path}`;
  const host = () => (picture.value?.host === null ? {} : { host: picture.value?.host });
  return {
    answer: (one: Shown, answer: HostAnswer) => send(ticketOf(one, "answer"), { answer }, true),
    meet: (one: Shown, does: "begin-meeting" | "end-meeting", hasLeft?: boolean) =>
      send(ticketOf(one, does), hasLeft === true ? { hasLeft } : {}, true),
    judge: ({ appointment, guest }: Shown, says: "wait" | "rung" | "no-show" | "expected") =>
      send("judge-guest", { appointment: appointment.id, guest: guest.guest, says }),
    setPresence: (isAway: boolean, until: number | null) =>
      send("presence", { ...host(), isAway, ...(until === null ? {} : { until }) }),
    nameDeputy: (deputy: string | null) => send("deputy", { ...host(), deputy }),
    undo: async () => {
      const taken = undoes.value;
      if (taken !== null) await send("undo", { undoes: taken.commandId });
    },
  };
}

function bookingsOf(state: State, options: HostPageOptions) {
  const { picture, texts, said, language } = state;
  const ask = async (path: string, body: Readonly<Record<string, unknown>>): Promise<Booked | null> => {
    const now = picture.value;
    if (now === null) return null;
    const answer = await sent<Booked>(options, `locations/${now.location}/host-appointments${path}`, body);
    if (answer.kind === "signed-out") options.onSignIn();
    if (answer.kind === "done") return answer.body;
    said.value = { text: troubleOf(answer, state) ?? texts.value.signedOut, isTrouble: true };
    return null;
  };
  const whenOf = ({ startAt }: Booked) =>
    dayWords(startAt, { timeZone: picture.value?.timeZone ?? "UTC", language: language.value });
  const tell = (booked: Booked, text: string) => {
    const { book } = texts.value;
    const next = booked.isSms ? book.sms : book.noSms;
    said.value = { text: `${text} ${next}`, isTrouble: false, code: booked.code };
  };
  return {
    book: async ({ service, ...booking }: Booking): Promise<boolean> => {
      const host = picture.value?.host ?? undefined;
      const named = {
        ...(service === undefined ? {} : { service }),
        ...(host === undefined ? {} : { host }),
      };
      const booked = await ask("", { ...booking, ...named });
      if (booked !== null) tell(booked, texts.value.book.made(whenOf(booked)));
      return booked !== null;
    },
    move: async ({ id }: HostAppointment, startAt: number): Promise<boolean> => {
      const booked = await ask(`/${id}/move`, { startAt });
      if (booked !== null) tell(booked, texts.value.book.moved(whenOf(booked)));
      return booked !== null;
    },
    cancel: async ({ id }: HostAppointment): Promise<void> => {
      if ((await ask(`/${id}/cancel`, {})) !== null)
        said.value = { text: texts.value.book.cancelled, isTrouble: false };
    },
  };
}
