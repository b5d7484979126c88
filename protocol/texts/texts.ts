/**
 * The words of each screen by language. A page takes its own constant and nothing else reaches its bundle.
 * Knows no screen and no rule.
 */
import type { Language } from "../terms.ts";
import { daDisplay, daHub, daReceipt, daRefusals, daSlip, daStand, daStates, daTicket } from "./da.ts";
import { enDisplay, enHub, enReceipt, enRefusals, enSlip, enStand, enStates, enTicket } from "./en.ts";
import { daFarSide, enFarSide } from "./far-side.ts";
import type * as keys from "./keys.ts";
import { daMends, enMends } from "./mends.ts";
import { daStaff, enStaff } from "./staff.ts";

type Everywhere<T> = Readonly<Record<Language, T>>;

export const REFUSAL_TEXTS: Everywhere<keys.RefusalTexts> = { da: daRefusals, en: enRefusals };
export const STATE_TEXTS: Everywhere<keys.StateTexts> = { da: daStates, en: enStates };
export const RECEIPT_TEXTS: Everywhere<keys.ReceiptTexts> = { da: daReceipt, en: enReceipt };
export const SLIP_TEXTS: Everywhere<keys.SlipTexts> = { da: daSlip, en: enSlip };
export const STAND_TEXTS: Everywhere<keys.StandTexts> = { da: daStand, en: enStand };
export const MENDS_TEXTS: Everywhere<keys.MendsTexts> = { da: daMends, en: enMends };
export const FAR_SIDE_TEXTS: Everywhere<keys.FarSideTexts> = { da: daFarSide, en: enFarSide };
export const DISPLAY_TEXTS: Everywhere<keys.DisplayTexts> = { da: daDisplay, en: enDisplay };
export const TICKET_TEXTS: Everywhere<keys.TicketTexts> = { da: daTicket, en: enTicket };
export const STAFF_TEXTS: Everywhere<keys.StaffTexts> = { da: daStaff, en: enStaff };
export const HUB_TEXTS: Everywhere<keys.HubTexts> = { da: daHub, en: enHub };
