/**
 * Who is told of their place by text message: asked for once or twice by a ticket's citizen, begun once, ended once.
 * Knows no number and no gateway.
 */
import { hasEnded } from "../../../protocol/terms.ts";
import type { Stamped } from "../commands.ts";
import { ticketByToken } from "../find.ts";
import {
  type AskPlace,
  type BeginPlace,
  type DropPlace,
  type EndPlace,
  MOST_ASKED,
  type PlaceAnswer,
  type PlaceCommand,
  wantedPlaces,
} from "../place-texts.ts";
import type { Rule } from "../rule.ts";

const refuse = (refused: Extract<PlaceAnswer, { refused: unknown }>["refused"]) => ({
  events: [],
  answer: { refused },
});
const DONE = { done: true } as const;

const askPlace =
  ({ at, token, person, ahead }: Stamped<AskPlace>): Rule =>
  (state) => {
    const ticket = ticketByToken(state, token);
    if (ticket === undefined) return refuse("ticket-unknown");
    if (hasEnded(ticket.state) || ticket.state === "serving") return refuse("not-waiting");
    if ((state.placeTexts.asked.get(ticket.id) ?? 0) >= MOST_ASKED) return refuse("asked-enough");
    return { events: [{ kind: "place-asked", at, id: ticket.id, person, ahead }], answer: DONE };
  };

const dropPlace =
  ({ at, ticket }: Stamped<DropPlace>): Rule =>
  (state) =>
    state.placeTexts.byTicket.has(ticket)
      ? { events: [{ kind: "place-dropped", at, id: ticket }], answer: DONE }
      : refuse("not-wanted");

const beginPlace =
  ({ at, ticket, tells }: Stamped<BeginPlace>): Rule =>
  (state) =>
    wantedPlaces(state, at).some((one) => one.ticket.id === ticket && one.tells === tells)
      ? { events: [{ kind: "place-begun", at, id: ticket, tells }], answer: DONE }
      : refuse("not-wanted");

const endPlace =
  ({ at, ticket, tells, outcome, parts }: Stamped<EndPlace>): Rule =>
  () => ({ events: [{ kind: "place-ended", at, id: ticket, tells, outcome, parts }], answer: DONE });

/** The rule of each of these commands. */
export function placeRule(command: Stamped<PlaceCommand>): Rule {
  switch (command.kind) {
    case "ask-place":
      return askPlace(command);
    case "drop-place":
      return dropPlace(command);
    case "begin-place":
      return beginPlace(command);
    case "end-place":
      return endPlace(command);
  }
}
