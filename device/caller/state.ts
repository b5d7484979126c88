/**
 * What a caller knows, what may happen to it and what it may do, as types.
 * Knows no rule.
 */
import type { CallerCommand } from "../../protocol/config/caller.ts";
import type { LogFields, LogLevel } from "../../protocol/link/log.ts";
import type { Message } from "../../protocol/messages.ts";
import type { CounterId, CounterState, TicketId, TicketNumber, TicketState } from "../../protocol/terms.ts";

export type CallerSettings = {
  readonly counter: CounterId;
  readonly does: Readonly<Record<string, CallerCommand>>;
  /** The same command within this time is one press. */
  readonly repeatMs: number;
  /** How long to wait for an answer before asking again. */
  readonly answerMs: number;
};

/** One request of staff; asked again with the same `commandId` it happens once. */
export type Ask = {
  readonly command: CallerCommand | "end-pause";
  readonly commandId: string;
  readonly counter: CounterId;
  readonly finishes?: TicketId;
  readonly ticket?: TicketId;
  readonly saw?: TicketState;
  readonly undoes?: string;
};

/** `atMs` never goes back; `commandId` is fresh with every press; `at` is the hub's. */
export type CallerEvent =
  | { readonly kind: "pressed"; readonly key: string; readonly atMs: number; readonly commandId: string }
  | { readonly kind: "line"; readonly isUp: boolean }
  | { readonly kind: "hub"; readonly isOnline: boolean }
  | { readonly kind: "keypad"; readonly isPresent: boolean }
  | {
      readonly kind: "counter";
      readonly state: CounterState;
      readonly number: TicketNumber | null;
      readonly paused: boolean;
      readonly at: number;
    }
  | {
      readonly kind: "answered";
      readonly commandId: string;
      readonly answer: Message<"staffAnswer">["answer"];
      readonly at: number;
    }
  | { readonly kind: "unanswered"; readonly commandId: string; readonly asks: number }
  | { readonly kind: "sign-over"; readonly sign: number };

export type Effect =
  | { readonly kind: "ask"; readonly ask: Ask }
  | { readonly kind: "after"; readonly ms: number; readonly happens: CallerEvent }
  | { readonly kind: "lamp"; readonly light: "on" | "off" | "blink" }
  | { readonly kind: "log"; readonly level: LogLevel; readonly what: string; readonly fields: LogFields };

/** What the counter does, as the hub said last. */
export type Shown = {
  readonly state: CounterState;
  readonly number: TicketNumber | null;
  readonly paused: boolean;
  readonly at: number;
};

export type CallerState = {
  readonly settings: CallerSettings;
  readonly isLineUp: boolean;
  readonly isHubOnline: boolean;
  readonly hasKeypad: boolean;
  readonly shown: Shown | null;
  /** Tickets that answers named, the newest first: the counter's public topic tells a number, not an id. */
  readonly known: readonly { readonly number: TicketNumber; readonly id: TicketId }[];
  /** The one request under way. */
  readonly pending: Ask | null;
  /** The newest request, under way or not: its answer tells the truth also when it comes too late. */
  readonly asked: Ask | null;
  /** The newest accepted press, for double ones. */
  readonly pressed: { readonly command: CallerCommand; readonly atMs: number } | null;
  /** When the key for help was pressed first of the two presses that call; `null` before. */
  readonly helpPressedAtMs: number | null;
  /** The newest command that the hub has done and that may be taken back. */
  readonly done: string | null;
  /** Counts the signs; `isSigning` while the newest is shown. */
  readonly sign: number;
  readonly isSigning: boolean;
};

export type Stepped = { readonly state: CallerState; readonly effects: readonly Effect[] };

/** A caller that has heard of nothing yet: every press is refused until the hub is heard. */
export function newCaller(settings: CallerSettings): CallerState {
  const off = { isLineUp: false, isHubOnline: false, hasKeypad: false, isSigning: false };
  const nothing = {
    shown: null,
    known: [],
    pending: null,
    asked: null,
    pressed: null,
    done: null,
    helpPressedAtMs: null,
  };
  return { settings, ...off, ...nothing, sign: 0 };
}

/** Whether a press now would be sent. */
export function isReady(state: CallerState): boolean {
  return state.isLineUp && state.isHubOnline && state.hasKeypad;
}
