/**
 * What a hub is made of: what it was told, and the parts that main.ts or a test brings.
 * Types only.
 */
import type { Voice } from "../hal/voice/contract.ts";
import type { Log } from "../protocol/link/log.ts";
import type { Assets } from "../protocol/link/static.ts";
import type { OidcSettings } from "./accounts/login-service.ts";
import type { AppointmentInlet } from "./appointments/contract.ts";
import type { Certificates } from "./certificates/certificates.ts";
import type { Clock } from "./dispatch.ts";
import type { HttpLimitsOptions } from "./http/limits.ts";
import type { PersonsDesk } from "./keeping/run.ts";
import type { Ledger } from "./ledger/contract.ts";
import type { ChainState } from "./ledger/patrol.ts";
import type { OpenedHostWays } from "./notices/host-notices.ts";
import type { SmsSettings } from "./notices/open.ts";
import type { Persons } from "./persons/contract.ts";
import type { Screens } from "./screens/screens.ts";
import type { HubSettings } from "./settings.ts";

/** What the hub was told, and what main.ts or a test brings. */
export type HubOptions = Pick<
  HubSettings,
  "location" | "document" | "broker" | "door" | "settings" | "coalesceMs"
> & {
  readonly http: HubSettings["http"] & Pick<HttpLimitsOptions, "steadyMs">;
  readonly ledger: Ledger;
  /** What is known of the ledger's chain; left out where nobody walks it. */
  readonly chain?: () => ChainState | null;
  /** What is kept about persons; `null` before it is opened, left out where nothing is kept. */
  readonly persons?: () => PersonsDesk | null;
  /** Opened; left out where no listener speaks TLS with them. */
  readonly certificates?: Certificates;
  readonly clock: Clock;
  /** The municipality's own login service, where there is one. */
  readonly oidc?: OidcSettings | null;
  /** Browsers that are displays; left out or `null` where whoever reaches the hub may open any display. */
  readonly screens?: Screens | null;
  /** What codes at the door are made of: 32 bytes that stay the same. */
  readonly doorKey: Uint8Array;
  /** What cover names of people are made with: 32 bytes that stay the same. */
  readonly coverKey: Uint8Array;
  readonly version: string;
  /** Which program this is, as `ReplayOptions` has it. */
  readonly program: string;
  readonly voice: Voice;
  readonly assets: Assets;
  readonly log: Log;
  /** Bytes left for the ledger. */
  readonly freeBytes: () => Promise<number>;
  /** The process must end: nothing more is answered. */
  readonly failed: (fault: unknown) => void;
  readonly beatMs?: number;
  /** The file of the statistics; `null` or left out: none are kept. */
  readonly statisticsFile?: string | null;
  /** Left out: this hub takes in no appointments. */
  readonly appointments?: {
    readonly persons: Persons;
    /** What digests are made with: 32 bytes that stay the same. */
    readonly key: Uint8Array;
    readonly inlets: readonly AppointmentInlet[];
    /** What sends text messages; `null` or left out: nothing does. */
    readonly sms?: SmsSettings | null;
    /** By which ways hosts are told of their guests; `null` or left out: by the hub's pages alone. */
    readonly hosts?: OpenedHostWays | null;
  };
};
