/**
 * A municipality's login service for the tests: oidc-provider with a page that asks for a name and no password.
 * Run as `node provider.mjs <port> <accounts> [parts]`, where accounts are JSON, by name the claims; with `parts` its pages part from
 * whoever opened them. As Entra ID and AD FS do, it forbids to be framed. Says its issuer on standard output.
 */
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, accounts] = [Number(process.argv[2]), JSON.parse(process.argv[3] ?? "{}")];
const server = createServer();
await new Promise((done) => server.listen(port, "127.0.0.1", done));
// Another host than the hub's 127.0.0.1, so that a browser takes them for two sites, as they are.
const issuer = `http://localhost:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "talon",
      client_secret: "a secret of the tests only",
      token_endpoint_auth_method: "client_secret_post",
      redirect_uris: ["http://127.0.0.1/sign-in/oidc/back"],
    },
  ],
  scopes: ["openid", "profile"],
  claims: { openid: ["sub"], profile: ["preferred_username", "groups", "name", "email", "phone_number"] },
  // As Entra ID and AD FS do: what is asked for stands in the token itself.
  conformIdTokenClaims: false,
  cookies: { keys: ["of the tests"] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});

// The hub's port is not known yet.
provider.Client.prototype.redirectUriAllowed = (uri) =>
  /^https?:\/\/127\.0\.0\.1:\d+\/sign-in\/oidc\/back$/.test(uri);

const page = `<!doctype html><html lang="da"><title>Login</title><main><form method="post">
<label>Navn <input name="login"></label><button>Log ind</button></form></main></html>`;

async function interaction(request, response) {
  if (request.method === "GET") return response.setHeader("content-type", "text/html").end(page);
  let body = "";
  for await (const chunk of request) body += chunk;
  const name = new URLSearchParams(body).get("login") ?? "";
  const result =
    name === "" ? { error: "access_denied", error_description: "stopped" } : { login: { accountId: name } };
  return await provider.interactionFinished(request, response, result);
}

const answer = provider.callback();
server.on("request", (request, response) => {
  response.setHeader("x-frame-options", "DENY");
  if (process.argv[4] === "parts") response.setHeader("cross-origin-opener-policy", "same-origin");
  if (!request.url?.startsWith("/interaction/")) return answer(request, response);
  return interaction(request, response);
});
process.stdout.write(`issuer ${issuer}\n`);
process.on("disconnect", () => process.exit(0));
