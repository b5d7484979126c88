/**
 * The rows of the API's table for hosts: answers to guests, meetings, presence, and appointments that hosts make.
 * Data only.
 */
const HERE = "/locations/:location";
const TICKET = `${HERE}/tickets/:ticket`;
const TELLS = { method: "POST", refuses: true } as const;

/** Commands of staff. */
const HOST_COMMAND_API = {
  answerGuest: {
    ...TELLS,
    path: `${TICKET}/answer`,
    body: "answerGuest",
    answer: "Done",
    says: "A host or deputy answers a guest who is here: I am coming, so many minutes more, come to a room. Displays, the ticket's page and a text message say it.",
  },
  beginMeeting: {
    ...TELLS,
    path: `${TICKET}/begin-meeting`,
    body: "ticket",
    answer: "Done",
    says: "A host and their guest have met; no counter is taken by it.",
  },
  endMeeting: {
    ...TELLS,
    path: `${TICKET}/end-meeting`,
    body: "endMeeting",
    answer: "Done",
    says: "The meeting is over, or the guest has left before it.",
  },
  setPresence: {
    ...TELLS,
    path: `${HERE}/presence`,
    body: "setPresence",
    answer: "HostSaid",
    says: "I am away until then, or here again: guests of one who is away are the deputy's, then the owner's of the queue.",
  },
  nameDeputy: {
    ...TELLS,
    path: `${HERE}/deputy`,
    body: "nameDeputy",
    answer: "HostSaid",
    says: "Who takes my guests while I am away.",
  },
  judgeGuest: {
    ...TELLS,
    path: `${HERE}/judge-guest`,
    body: "judgeGuest",
    answer: "Judged",
    says: "What I say of a guest who did not come in time; never of one who has checked in. `expected` takes it back.",
  },
} as const;

/** Appointments that a host makes. */
const HOST_BOOKING_API = {
  bookGuest: {
    ...TELLS,
    path: `${HERE}/host-appointments`,
    body: "bookGuest",
    answer: "BookedGuest",
    door: "host-guests",
    says: "A host makes an appointment: the guest is sent its code by text message where there are number and gateway. The same `request` again makes no second one.",
  },
  moveGuest: {
    ...TELLS,
    path: `${HERE}/host-appointments/:appointment/move`,
    body: "moveGuest",
    answer: "BookedGuest",
    door: "host-guests",
    says: "Another time for an appointment that a host made; whoever was told of it is told.",
  },
  cancelGuest: {
    ...TELLS,
    path: `${HERE}/host-appointments/:appointment/cancel`,
    body: null,
    answer: "BookedGuest",
    door: "host-guests",
    says: "Cancel an appointment that a host made; whoever was told of it is told.",
  },
} as const;
/** All of them. */
export const HOST_API = { ...HOST_COMMAND_API, ...HOST_BOOKING_API } as const;
export type HostBookingName = keyof typeof HOST_BOOKING_API;
