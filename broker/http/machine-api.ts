/**
 * The rows of the API's table about stands' machines.
 * Data only.
 */
const MACHINES = "/locations/:location/administration/stand-machines";
const MANAGES = { body: null, refuses: false, door: "manage-machines" } as const;

const manages = <Answer extends "Claim" | "Managed">(deed: string, answer: Answer, says: string) =>
  ({ ...MANAGES, method: "POST", path: `${MACHINES}/:stand/${deed}`, answer, says }) as const;

export const MACHINE_API = {
  standMachines: {
    ...MANAGES,
    method: "GET",
    path: MACHINES,
    answer: "StandMachines",
    says: "How each stand's machine stands: certificate, open code, cut off; and by what the hub's authority is known.",
  },
  claimStand: manages(
    "claim",
    "Claim",
    "A one-time code to make a machine this stand, for 24 hours. It is told here and never again.",
  ),
  revokeClaim: manages("revoke-claim", "Managed", "The open code of this stand is over."),
  cutOffStand: manages(
    "cut-off",
    "Managed",
    "Its connection ends at once, and neither certificate nor password lets it in again.",
  ),
  grantOutbox: manages(
    "grant-outbox",
    "Managed",
    "Within an hour a stand that is cut off may connect once more, to bring what it printed.",
  ),
} as const;
