/**
 * The routes for stands' machines: how they stand, one-time codes, cutting off and letting an outbox in.
 * Knows no rule; what may be done stands in broker/queue/decide/machines.ts.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { StandId } from "../../protocol/terms.ts";
import type { By, MachineDesk } from "../enrolment/desk.ts";
import { API } from "./api.ts";
import { actorOf, type DoorOptions, door, spokenIn, staffOf } from "./doors.ts";
import { told } from "./enrolment.ts";

/** The routes about machines. */
export type MachineName = "standMachines" | "claimStand" | "revokeClaim" | "cutOffStand" | "grantOutbox";
type Options = DoorOptions & { readonly machines: MachineDesk };
type Doing = (stand: StandId, by: By) => Promise<object | null>;

/** `GET .../machines`, and what is done about one stand below it. */
export function machineRoutes(app: FastifyInstance, options: Options): void {
  const { machines } = options;
  const here = (request: FastifyRequest) =>
    (request.params as { location: string }).location === options.location();
  const missing = { problem: "there is no such location" };
  app.get(`/api${API.standMachines.path}`, door(API.standMachines.door), (request, reply) =>
    here(request) ? told(reply, machines.list(spokenIn(request))) : reply.code(404).send(missing),
  );
  const tells = (name: Exclude<MachineName, "standMachines">, act: Doing) =>
    app.post(`/api${API[name].path}`, door(API[name].door), async (request, reply) => {
      if (!here(request)) return reply.code(404).send(missing);
      const { stand } = request.params as { stand: StandId };
      const actor = actorOf(request, options);
      // The door has let nobody in who is nobody.
      if (actor === null) return told(reply, { refused: "not-allowed" });
      return told(reply, await act(stand, { by: staffOf(request, options), actor }));
    });
  tells("claimStand", (stand, by) => machines.makeClaim(stand, by));
  tells("revokeClaim", (stand, by) => machines.revokeClaim(stand, by));
  tells("cutOffStand", (stand, by) => machines.cutOff(stand, by));
  tells("grantOutbox", (stand, by) => machines.grant(stand, by));
}
