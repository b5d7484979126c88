/**
 * Programs that stand before the hub and hand others' requests on: whose word about who asks is believed, and nobody else's.
 * Knows no route. A header of somebody who is no such program is thrown away before anything reads it.
 */
import type { IncomingMessage, RequestListener } from "node:http";
import { BlockList, isIP } from "node:net";

/** What such programs say of a request (X-Forwarded-For of de facto use; RFC 7239 is its successor, which few of them speak). */
const FOR = "x-forwarded-for";
const SAID = [FOR, "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "forwarded"] as const;

const plainOf = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");
const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** `10.0.0.1:4711`, `[2001:db8::1]:4711` and `2001:db8::1` -> the address alone; `null` for what is none. */
function addressIn(text: string): string | null {
  const said = text.trim();
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(said)?.[1] ?? /^(\d+(?:\.\d+){3})(?::\d+)?$/.exec(said)?.[1] ?? said;
  const plain = plainOf(bare.split("%", 1)[0] ?? "");
  return isIP(plain) === 0 ? null : plain;
}

/** The programs of one configuration. */
export class Proxies {
  readonly #list = new BlockList();
  readonly isNone: boolean;

  /** `trusted`: addresses and networks, as the configuration has checked them. */
  constructor(trusted: readonly string[]) {
    this.isNone = trusted.length === 0;
    for (const one of trusted) {
      const [address = "", bits] = one.split("/");
      if (bits === undefined) this.#list.addAddress(address, familyOf(address));
      else this.#list.addSubnet(address, Number(bits), familyOf(address));
    }
  }

  /** Whether what comes from this address is another one's word. */
  isTrusted(address: string | undefined): boolean {
    const plain = plainOf(address ?? "");
    return isIP(plain) !== 0 && this.#list.check(plain, familyOf(plain));
  }

  /** Takes away what somebody says who is not believed; of one who is, ports, and all that stands before what is no address. */
  clean({
    headers,
    socket,
  }: Pick<IncomingMessage, "headers"> & {
    readonly socket: { readonly remoteAddress?: string | undefined };
  }): void {
    if (!this.isTrusted(socket.remoteAddress)) {
      for (const name of SAID) delete headers[name];
      return;
    }
    const said = [headers[FOR] ?? []].flat().join(",").split(",").map(addressIn);
    const good = said.slice(said.lastIndexOf(null) + 1);
    if (good.length === 0) delete headers[FOR];
    else headers[FOR] = good.join(", ");
  }

  /** A server's listener that reads no request before it is cleaned. */
  before(listener: RequestListener): RequestListener {
    return (request, response) => {
      this.clean(request);
      listener(request, response);
    };
  }
}
