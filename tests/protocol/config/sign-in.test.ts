import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkHub } from "../../../protocol/config/hub.ts";

type Part = Record<string, unknown>;
type Hub = { readonly http: Part; readonly signIn: { readonly oidc: Part } };
const example = () => JSON.parse(readFileSync("docs/examples/hub-entra.json", "utf8")) as Hub;

/** What is wrong with the example when parts of it are others. */
function of(oidc: Part, http: Part = {}): string[] {
  const hub = example();
  const signIn = { ...hub.signIn, oidc: { ...hub.signIn.oidc, ...oidc } };
  const checked = checkHub(JSON.parse(JSON.stringify({ ...hub, signIn, http: { ...hub.http, ...http } })));
  return checked.ok ? [] : checked.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

it("staff may sign in by the municipality's own login service, as docs/examples/hub-entra.json shows it", () => {
  const checked = checkHub(example());
  expect(checked.ok && checked.value.signIn).toMatchObject({
    oidc: { scopes: ["openid", "profile"], groupsClaim: "groups", responseMode: "query" },
  });
});

it("a login service is one directory's own issuer, over https", () => {
  const issuer = (text: string) => of({ issuer: text });
  expect(issuer("http://localhost:9000")).toEqual([]);
  expect(issuer("https://adfs.example.dk/adfs")).toEqual([]);
  expect(issuer("http://login.example.dk")).toEqual(["signIn.oidc.issuer: must begin with https://"]);
  expect(issuer("https://login.example.dk/.well-known/openid-configuration")).toEqual([
    "signIn.oidc.issuer: must be the issuer itself, without /.well-known/...",
  ]);
  for (const text of ["https://x.dk/?a=1", "https://x.dk/#a", "https://a@x.dk/", "https://:b@x.dk/"])
    expect(issuer(text)).toEqual(["signIn.oidc.issuer: must be a plain address, without ?, # or @"]);
  expect(issuer("https://login.microsoftonline.com/common/v2.0")).toEqual([
    'signIn.oidc.issuer: must name your own directory (tenant), not "common"',
  ]);
});

it("a login service has one secret, asks for openid, has roles, and leads back over https", () => {
  const secret = "signIn.oidc: name either clientSecretFile or credential";
  expect(of({ clientSecretFile: undefined })).toEqual([secret]);
  expect(of({ clientSecretFile: undefined, credential: "oidc" })).toEqual([]);
  expect(of({ credential: "oidc" })).toEqual([secret]);
  expect(of({ scopes: ["profile"] })).toEqual(['signIn.oidc.scopes: must have "openid"']);
  expect(of({ responseMode: "form_post" })).toEqual([]);
  expect(of({ responseMode: "form_post" }, { publicUrl: "http://queue.example.dk" })).toEqual([
    "signIn.oidc.responseMode: form_post needs a publicUrl with https://",
    "http.publicUrl: must begin with https:// where signIn has oidc",
  ]);
  expect(of({}, { publicUrl: "http://127.0.0.1:8080" })).toEqual([]);
  expect(of({ roles: [] })).toHaveLength(1);
  expect(of({ issuers: "x" })).toHaveLength(1);
});
