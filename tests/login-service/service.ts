/** A real login service in a process of its own, and just enough of a browser to walk through it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { OidcSettings } from "../../broker/accounts/login-service.ts";

type Claims = Readonly<Record<string, unknown>>;

/** Who may sign in at the municipality. */
const PEOPLE: Readonly<Record<string, Claims>> = {
  "Anna@Kommune.dk": { preferred_username: "Anna@Kommune.dk", groups: ["hall", "other"] },
  "bo@kommune.dk": { preferred_username: "bo@kommune.dk", groups: ["gardeners"] },
  "ib@kommune.dk": { preferred_username: "ib@kommune.dk", groups: ["hall"] },
};

/** What the hub is told of a login service. */
export function oidcSettings(issuer: string, more: Partial<OidcSettings> = {}): OidcSettings {
  return {
    ...{ issuer, clientId: "talon", clientSecret: "a secret of the tests only" },
    ...{ scopes: ["openid", "profile"], responseMode: "query", groupsClaim: "groups" },
    personClaim: "preferred_username",
    roles: [
      { group: "hall", grant: { role: "staff", queues: ["a"] } },
      { group: "leaders", grant: { role: "leader" } },
    ],
    name: { da: "Eksempel Kommune", en: "Example Municipality" },
    ...more,
  };
}

export class LoginProcess {
  readonly issuer: string;
  readonly #child: ChildProcess;

  private constructor(issuer: string, child: ChildProcess) {
    this.issuer = issuer;
    this.#child = child;
  }

  /** `port` 0: any free one; `more`: others who may sign in, beside those of every test; `parts`: its pages part from who opened them. */
  static async open(
    port = 0,
    more: Readonly<Record<string, Claims>> = {},
    parts = false,
  ): Promise<LoginProcess> {
    const program = new URL("./provider.mjs", import.meta.url).pathname;
    const child = spawn(
      process.execPath,
      [program, String(port), JSON.stringify({ ...PEOPLE, ...more }), ...(parts ? ["parts"] : [])],
      {
        stdio: ["ignore", "pipe", "ignore", "ipc"],
      },
    );
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      const issuer = /^issuer (.+)$/.exec(line)?.[1];
      if (issuer !== undefined) return new LoginProcess(issuer, child);
    }
    throw new Error("the login service ended before it listened");
  }

  get port(): number {
    return Number(new URL(this.issuer).port);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }
}

/** Cookies by host and port, redirects one at a time: what a browser does, seen at every step. */
export class Walker {
  readonly cookies = new Map<string, Map<string, string>>();

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept: "text/html", ...(cookie === "" ? {} : { cookie }), ...init.headers };
    const response = await fetch(url, { ...init, redirect: "manual", headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0(?:;|$)|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Follows redirects until a page, or until the next one would go to `stop`; answers that address, or the page's. */
  async follow(from: string, stop: string): Promise<string> {
    let url = from;
    for (let steps = 0; steps < 12; steps += 1) {
      if (url.startsWith(stop)) return url;
      const to = (await this.go(url)).headers.get("location");
      if (to === null) return url;
      url = new URL(to, url).href;
    }
    throw new Error(`no end of redirects at ${url}`);
  }

  /** From the hub's button through the login service; answers the address that the browser is sent back to, which is not asked yet. */
  async signInAt(hub: string, name: string, to = "/staff"): Promise<string> {
    const back = `${hub}/sign-in/oidc/back`;
    const begun = await this.go(`${hub}/sign-in/oidc?to=${encodeURIComponent(to)}`);
    return await this.through(begun.headers.get("location") ?? "", back, name);
  }

  /** From the login service's address until it sends back to `back`. */
  async through(url: string, back: string, name: string): Promise<string> {
    const form = await this.follow(url, back);
    if (form.startsWith(back)) return form;
    const posted = await this.go(form, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ login: name }).toString(),
    });
    return await this.follow(new URL(posted.headers.get("location") ?? "", form).href, back);
  }
}
