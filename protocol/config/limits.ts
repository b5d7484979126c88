/**
 * What those who connect to the hub may cost, as far as a technician may have to change it; the defaults fit a town hall.
 * Knows no listener; the limits that nobody has to change stand beside what they limit.
 */
import * as z from "zod/mini";

const count = (most: number, usual: number) => z._default(z.int().check(z.gte(1), z.lte(most)), usual);

/** Of the hub's own broker. */
export const mqttLimits = z.strictObject({
  /** In all, and from one address. What stands before the hub on its own machine has no limit of an address. */
  connections: count(20_000, 2000),
  connectionsPerAddress: count(20_000, 200),
  /** Of one account; a stand and a display have one each. */
  connectionsPerAccount: count(1000, 20),
  /** Packets of one account over all of its connections, and twice as many after a quiet second. What is more is read later, not lost. */
  packetsPerSecond: count(100_000, 1000),
});
export type MqttLimits = z.infer<typeof mqttLimits>;

/** Of the hub's web server. */
export const httpLimits = z.strictObject({
  /** In all, and from one address: a town hall behind one address has many pages open. */
  connections: count(20_000, 3000),
  connectionsPerAddress: count(20_000, 500),
  /** A second, and as many as in ten seconds after a quiet while: of whoever is signed in, and of an address from which nobody is. */
  requestsPerAccount: count(100_000, 50),
  requestsPerAddress: count(100_000, 60),
});
export type HttpLimits = z.infer<typeof httpLimits>;
