/**
 * Who counts as one where addresses are counted. Pure; knows no socket.
 */

/**
 * An IPv4 address stands for itself, an IPv6 address for its network of 64 bits, which one machine has to itself.
 * `null` where the address says nothing about who comes: what stands before the hub on this machine hands everybody's connections on.
 */
export function networkOf(address: string | undefined): string | null {
  const plain = (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (plain === "" || plain === "::1" || plain === "127.0.0.1") return null;
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("%", 1)[0]?.split("::") ?? [];
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => "0"), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
