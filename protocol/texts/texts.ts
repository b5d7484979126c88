/**
 * The words of each screen by language. A page takes its own constant and nothing else reaches its bundle; a phone takes Danish and
 * English from their files and loads any other (broker/pages/ticket/texts.ts).
 * Knows no screen and no rule.
 */
import type { Language } from "../terms.ts";
import { type AppointmentPageTexts, daAppointment, enAppointment } from "./appointment-page.ts";
import {
  arAppointment,
  deAppointment,
  plAppointment,
  soAppointment,
  trAppointment,
  ukAppointment,
} from "./appointment-page-drafts.ts";
import { arDisplay, arDoor, arReceipt, arRefusals, arStand, arStates, arTicket } from "./ar.ts";
import { type CheckInTexts, daCheckIn, enCheckIn } from "./check-in.ts";
import { arCheckIn, deCheckIn, plCheckIn, soCheckIn, trCheckIn, ukCheckIn } from "./check-in-drafts.ts";
import {
  daDisplay,
  daDoor,
  daHub,
  daReceipt,
  daRefusals,
  daSlip,
  daStand,
  daStates,
  daTicket,
} from "./da.ts";
import { deDisplay, deDoor, deReceipt, deRefusals, deStand, deStates, deTicket } from "./de.ts";
import { type Draft, drafted } from "./draft.ts";
import {
  enDisplay,
  enDoor,
  enHub,
  enReceipt,
  enRefusals,
  enSlip,
  enStand,
  enStates,
  enTicket,
} from "./en.ts";
import { daFarSide, enFarSide, type FarSideTexts } from "./far-side.ts";
import type { HubTexts } from "./hub-keys.ts";
import type * as keys from "./keys.ts";
import { daMends, enMends, type MendsTexts } from "./mends.ts";
import { plDisplay, plDoor, plReceipt, plRefusals, plStand, plStates, plTicket } from "./pl.ts";
import { daSession, enSession, type SessionTexts } from "./session.ts";
import { soDisplay, soDoor, soReceipt, soRefusals, soStand, soStates, soTicket } from "./so.ts";
import { daSpeech, enSpeech, type SpeechTexts } from "./speech.ts";
import { daStaff, enStaff } from "./staff.ts";
import { trDisplay, trDoor, trReceipt, trRefusals, trStand, trStates, trTicket } from "./tr.ts";
import { ukDisplay, ukDoor, ukReceipt, ukRefusals, ukStand, ukStates, ukTicket } from "./uk.ts";

type Everywhere<T> = Readonly<Record<Language, T>>;
type Drafts<T> = Readonly<Record<Exclude<Language, "da" | "en">, Draft<T>>>;

/** What citizens read: every language of its own, in English as far as it is not translated. */
function citizens<T extends object>(da: T, en: T, drafts: Drafts<NoInfer<T>>): Everywhere<T> {
  const { de, ar, uk, pl, tr, so } = drafts;
  return {
    ...{ da, en, de: drafted(en, de), ar: drafted(en, ar), uk: drafted(en, uk) },
    ...{ pl: drafted(en, pl), tr: drafted(en, tr), so: drafted(en, so) },
  };
}

/** What staff and technicians read: English for whoever reads no Danish. */
function staffs<T>(da: T, en: T): Everywhere<T> {
  return { da, en, de: en, ar: en, uk: en, pl: en, tr: en, so: en };
}

export const REFUSAL_TEXTS: Everywhere<keys.RefusalTexts> = /* @__PURE__ */ citizens(daRefusals, enRefusals, {
  ...{ de: deRefusals, ar: arRefusals, uk: ukRefusals, pl: plRefusals, tr: trRefusals, so: soRefusals },
});
export const STATE_TEXTS: Everywhere<keys.StateTexts> = /* @__PURE__ */ citizens(daStates, enStates, {
  ...{ de: deStates, ar: arStates, uk: ukStates, pl: plStates, tr: trStates, so: soStates },
});
export const RECEIPT_TEXTS: Everywhere<keys.ReceiptTexts> = /* @__PURE__ */ citizens(daReceipt, enReceipt, {
  ...{ de: deReceipt, ar: arReceipt, uk: ukReceipt, pl: plReceipt, tr: trReceipt, so: soReceipt },
});
export const STAND_TEXTS: Everywhere<keys.StandTexts> = /* @__PURE__ */ citizens(daStand, enStand, {
  ...{ de: deStand, ar: arStand, uk: ukStand, pl: plStand, tr: trStand, so: soStand },
});
export const CHECK_IN_TEXTS: Everywhere<CheckInTexts> = /* @__PURE__ */ citizens(daCheckIn, enCheckIn, {
  ...{ de: deCheckIn, ar: arCheckIn, uk: ukCheckIn, pl: plCheckIn, tr: trCheckIn, so: soCheckIn },
});
export const APPOINTMENT_PAGE_TEXTS: Everywhere<AppointmentPageTexts> = /* @__PURE__ */ citizens(
  daAppointment,
  enAppointment,
  {
    ...{ de: deAppointment, ar: arAppointment, uk: ukAppointment },
    ...{ pl: plAppointment, tr: trAppointment, so: soAppointment },
  },
);
export const DISPLAY_TEXTS: Everywhere<keys.DisplayTexts> = /* @__PURE__ */ citizens(daDisplay, enDisplay, {
  ...{ de: deDisplay, ar: arDisplay, uk: ukDisplay, pl: plDisplay, tr: trDisplay, so: soDisplay },
});
export const TICKET_TEXTS: Everywhere<keys.TicketTexts> = /* @__PURE__ */ citizens(daTicket, enTicket, {
  ...{ de: deTicket, ar: arTicket, uk: ukTicket, pl: plTicket, tr: trTicket, so: soTicket },
});
export const DOOR_TEXTS: Everywhere<keys.DoorTexts> = /* @__PURE__ */ citizens(daDoor, enDoor, {
  ...{ de: deDoor, ar: arDoor, uk: ukDoor, pl: plDoor, tr: trDoor, so: soDoor },
});
export const SLIP_TEXTS: Everywhere<keys.SlipTexts> = /* @__PURE__ */ staffs(daSlip, enSlip);
export const MENDS_TEXTS: Everywhere<MendsTexts> = /* @__PURE__ */ staffs(daMends, enMends);
export const FAR_SIDE_TEXTS: Everywhere<FarSideTexts> = /* @__PURE__ */ staffs(daFarSide, enFarSide);
export const STAFF_TEXTS: Everywhere<keys.StaffTexts> = /* @__PURE__ */ staffs(daStaff, enStaff);
export const SESSION_TEXTS: Everywhere<SessionTexts> = /* @__PURE__ */ staffs(daSession, enSession);
export const HUB_TEXTS: Everywhere<HubTexts> = /* @__PURE__ */ staffs(daHub, enHub);
/** What is spoken; those of `SPOKEN` alone are ever said. */
export const SPEECH_TEXTS: Everywhere<SpeechTexts> = /* @__PURE__ */ staffs(daSpeech, enSpeech);
