/**
 * The routes of `/t/<token>/sms`: a ticket's citizen asks to be told of their place by text message, or no longer (R13).
 * Knows no rule and no words. The number comes in the body of a form, and stands in no address.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasEnded, parseToken, type TicketToken } from "../../protocol/terms.ts";
import type { PlaceMessages } from "../notices/place-messages.ts";
import { PLACE_LANGUAGES, type PlacePage, placePage } from "../phone/place-page.ts";
import { ticketByToken } from "../queue/find.ts";
import type { HubState } from "../queue/state.ts";
import { door } from "./doors.ts";
import { isLocalAddress } from "./guard.ts";
import { languageFor } from "./phone-language.ts";

export type PlaceRoutesOptions = {
  readonly hub: { readonly state: () => HubState };
  /** `null`: this hub sends no text messages. */
  readonly texts: { readonly places: PlaceMessages } | null;
};

const LONGEST = 2048;

/** The page with what came of the last try. */
function send(
  { hub, texts }: PlaceRoutesOptions,
  { request, reply, token, said }: Asked & { readonly said: PlacePage["said"] },
): FastifyReply {
  const state = hub.state();
  const ticket = ticketByToken(state, token);
  const { languages, name, placeTexts } = state.location;
  const isWaiting = ticket !== undefined && !hasEnded(ticket.state) && ticket.state !== "serving";
  const page = placePage({
    ...{ token, place: name, said, number: ticket?.number ?? "", usual: placeTexts ?? 2 },
    languages: languages.filter((one) => PLACE_LANGUAGES.includes(one)),
    language: languageFor(languages, request),
    standing: texts?.places.standing(token) ?? null,
    isOffered: isWaiting && texts !== null && placeTexts !== undefined,
  });
  const status = ticket === undefined ? 404 : said !== null && "refused" in said ? 409 : 200;
  return reply
    .code(status)
    .headers({ "cache-control": "no-store", "referrer-policy": "strict-origin" })
    .type("text/html; charset=utf-8")
    .send(page);
}

type Asked = { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly token: TicketToken };

async function take(options: PlaceRoutesOptions, asked: Asked): Promise<PlacePage["said"]> {
  const { texts, hub } = options;
  const { request, token } = asked;
  const { languages, placeTexts } = hub.state().location;
  if (texts === null || placeTexts === undefined) return { refused: "not-allowed" };
  const form = new URLSearchParams(typeof request.body === "string" ? request.body : "");
  if (form.get("what") === "drop") {
    await texts.places.drop(token);
    return { dropped: true };
  }
  const wished = form.get("ahead") ?? "";
  return await texts.places.ask({
    ...{ token, mobile: form.get("mobile") ?? "", language: languageFor(languages, request) },
    ahead: /^[1-5]$/.test(wished) ? Number(wished) : placeTexts,
    // What stands before the hub on this machine hands everybody's requests on.
    address: isLocalAddress(request.ip) ? null : request.ip,
  });
}

/** The page, and its form. */
export function placeTextRoutes(app: FastifyInstance, options: PlaceRoutesOptions): void {
  const tokenOf = (request: FastifyRequest) => parseToken((request.params as { token: string }).token);
  const unknown = (reply: FastifyReply) => reply.code(404).send({ problem: "there is no such ticket" });
  app.get("/t/:token/sms", door("open"), (request, reply) => {
    const token = tokenOf(request);
    return token === null ? unknown(reply) : send(options, { request, reply, token, said: null });
  });
  void app.register((forms, _options, done) => {
    forms.removeAllContentTypeParsers();
    forms.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: LONGEST },
      (_request, body, ready) => ready(null, body),
    );
    forms.post("/t/:token/sms", door("open"), async (request, reply) => {
      const token = tokenOf(request);
      if (token === null) return unknown(reply);
      const said = await take(options, { request, reply, token });
      return send(options, { request, reply, token, said });
    });
    done();
  });
}
