/** Who stays away is counted once it is known, by service, source, reminders, notice and wording (R5). */
import { expect, it } from "vitest";
import { countNoShow, noShowGroups } from "../../../broker/queue/no-shows.ts";
import { A, MINUTE, NINE, ticketId, token } from "../town.ts";
import { DAY, end, HOUR, house, ID, PLAN, sole, told } from "./reminded.ts";

const groups = (hub: ReturnType<typeof house>) =>
  noShowGroups(hub.state.noShows).map(({ group, count }) => [group, count] as const);

it("an appointment is counted with the reminders that were sent and may have arrived", () => {
  const hub = house({ reminders: PLAN });
  told(hub, NINE + 4 * DAY);
  const trial = { trial: "vinter", arm: "other" } as const;
  const remind = (notice: string, at: number) => {
    hub.at = at;
    hub.send({ kind: "begin-notice", notice, wanted: sole(hub), trial });
    end(hub, notice, "sent");
  };
  remind("a", NINE + DAY);
  remind("b", NINE + 3 * DAY);
  hub.send({ kind: "report-notice", notice: "b", report: "expired" });
  remind("c", NINE + 4 * DAY - HOUR);
  const one = hub.state.appointments.byId.get(ID);
  if (one === undefined) throw new Error("gone");
  countNoShow(hub.state, one, false);
  countNoShow(hub.state, one, true);
  expect(groups(hub)).toEqual([
    [
      { service: "x", source: "planner", plan: [4320, 120], lead: 4, trial },
      { n: 2, missed: 1 },
    ],
  ]);
  expect(hub.replayed().references).toEqual(hub.state.references);
});

it("one without service, made the same day and without a reminder, is of its own group", () => {
  const hub = house({});
  told(hub, NINE + HOUR, { service: null });
  const one = hub.state.appointments.byId.get(ID);
  if (one === undefined) throw new Error("gone");
  countNoShow(hub.state, one, true);
  countNoShow(hub.state, { ...one, startAt: one.toldAt - MINUTE }, true);
  expect(groups(hub)).toEqual([
    [
      { service: "", source: "planner", plan: [], lead: 0, trial: null },
      { n: 2, missed: 0 },
    ],
  ]);
});

it("is counted by itself an hour after its time, where the day was open", () => {
  const hub = house({});
  told(hub, NINE + HOUR);
  told(hub, NINE + HOUR, { form: "phone", gone: false });
  told(hub, NINE + HOUR);
  hub.send({
    kind: "staff-issue",
    commandId: "c",
    queue: A,
    random: 1,
    ticketId: ticketId(1),
    token: token(1),
  });
  hub.at = NINE + 4 * HOUR;
  hub.send({ kind: "tick" });
  hub.send({ kind: "note-act", act: "backed-up", by: null, about: {} });
  expect(groups(hub).map(([, count]) => count)).toEqual([{ n: 1, missed: 1 }]);
});

it("a reminder that surely did not arrive, or may have, is counted as it is", () => {
  const hub = house({ reminders: PLAN });
  told(hub, NINE + 4 * DAY);
  hub.at = NINE + DAY;
  hub.send({ kind: "begin-notice", notice: "a", wanted: sole(hub) });
  end(hub, "a", "unknown");
  hub.at = NINE + 3 * DAY;
  hub.send({ kind: "begin-notice", notice: "b", wanted: sole(hub) });
  end(hub, "b", "sent");
  hub.send({ kind: "report-notice", notice: "b", report: "failed" });
  const one = hub.state.appointments.byId.get(ID);
  if (one === undefined) throw new Error("gone");
  countNoShow(hub.state, one, true);
  expect(groups(hub)).toMatchObject([[{ plan: [4320] }, { n: 1, missed: 0 }]]);
});
