/** A meeting as Graph tells it. */

type Bag = Record<string, unknown>;
export type FarEvent = Bag & { readonly id: string };

const UTC = { timeZone: "UTC" };
const dateTime = (at: number) => ({ dateTime: new Date(at).toISOString().replace("Z", "0000"), ...UTC });

/** A meeting as Graph tells it; `more` stands instead. */
export function farEvent(id: string, startAt: number, more: Bag = {}): FarEvent {
  return {
    ...{
      id,
      iCalUId: `uid-${id}`,
      type: "singleInstance",
      subject: "Planted subject",
      body: { content: "Planted body" },
    },
    ...{
      start: dateTime(startAt),
      end: dateTime(startAt + 1_800_000),
      isAllDay: false,
      showAs: "busy",
      sensitivity: "normal",
    },
    organizer: { emailAddress: { address: "Anna@kommune.dk", name: "Anna" } },
    attendees: [
      {
        type: "required",
        status: { response: "none" },
        emailAddress: { address: "guest@mail.dk", name: "Bo" },
      },
    ],
    ...more,
  };
}
