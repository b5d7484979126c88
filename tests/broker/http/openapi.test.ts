import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { API, type ApiRoute } from "../../../broker/http/api.ts";
import { openApi } from "../../../broker/http/openapi.ts";

const FILE = "docs/openapi.json";
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const written = () => `${JSON.stringify(openApi(version), null, 2)}\n`;

if (process.env["UPDATE_DOCS"] === "1") writeFileSync(FILE, written());

it("docs/openapi.json is what the table of routes says today (UPDATE_DOCS=1 writes it anew)", () => {
  expect(readFileSync(FILE, "utf8") === written()).toBe(true);
});

const hasBody = ({ body, takes }: ApiRoute) => body !== null || takes !== undefined;

it("describes every route of the table once, with a body for each that may have one", () => {
  const { paths } = openApi(version) as {
    paths: Record<string, Record<string, { operationId: string; requestBody?: object; responses: object }>>;
  };
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  expect(operations.map((one) => one.operationId).sort()).toEqual(Object.keys(API).sort());
  for (const one of operations)
    expect([one.operationId, one.requestBody !== undefined]).toEqual([
      one.operationId,
      hasBody(API[one.operationId as keyof typeof API]),
    ]);
});

it("points only at schemas that are there", () => {
  const document = openApi(version) as { components: { schemas: object } };
  const refs = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    ([, name]) => name,
  );
  expect(refs.length).toBeGreaterThan(0);
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...new Set(refs)]));
});

it("says of sign-in and sign-out that they write nothing in the ledger, and of sign-out that it takes no command", () => {
  const said = JSON.stringify(openApi(version)["paths"]);
  type Operation = { requestBody?: object; responses: { "200": { description: string } } };
  const { "/api/sign-in": signIn, "/api/sign-out": signOut } = JSON.parse(said) as Record<
    string,
    { post: Operation } | undefined
  >;
  for (const one of [signIn, signOut]) expect(one?.post.responses["200"].description).toBe("Done.");
  expect(signOut?.post.requestBody).toBe(undefined);
});
