import { describe, expect, it } from "vitest";
import { slipOf } from "../../../../device/stand/slip.ts";
import type { Information } from "../../../../protocol/config.ts";
import type { ServiceId } from "../../../../protocol/terms.ts";
import { standConfig } from "../bench-location.ts";
import { BenchStand, restarted } from "../bench-stand.ts";

const MOVE: Information = {
  information: "move",
  title: { da: "Flytning", en: "Moving house" },
  text: { da: "Du kan melde flytning på borger.dk.", en: "You can report your move at borger.dk." },
  url: "https://www.borger.dk/flytning",
};
const does = (service: string) => ({ kind: "service" as const, service: service as ServiceId });

/** Button 3 asks twice: first what it is about, then whether it is the first licence. */
function asking(change: { readonly hasScreen?: boolean } = {}): BenchStand {
  const config = standConfig({
    menus: [
      {
        menu: "more",
        title: { da: "Hvad drejer det sig om?" },
        items: [
          { label: { da: "Flytning" }, does: { kind: "information", information: "move" } },
          { label: { da: "Kørekort", en: "Licence" }, does: { kind: "menu", menu: "licence" } },
        ],
      },
      {
        menu: "licence",
        title: { da: "Er det dit første?" },
        items: [
          { label: { da: "Ja" }, does: does("licence") },
          { label: { da: "Nej" }, does: does("passport") },
        ],
      },
    ],
    informations: [MOVE],
  });
  return new BenchStand({
    remembered: { standConfig: config, queues: {} },
    ...(change.hasScreen === undefined ? {} : { identity: { hasScreen: change.hasScreen } }),
  }).online();
}

const linesOf = (stand: BenchStand) => {
  const [print] = stand.prints().slice(-1);
  return slipOf(stand.state, print!, { widthMm: 80, moment: stand.moment() })?.slip.lines ?? [];
};
const textsOf = (stand: BenchStand) =>
  linesOf(stand).flatMap((line) => (line.kind === "text" ? [line.text] : []));

describe("questions on the buttons", () => {
  it("lead over any number of menus to a service, and the answers go with the ticket to hub and card", () => {
    const stand = asking();
    stand.press(3);
    stand.pass(500);
    stand.press(2);
    stand.pass(500);
    const ticketId = stand.press(1)!;
    expect(stand.published("issue").at(-1)).toMatchObject({
      answers: ["Kørekort", "Ja"],
      service: "licence",
    });
    expect(stand.ticketOf(ticketId)).toMatchObject({ answers: ["Kørekort", "Ja"] });
    expect(restarted(stand).ticketOf(ticketId)).toMatchObject({ answers: ["Kørekort", "Ja"] });
    stand.answerIssue(ticketId, "B01");
    stand.stored(ticketId);
    stand.paper(ticketId);
    expect(stand.published("printed").at(-1)?.records).toMatchObject([{ answers: ["Kørekort", "Ja"] }]);
    expect(stand.state.way).toEqual([]);
  });

  it("leave nothing of whoever went away without an answer", () => {
    const stand = asking();
    stand.press(3);
    stand.pass(500);
    stand.press(2);
    stand.pass(40_000);
    expect(stand.state).toMatchObject({ way: [] });
    stand.ticket(1, "A01");
    expect(stand.published("issue").at(-1)).not.toHaveProperty("answers");
  });
});

describe("information instead of a ticket", () => {
  it("comes out on paper with its code and stands on the screen; nobody waits with it", () => {
    const stand = asking();
    stand.press(3);
    stand.pass(500);
    expect(stand.press(1)).toBeNull();
    expect(stand.picture()).toMatchObject({ menu: null, information: { title: MOVE.title, url: MOVE.url } });
    expect(textsOf(stand)).toEqual([
      "Demo Rådhus",
      "Flytning",
      "Du kan melde flytning på borger.dk.",
      "www.borger.dk/flytning",
      "Dette er ikke et nummer",
    ]);
    expect(linesOf(stand)).toContainEqual(expect.objectContaining({ kind: "qr", data: MOVE.url }));
    expect(stand.published("issue")).toEqual([]);
    expect(stand.effects).toContainEqual({ do: "sign", sign: "accepted" });
    stand.pass(40_000);
    expect(stand.picture().information).toBeNull();
  });

  it("comes out once while it is read, in the citizen's language, and is put away by whoever has read it", () => {
    const config = standConfig({
      buttons: [{ button: 1, label: { da: "Flyt" }, does: { kind: "information", information: "move" } }],
      informations: [MOVE],
    });
    const stand = new BenchStand({ remembered: { standConfig: config, queues: {} } }).online();
    stand.happen({ kind: "language", language: "en" });
    stand.press(1);
    stand.pass(500);
    stand.press(1);
    expect(stand.prints()).toHaveLength(1);
    expect(textsOf(stand)).toContain("You can report your move at borger.dk.");
    stand.happen({ kind: "dismissed" });
    expect(stand.picture().information).toBeNull();
    stand.press(1);
    expect(stand.prints()).toHaveLength(2);
  });

  it("gives way to whoever opens a menu or takes a number next, and comes out for them too", () => {
    const stand = asking();
    const read = () => {
      stand.press(3);
      stand.pass(500);
      stand.press(1);
      stand.pass(500);
    };
    read();
    stand.press(3);
    stand.pass(500);
    expect(stand.picture().information).toBeNull();
    expect(stand.lit()).toContain(1);
    stand.press(1);
    stand.pass(500);
    expect(stand.prints()).toHaveLength(2);
    expect(stand.press(1)).not.toBeNull();
    expect(stand.picture().information).toBeNull();
  });

  it("needs no hub, and without paper the screen alone; without both its button is dark", () => {
    const printer = { online: true, paper: "out" as const, error: null, problem: null };
    const told = (hasScreen: boolean) => {
      const stand = asking({ hasScreen });
      stand.offline();
      stand.happen({ kind: "printer", printer });
      stand.press(3);
      stand.pass(500);
      stand.press(1);
      return stand;
    };
    expect(told(true).picture().information).not.toBeNull();
    expect(told(true).prints()).toEqual([]);
    expect(told(false).picture().information).toBeNull();
  });

  it("that is missing in the document takes down its button and no other", () => {
    const config = standConfig({
      buttons: [
        ...standConfig().buttons,
        { button: 4, label: { da: "Væk" }, does: { kind: "information", information: "gone" } },
      ],
    });
    const stand = new BenchStand({ remembered: { standConfig: config, queues: {} } }).online();
    expect(stand.lit()).toEqual([1, 2, 3]);
  });
});

describe("what the receipt says of a service", () => {
  it("is its message and what to bring, in the citizen's language", () => {
    const services = standConfig().services.map((service) => ({
      ...service,
      message: { da: "Sæt dig ved vinduet.", en: "Sit by the window." },
      bring: [{ da: "Foto", en: "Photo" }, { da: "Gammelt pas" }],
    }));
    const stand = new BenchStand({
      remembered: { standConfig: standConfig({ services }), queues: {} },
    }).online();
    stand.ticket(1, "A01");
    expect(textsOf(stand)).toEqual(
      expect.arrayContaining(["Sæt dig ved vinduet.", "Husk at have med:", "- Foto", "- Gammelt pas"]),
    );
    stand.happen({ kind: "language", language: "en" });
    stand.pass(5000);
    stand.ticket(1, "A02");
    expect(textsOf(stand)).toEqual(
      expect.arrayContaining(["Sit by the window.", "Remember to bring:", "- Photo", "- Gammelt pas"]),
    );
  });
});
