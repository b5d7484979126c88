/** A house that DFDG pushes to, in a unit test: its settings, its mapping, and its far side. */
import { readFileSync } from "node:fs";
import type { DfdgSettings } from "../../../broker/appointments/dfdg/source.ts";
import { fingerprintOf } from "../../../broker/certificates/keys.ts";
import { checkDfdgMapping, type DfdgMapping } from "../../../protocol/config/dfdg.ts";
import type { MeetingForm } from "../../../protocol/terms.ts";
import type { DfdgCertificates } from "../../dfdg/certificates.ts";
import { type Convocation, type DfdgEmulator, ORGANISATION } from "../../dfdg/emulator.ts";
import { freePort } from "../../free-port.ts";

export const PATH = "/dfdg/indkaldelse";

/** As the example has it, with versions. */
export function testMapping(): DfdgMapping {
  const text = readFileSync(new URL("../../../docs/examples/dfdg-mapping.json", import.meta.url), "utf8");
  const checked = checkDfdgMapping(JSON.parse(text));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const { push, convocation, ...more } = checked.value;
  return {
    ...more,
    push: { ...push, version: "version" },
    convocation: { ...convocation, name: "navn", mobile: "mobilnummer", version: "version" },
  };
}

export type DfdgHouse = { readonly settings: DfdgSettings; readonly webhook: string };

export async function dfdgHouse(
  emulator: DfdgEmulator,
  { starClient, star, houseClient, houseServer }: DfdgCertificates,
): Promise<DfdgHouse> {
  const port = await freePort();
  return {
    webhook: `https://127.0.0.1:${port}${PATH}`,
    settings: {
      mapping: testMapping(),
      webhook: {
        ...{ host: "127.0.0.1", port, path: PATH },
        tls: { pair: houseServer, isOwn: false, renewed: () => undefined },
        clientCa: star.authority.cert,
        clientFingerprints: [fingerprintOf(starClient.cert)],
      },
      lookup: {
        ...{ url: emulator.url, cert: houseClient.cert, key: houseClient.key },
        ...{ ca: star.authority.cert, headers: ORGANISATION, timeoutMs: 20_000 },
      },
    },
  };
}

/** The same, which waits for no answer for long. */
export function impatient({ settings, ...more }: DfdgHouse): DfdgHouse {
  return { ...more, settings: { ...settings, lookup: { ...settings.lookup, timeoutMs: 800 } } };
}

const FORMS = { physical: "1", phone: "2", digital: "8", letter: "9" } as const;

/** A convocation in the emulator's words. */
export function convocation(
  startAt: number,
  { form = "physical", ...more }: { form?: MeetingForm } & Readonly<Record<string, unknown>> = {},
): Convocation {
  return {
    startTidspunkt: new Date(startAt).toISOString(),
    slutTidspunkt: new Date(startAt + 1_800_000).toISOString(),
    ...{ samtaleType: 7, afholdelsesform: FORMS[form], moedested: { lokale: "B204" }, ...more },
  };
}

/** Waits for what a hub says over HTTP. */
export async function eventually(look: () => Promise<boolean>, limitMs = 5_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain`);
    await new Promise((done) => setTimeout(done, 10));
  }
}
