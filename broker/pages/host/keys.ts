/**
 * Which key does what on a host's page.
 * Pure; knows no page: what has the focus comes with the press.
 */

/** What a key does: to the guest whose card has the focus, else to the first who wants something; `book` goes to the form. */
export type HostAction = "coming" | "later" | "room" | "begin" | "end" | "book";

export type HostKeyPress = {
  readonly key: string;
  readonly isInField: boolean;
  readonly isRepeat: boolean;
  readonly hasModifier: boolean;
};

/** As they are named on the buttons. */
export const HOST_KEYS: Readonly<Record<HostAction, string>> = {
  ...{ coming: "K", later: "M", room: "L" },
  ...{ begin: "B", end: "F", book: "N" },
};

/** The action of a press, or `null`; never while a field is being filled in. A key held down acts once. */
export function hostActionOf({ key, isInField, isRepeat, hasModifier }: HostKeyPress): HostAction | null {
  if (isInField || isRepeat || hasModifier) return null;
  const pressed = key.toUpperCase();
  const all = Object.entries(HOST_KEYS) as [HostAction, string][];
  return all.find(([, name]) => name === pressed)?.[0] ?? null;
}
