/**
 * The rows of the API's table about machines of the hall: those of stands, and screens.
 * Data only.
 */
const SCREENS = "/locations/:location/administration/screens";
const MACHINES = "/locations/:location/administration/stand-machines";
const MANAGES = { body: null, refuses: false, door: "manage-machines" } as const;

const manages = <Answer extends "Claim" | "Managed">(deed: string, answer: Answer, says: string) =>
  ({ ...MANAGES, method: "POST", path: `${MACHINES}/:stand/${deed}`, answer, says }) as const;

export const MACHINE_API = {
  standMachines: {
    ...MANAGES,
    method: "GET",
    path: MACHINES,
    query: ["language"],
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
  screens: {
    ...MANAGES,
    method: "GET",
    path: SCREENS,
    answer: "Screens",
    says: "Whether screens are paired here, and each that is: which display it shows, and when it was last seen.",
  },
  pairScreen: {
    ...MANAGES,
    method: "POST",
    path: `${SCREENS}/pair`,
    body: "pairScreen",
    answer: "Managed",
    says: "The browser that shows this code becomes this display.",
  },
  unpairScreen: {
    ...MANAGES,
    method: "POST",
    path: `${SCREENS}/:screen/unpair`,
    answer: "Managed",
    says: "This screen shows its display no longer, from this moment.",
  },
} as const;
