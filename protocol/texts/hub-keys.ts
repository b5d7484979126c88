/**
 * What the hub's own pages say: sign-in, the first page, what it does not find.
 * Knows no page and no language.
 */

/** Pages that the first page leads to. */
type WayTexts = Readonly<Record<"people" | "myAccess" | "trail" | "privacy" | "messages", string>>;

/** The sign-in page and the hub's first page. */
export type HubTexts = WayTexts & {
  readonly signIn: string;
  readonly name: string;
  readonly password: string;
  readonly wrong: string;
  readonly wait: (seconds: number) => string;
  readonly displays: string;
  readonly staff: string;
  readonly hostDay: string;
  readonly administration: string;
  readonly statistics: string;
  readonly api: string;
  readonly notFound: string;
  readonly help: string;
  /** The screen at the door. */
  readonly atDoor: string;
  /** The way back from a page that shows nothing. */
  readonly toHome: string;
  /** While they choose a password of their own: the session of the first one is over. */
  readonly firstOver: string;
  readonly administratorsOnly: string;
  /** Beside the poster: what a code that stands still means, and that there is none. */
  readonly posterTold: string;
  readonly posterNone: string;
};
