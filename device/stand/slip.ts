/**
 * From a print effect to a slip for the printer: the words come from protocol/receipt.ts.
 * Knows no driver; that a receipt's lines are a slip's lines is proven here by types.
 */
import type { Slip, SlipTag } from "../../hal/printer/contract.ts";
import {
  informationLines,
  type PaperWidthMm,
  receiptLines,
  reportSlipLines,
  type SlipOrigin,
  testSlipLines,
} from "../../protocol/receipt.ts";
import { inLanguage, type LocalText } from "../../protocol/terms.ts";
import { trustedNow } from "./machine/fresh.ts";
import { informationOf, serviceOf } from "./machine/keys.ts";
import { queueName } from "./machine/picture.ts";
import { reportWords } from "./machine/round-words.ts";
import type { Effect, Moment, StandState } from "./machine/state.ts";

export type PrintEffect = Extract<Effect, { do: "print" }>;
export type PrintableSlip = { readonly slip: Slip; readonly tag: SlipTag | undefined };

type Asked = { readonly widthMm: PaperWidthMm; readonly moment: Moment };

/** When the ticket was pressed, in the hub's time where it is known; `null` when no clock can be believed. */
function issuedAt(state: StandState, effect: PrintEffect, moment: Moment): number | null {
  const now = trustedNow(state, moment);
  const issued = effect.ticket?.issued;
  if (now === null || !issued) return null;
  return issued.bootId === moment.bootId ? now - (moment.monoMs - issued.monoMs) : issued.wallMs;
}

function ticketSlip(state: StandState, effect: PrintEffect, asked: Asked): PrintableSlip | null {
  const { ticket, ahead, wait, job } = effect;
  const { config } = state;
  if (!ticket || ticket.number === null || !config) return null;
  const service = ticket.service === null ? undefined : serviceOf(state, ticket.service);
  const lines = receiptLines(
    {
      locationName: config.locationName,
      serviceName: service?.name ?? null,
      queueName: queueName(state, ticket.queue),
      queueLetters: service?.letters ?? state.queues[ticket.queue]?.letters ?? "",
      number: ticket.number,
      isOwnSeries: ticket.series === "own",
      ahead,
      wait,
      issuedAt: issuedAt(state, effect, asked.moment),
      timeZone: config.timeZone,
      language: ticket.language,
      agreed: ticket.agreed,
      personal: job === "ticket" ? state.personal[ticket.ticketId] : undefined,
      isWithoutCode: ticket.withoutCode !== undefined,
      url: `${config.receipt.ticketUrl}${ticket.token}`,
      message: service?.message,
      bring: service?.bring,
      personalLine: config.receipt.personalLine,
      logo: config.receipt.logo ?? null,
      isCopy: job === "copy",
    },
    asked.widthMm,
  );
  const tag = { ticketId: ticket.ticketId, number: ticket.number };
  return { slip: { widthMm: asked.widthMm, lines, cut: true }, tag };
}

/** What a citizen can do without a ticket. */
function informationSlip(state: StandState, effect: PrintEffect, { widthMm }: Asked): PrintableSlip | null {
  const { config, language } = state;
  const told = informationOf(state, effect.information ?? "");
  if (!told || !config) return null;
  const { title, text, url = null } = told;
  const { locationName } = config;
  const lines = informationLines({ locationName, title, text, url, language }, widthMm);
  return { slip: { widthMm, lines, cut: true }, tag: undefined };
}

function originOf({ config, who, language }: StandState, moment: Moment): SlipOrigin {
  return {
    stand: who.stand,
    locationName: config?.locationName ?? null,
    at: moment.wallMs,
    timeZone: config?.timeZone ?? "Europe/Copenhagen",
    language,
  };
}

/** A slip of the technician's; `code` is the round's, where there is one. */
function testSlip(state: StandState, { widthMm, moment }: Asked, code?: string): PrintableSlip {
  const lines = testSlipLines(originOf(state, moment), widthMm, code);
  return { slip: { widthMm, lines, cut: true }, tag: undefined };
}

/** What the round found, on paper. */
function verdictSlip(state: StandState, { widthMm, moment }: Asked): PrintableSlip | null {
  const round = state.service?.round;
  if (!round) return null;
  const lines = reportSlipLines(
    inLanguage(REPORT, state.language),
    reportWords(round, state.language),
    originOf(state, moment),
  );
  return { slip: { widthMm, lines, cut: true }, tag: undefined };
}

const REPORT: LocalText = { da: "EFTERSYN", en: "SERVICE CHECK" };

/** The slip of a print effect; `null` when the location's document is missing, so that nothing can be laid out. */
export function slipOf(state: StandState, effect: PrintEffect, asked: Asked): PrintableSlip | null {
  switch (effect.job) {
    case "test":
      return testSlip(state, asked);
    case "round":
      return testSlip(state, asked, state.service?.round?.plan.code);
    case "verdict":
      return verdictSlip(state, asked);
    case "information":
      return informationSlip(state, effect, asked);
    case "ticket":
    case "copy":
      return ticketSlip(state, effect, asked);
  }
}
