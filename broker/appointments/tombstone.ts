/** What a source says of an appointment of which it names nothing but the id: that it is gone. Knows no queue. */
import type { SourceAppointment } from "./contract.ts";

/** An older word that comes later than this is not told from news. */
const REMEMBERED_MS = 7 * 86_400_000;

/** Of one that is known its own facts stay as they were. `at`: now, epoch ms. */
export function tombstone(sourceId: string, version: number | null, at: number): SourceAppointment {
  const startAt = at + REMEMBERED_MS;
  return {
    ...{ sourceId, version, status: "cancelled", startAt, endAt: startAt + 1 },
    ...{ location: null, kind: null, room: null, hosts: [], form: "physical" },
    ...{ reminds: "none", isConfidential: false, participants: [] },
  };
}
