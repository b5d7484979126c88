/**
 * The rows of the API's table about appointments and their sources.
 * Data only.
 */
import { LONGEST_BYTES } from "../appointments/delivery.ts";

const HERE = "/locations/:location";
const READS = { method: "GET", body: null, refuses: false } as const;

export const APPOINTMENT_API = {
  appointments: {
    ...READS,
    path: `${HERE}/appointments`,
    answer: ["Appointment"],
    says: "Today's appointments, or those of `?days=` days later, earliest first, with who has arrived; names and codes for whoever meets them.",
  },
  appointmentSources: {
    ...READS,
    path: `${HERE}/appointment-sources`,
    answer: ["AppointmentReport"],
    door: "see-document",
    says: "What became of the last delivery of each source of appointments since the hub's start.",
  },
  pushAppointments: {
    method: "POST",
    path: `${HERE}/appointments/:source`,
    body: null,
    answer: "AppointmentReport",
    refuses: false,
    door: "open",
    longest: LONGEST_BYTES,
    takes: ["text/csv", "application/json"],
    says: "A source delivers appointments, as CSV or JSON, with its own token as bearer.",
  },
} as const;
export type AppointmentName = keyof typeof APPOINTMENT_API;
