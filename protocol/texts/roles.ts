/** What roles of people are called, in the two languages that staff read. Knows no right. */

export const ROLE_TEXTS = {
  da: {
    staff: "Personale ved skranke",
    host: "Vært for aftaler",
    floorwalker: "Gulvvært",
    leader: "Leder",
    technician: "Tekniker",
    administrator: "Administrator",
    auditor: "Revisor",
  },
  en: {
    staff: "Staff at a counter",
    host: "Host of appointments",
    floorwalker: "Floorwalker",
    leader: "Leader",
    technician: "Technician",
    administrator: "Administrator",
    auditor: "Auditor",
  },
} as const;
