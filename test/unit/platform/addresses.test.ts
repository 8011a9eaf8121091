import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressRange, isWithin, kindOfAddress, mayConnect, plainAddress, rangeOf } from "~/platform/addresses";

const ranges = (...texts: string[]) => texts.map((text) => rangeOf(text)).filter((range): range is AddressRange => range !== null);

describe("what an address leads to", () => {
  it.each([
    ["8.8.8.8", "public"],
    ["9.255.255.255", "public"],
    ["10.0.0.0", "private"],
    ["10.255.255.255", "private"],
    ["11.0.0.0", "public"],
    ["100.63.255.255", "public"],
    ["100.64.0.0", "private"],
    ["100.127.255.255", "private"],
    ["100.128.0.0", "public"],
    ["126.255.255.255", "public"],
    ["127.0.0.1", "private"],
    ["127.255.255.255", "private"],
    ["169.254.169.254", "private"],
    ["172.15.255.255", "public"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["172.32.0.0", "public"],
    ["192.0.0.1", "private"],
    ["192.0.2.1", "private"],
    ["192.168.0.1", "private"],
    ["192.169.0.0", "public"],
    ["198.18.0.1", "private"],
    ["198.20.0.0", "public"],
    ["198.51.100.7", "private"],
    ["203.0.113.7", "private"],
    ["0.0.0.0", "never"],
    ["0.1.2.3", "never"],
    ["223.255.255.255", "public"],
    ["224.0.0.1", "never"],
    ["239.255.255.255", "never"],
    ["240.0.0.1", "never"],
    ["255.255.255.255", "never"],
    ["::", "never"],
    ["::1", "private"],
    ["::ffff:127.0.0.1", "private"],
    ["::ffff:7f00:1", "private"],
    ["::FFFF:10.0.0.1", "private"],
    ["0:0:0:0:0:ffff:8.8.8.8", "public"],
    ["::ffff:0.0.0.0", "never"],
    ["::ffff:224.0.0.1", "never"],
    ["::127.0.0.1", "private"],
    ["64:ff9b::7f00:1", "private"],
    ["fe80::1", "private"],
    ["fe80::1%eth0", "private"],
    ["fc00::1", "private"],
    ["fd12:3456::1", "private"],
    ["ff02::1", "never"],
    ["2001:db8::1", "private"],
    ["2001::1", "private"],
    ["2002:7f00:1::", "private"],
    ["3fff::1", "private"],
    ["2606:4700:4700::1111", "public"],
    ["240e::1", "public"],
    ["localhost", "never"],
    ["", "never"],
    ["1.2.3", "never"],
    ["10.0.0.1/8", "never"],
  ])("%s is %s", (address, kind) => {
    expect(kindOfAddress(address)).toBe(kind);
  });

  it("is the same whether IPv4 is written as itself or inside IPv6, for every address", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const groups = address.split(".").map(Number);
        const [a = 0, b = 0, c = 0, d = 0] = groups;
        const hex = `::ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        expect(plainAddress(hex)).toBe(address);
        expect([kindOfAddress(hex), kindOfAddress(`::ffff:${address}`)]).toEqual([kindOfAddress(address), kindOfAddress(address)]);
        expect(mayConnect(hex, ranges("10.0.0.0/8"))).toBe(mayConnect(address, ranges("10.0.0.0/8")));
      }),
      { numRuns: 2000 },
    );
  });

  it("is the open net, for IPv6, in 2000::/3 alone", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        if (kindOfAddress(address) !== "public") return;
        const plain = plainAddress(address);
        expect(plain.includes(".") || /^[23][0-9a-f]{3}:/.test(plain), address).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("what may be reached", () => {
  it.each([
    ["8.8.8.8", [], true],
    ["10.1.2.3", [], false],
    ["10.1.2.3", ["10.1.0.0/16"], true],
    ["10.2.2.3", ["10.1.0.0/16"], false],
    ["::ffff:10.1.2.3", ["10.1.0.0/16"], true],
    ["127.0.0.1", ["127.0.0.1"], true],
    ["127.0.0.2", ["127.0.0.1"], false],
    ["::1", ["127.0.0.0/8"], false],
    ["fd00::5", ["fd00::/8"], true],
    ["169.254.169.254", ["10.0.0.0/8"], false],
    // What leads nowhere is not opened by a list that is too wide.
    ["0.0.0.0", ["0.0.0.0/0"], false],
    ["224.0.0.1", ["0.0.0.0/0"], false],
    ["255.255.255.255", ["0.0.0.0/0"], false],
    ["::", ["::/0"], false],
    ["ff02::1", ["::/0"], false],
  ])("%s with %j: %s", (address, allowed, may) => {
    expect(mayConnect(address, ranges(...allowed))).toBe(may);
  });
});

describe("a range", () => {
  it.each([
    ["10.0.0.0/8", { address: "10.0.0.0", bits: 8, family: "ipv4" }],
    [" fd00::/8 ", { address: "fd00::", bits: 8, family: "ipv6" }],
    ["192.168.7.5", { address: "192.168.7.5", bits: 32, family: "ipv4" }],
    ["::1", { address: "::1", bits: 128, family: "ipv6" }],
    ["10.0.0.0/33", null],
    ["10.0.0.0/-1", null],
    ["10.0.0.0/8/8", null],
    ["10.0.0/8", null],
    ["fe80::1%eth0", null],
    ["all", null],
    ["", null],
  ])("%s", (text, range) => {
    expect(rangeOf(text)).toEqual(range);
  });

  it("holds nothing that is no address", () => {
    expect(isWithin("shop.example", ranges("0.0.0.0/0"))).toBe(false);
  });
});
