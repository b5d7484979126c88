/**
 * The acts of citizens, stands and the hub itself, and what comes of others' acts, in plain Danish and English.
 * Data only.
 */
import type { Act, HubEventKind } from "../queue/events.ts";
import type { ActWords } from "./acts.ts";

/** Events that people of the house do, which stand with their acts. */
type OfPeople =
  | "configured"
  | "claim-made"
  | "claim-revoked"
  | "stand-cut-off"
  | "outbox-granted"
  | "command-answered"
  | "act-noted";
type EventAct = Exclude<HubEventKind, OfPeople | Act>;

const row =
  (by: ActWords["by"]) =>
  (da: string, en: string): ActWords => ({ by, group: "hall", da, en });
const citizen = row("citizens");
const stand = row("stands");
const hub = row("hub");
const follows = row("follows");

export const EVENT_ACTS: Readonly<Record<EventAct, ActWords>> = {
  "ticket-issued": citizen("Trak et nummer ved standeren", "Took a number at the stand"),
  "ticket-issued-on-phone": citizen("Trak et nummer på telefonen", "Took a number on a phone"),
  "ticket-postponed": citizen("Lod andre komme først", "Let others go first"),
  "ticket-left": citizen("Forlod køen", "Left the queue"),
  "help-called": citizen("Tilkaldte hjælp", "Called for help"),

  "stand-greeted": stand("Standeren meldte sig", "The stand said hello"),
  "ticket-taken-in": stand("Afleverede et nummer, hubben ikke kendte", "Handed in a number new to the hub"),
  "paper-told": stand("Fortalte, hvad der blev af papiret", "Told what became of the paper"),
  "ticket-merged": stand(
    "Afleverede et nummer, der var taget ind i hånden",
    "Handed in a number that was taken in by hand",
  ),
  "intent-withdrawn": stand(
    "Trak et tryk tilbage, før der var et nummer",
    "Withdrew a press without a number",
  ),
  "own-series-told": stand("Gav et nummer af sin egen serie", "Gave a number of its own series"),
  "record-quarantined": stand("Afleverede noget, der ikke kan læses", "Handed in what cannot be read"),
  "tickets-recovered": stand("Gav dagens numre tilbage", "Gave back the day's numbers"),
  "day-coming-back": stand("Begyndte at give sin dag tilbage", "Began to give back its day"),
  "end-learned": stand("Fortalte, hvordan et nummer endte", "Told how a number ended"),
  "stand-enrolled": stand("Maskinen blev stander med en engangskode", "The machine became a stand by a code"),
  "certificate-renewed": stand("Fornyede sit certifikat", "Renewed its certificate"),
  "outbox-taken": stand("Den spærrede stander afleverede", "The stand that is cut off handed in"),
  "stand-doubled": stand("To maskiner meldte sig som samme stander", "Two machines came as one stand"),

  "hub-started": hub("Hubben startede", "The hub started"),
  "queue-opened": hub("Køen åbnede", "The queue opened"),
  "queue-closed": hub("Køen lukkede", "The queue closed"),
  "service-opened": hub("Ydelsen åbnede", "The service opened"),
  "service-closed": hub("Ydelsen lukkede", "The service closed"),
  "queue-limited": hub("Køen gav ikke flere numre, eller igen", "The queue gave no more numbers, or again"),
  "service-limited": hub(
    "Ydelsen gav ikke flere numre, eller igen",
    "The service gave no more numbers, or again",
  ),
  "queue-emptied": hub("Køen blev tømt ved lukketid", "The queue was emptied at closing time"),
  "day-opened": hub("Dagen begyndte", "The day began"),
  "day-joined": hub("En standers dag blev lagt til dagen", "A stand's day joined the day"),
  "day-closed": hub("Dagen sluttede", "The day ended"),
  "series-opened": hub("Hubben begyndte at give numre", "The hub began to give numbers"),
  "series-reserved": hub("Bogstaver blev reserveret", "Letters were reserved"),
  "ledger-replaced": hub("Hovedbogen er en ældre kopi", "The ledger is an older copy"),
  "lease-given": hub("Standeren fik bogstaver til sin egen serie", "The stand got letters of its own"),
  "day-asked-back": hub("Standeren blev bedt om sin dag", "The stand was asked for its day"),
  "ticket-restored": hub("Nummeret fik sin plads igen", "The number got its place back"),
  "number-doubled": hub("Et nummer fandtes to gange", "A number was there twice"),
  "ticket-caught": hub("Nummeret flyttede, fordi køen er væk", "The number moved, its queue is gone"),
  "hold-released": hub("Nummeret venter nu på enhver", "The number waits for anybody now"),
  "appointment-booked": hub("En aftale kom til", "An appointment came"),
  "appointment-moved": hub("En aftale blev flyttet", "An appointment was moved"),
  "appointment-changed": hub("En aftale blev ændret", "An appointment was changed"),
  "appointment-cancelled": hub("En aftale blev aflyst", "An appointment was cancelled"),
  "notice-begun": hub("Sendte en SMS om en aftale", "Sent a text message about an appointment"),
  "notice-ended": hub("Fik at vide, hvad der blev af en SMS", "Learned what became of a text message"),
  "notice-reported": hub(
    "Fik besked om, at en SMS kom frem eller ej",
    "Was told whether a text message arrived",
  ),
  "place-asked": citizen("Bad om en SMS om sin plads", "Asked for a text message about their place"),
  "place-dropped": hub("Glemte nummeret til SMS om en plads", "Forgot the number for texts about a place"),
  "place-begun": hub("Sendte en SMS om en plads i køen", "Sent a text message about a place in the queue"),
  "place-ended": hub("Fik at vide, hvad der blev af den", "Learned what became of it"),
  "text-counted": hub("Sendte en anden SMS", "Sent another text message"),
  "appointment-answered": citizen(
    "Svarede på en SMS om en aftale",
    "Answered a text message about an appointment",
  ),
  "host-notice-begun": hub("Gav en vært besked om en gæst", "Told a host of a guest"),
  "host-notice-ended": hub(
    "Fik at vide, hvad der blev af en besked til en vært",
    "Learned what became of a notice to a host",
  ),

  "ticket-issued-by-staff": follows("Nummeret blev givet", "The number was given"),
  "ticket-adopted": follows("Nummeret blev taget ind", "The number was taken in"),
  "ticket-renamed": follows("Nummeret blev et andet, som på papiret", "The number became that on the paper"),
  "ticket-called": follows("Nummeret blev kaldt", "The number was called"),
  "service-started": follows("Betjeningen begyndte", "The service began"),
  "service-confirmed": follows("Betjeningen er stadig i gang", "The service still goes on"),
  "ticket-parked": follows("Nummeret blev sat til side", "The number was set aside"),
  "ticket-transferred": follows("Nummeret blev flyttet", "The number was moved"),
  "service-added": follows("En ydelse kom til besøget", "A service was added to the visit"),
  "visit-continued": follows("Besøget gik videre til næste ydelse", "The visit went on to its next service"),
  "ticket-tagged": follows("Nummeret fik mærker", "The number got tags"),
  "quickly-served": follows("En hurtig hjælp blev talt", "Quick help was counted"),
  "ticket-served": follows("Besøget sluttede", "The visit ended"),
  "ticket-missed": follows("Borgeren kom ikke", "The citizen did not come"),
  "ticket-requeued": follows("Nummeret kom tilbage i køen", "The number came back into the queue"),
  "ticket-cancelled": follows("Nummeret blev annulleret", "The number was cancelled"),
  "ticket-confirmed": follows("Nummeret venter igen", "The number waits again"),
  "series-closed-up-to": follows("En serie blev meldt betjent", "A series was said to be served"),
  "command-undone": follows("En handling blev taget tilbage", "An act was taken back"),
  "help-answered": follows("Nogen går til borgeren", "Somebody goes to the citizen"),
  "counter-opened": follows("Skranken åbnede", "The counter opened"),
  "counter-closed": follows("Skranken lukkede", "The counter closed"),
  "counter-paused": follows("Skranken holder pause", "The counter is on a break"),
  "counter-resumed": follows("Skrankens pause er slut", "The counter's break is over"),
  "queues-taken": follows("Skranken fik andre køer", "The counter got other queues"),
  "colleague-called": follows("En kollega er tilkaldt", "A colleague is called"),
  "colleague-answered": follows("En kollega er på vej", "A colleague comes"),
  "guest-answered": follows("Gæsten fik svar", "The guest was answered"),
  "meeting-begun": follows("Mødet begyndte", "The meeting began"),
  "presence-told": hub("En vært er væk, eller er her igen", "A host is away, or here again"),
  "deputy-named": follows("En vært fik en stedfortræder", "A host got a deputy"),
  "guest-judged": follows("En udebleven gæst blev noteret", "A guest who did not come was noted"),
  "colleague-ended": follows("Hjælpen er slut", "The help is over"),
};
