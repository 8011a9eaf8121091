import { BlockList, isIP, isIPv4 } from "node:net";

/** A range of addresses as it was written: 10.0.0.0/8, fd00::/8, or a single address. */
export type AddressRange = { address: string; bits: number; family: "ipv4" | "ipv6" };

/** What an address leads to: the open net; a place of this house or this machine, which may be allowed; or nothing that anybody may be sent to. */
export type AddressKind = "public" | "private" | "never";

/** Special-purpose addresses of IPv4 (RFC 6890 and the IANA registry): this machine, private nets, CGNAT, link-local, documentation, benchmarks. */
const PRIVATE_4 = [
  ...["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
];
/** This network, multicast, reserved, broadcast. */
const NEVER_4 = ["0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4"];
/** Of IPv6 only 2000::/3 is the open net; in it these are not. Those that carry an IPv4 address inside (6to4, Teredo) could lead anywhere. */
const PRIVATE_IN_GLOBAL_6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];
const GLOBAL_6 = ["2000::/3"];
const NEVER_6 = ["::/128", "ff00::/8"];

const listed = (ranges: readonly string[]) => blockList(ranges.map(rangeOf).filter((range) => range !== null));
const private4 = listed(PRIVATE_4);
const never4 = listed(NEVER_4);
const privateInGlobal6 = listed(PRIVATE_IN_GLOBAL_6);
const global6 = listed(GLOBAL_6);
const never6 = listed(NEVER_6);

/** A range out of its text; null for what is none. A lone address is a range of one. */
export function rangeOf(text: string): AddressRange | null {
  const [address = "", bits, ...more] = text.trim().split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || more.length > 0) return null;
  const most = version === 4 ? 32 : 128;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return null;
  return { address, bits: bits === undefined ? most : Number(bits), family: version === 4 ? "ipv4" : "ipv6" };
}

function blockList(ranges: readonly AddressRange[]): BlockList {
  const list = new BlockList();
  for (const { address, bits, family } of ranges) list.addSubnet(address, bits, family);
  return list;
}

/** An IPv4 address that stands inside an IPv6 one (::ffff:10.0.0.1, also written ::ffff:a00:1) as itself; every other as it is. */
export function plainAddress(address: string): string {
  if (isIP(address) !== 6) return address;
  const canonical = new URL(`http://[${address.replace(/%.*$/, "")}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const [high = 0, low = 0] = mapped.slice(1).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** What an address is. What is no address at all leads nowhere: "never". */
export function kindOfAddress(address: string): AddressKind {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return never4.check(plain, "ipv4") ? "never" : private4.check(plain, "ipv4") ? "private" : "public";
  if (isIP(plain) !== 6 || never6.check(plain, "ipv6")) return "never";
  return global6.check(plain, "ipv6") && !privateInGlobal6.check(plain, "ipv6") ? "public" : "private";
}

/** Whether one of the ranges holds the address. */
export function isWithin(address: string, ranges: readonly AddressRange[]): boolean {
  const plain = plainAddress(address);
  const version = isIP(plain);
  return version !== 0 && blockList(ranges).check(plain, version === 4 ? "ipv4" : "ipv6");
}

/** Whether anything may be sent there: to the open net; to a private address where `allowed` names it; never to multicast, broadcast or "any". */
export function mayConnect(address: string, allowed: readonly AddressRange[]): boolean {
  const kind = kindOfAddress(address);
  return kind === "public" || (kind === "private" && isWithin(address, allowed));
}
