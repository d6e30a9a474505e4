import { describe, expect, it, test } from "vitest";
import { ALL, createAttempts, EACH } from "../../../src/web/auth/attempts.ts";
import { blockOf, inNetworks } from "../../../src/web/auth/networks.ts";
import { manualClock } from "../../support/clock.ts";

const HERE = "203.0.113.7";

function guessing() {
  const clock = manualClock();
  const attempts = createAttempts(clock);
  let guesses = 0;
  const guess = (address: string, times = 1) => {
    for (let i = 0; i < times; i++) attempts.failed(address, `guess ${guesses++}`);
  };
  return { clock, attempts, guess };
}

describe("guessing at tokens", () => {
  it("is free for the first few, and then one at a time", () => {
    const { clock, attempts, guess } = guessing();
    guess(HERE, EACH.size - 1);
    expect(attempts.waitFor(HERE)).toBe(0);
    guess(HERE);
    expect(attempts.waitFor(HERE)).toBe(EACH.everyMs);
    clock.advance(EACH.everyMs - 1);
    expect(attempts.waitFor(HERE)).toBe(1);
    clock.advance(1);
    expect(attempts.waitFor(HERE)).toBe(0);
    guess(HERE);
    expect(attempts.waitFor(HERE)).toBe(EACH.everyMs);
  });

  it("is free again after a while, and no more than at first", () => {
    const { clock, attempts, guess } = guessing();
    guess(HERE, 50);
    clock.advance(365 * 86_400_000);
    guess(HERE, EACH.size - 1);
    expect(attempts.waitFor(HERE)).toBe(0);
    guess(HERE);
    expect(attempts.waitFor(HERE)).toBe(EACH.everyMs);
  });

  it("slows no other address", () => {
    const { attempts, guess } = guessing();
    guess(HERE, 50);
    expect(attempts.waitFor("203.0.113.8")).toBe(0);
  });

  it("slows a whole IPv6 network, whose owner has addresses without end", () => {
    const { attempts, guess } = guessing();
    for (let i = 0; i < EACH.size; i++) guess(`2001:db8:1:2::${i.toString(16)}`);
    expect(attempts.waitFor("2001:0db8:1:2:ffff::1")).toBeGreaterThan(0);
    expect(attempts.waitFor("2001:db8:1:3::1")).toBe(0);
  });

  it("is not what a client does that repeats an old token", () => {
    const { attempts } = guessing();
    for (let i = 0; i < 500; i++) attempts.failed(HERE, "the old one");
    expect(attempts.waitFor(HERE)).toBe(0);
    expect(attempts.waitForAll()).toBe(0);
  });

  it("by many addresses together slows everybody who types one in", () => {
    const { clock, attempts, guess } = guessing();
    for (let i = 0; i < ALL.size; i++) guess(`198.51.100.${i}`);
    expect(attempts.waitFor(HERE)).toBe(0);
    expect(attempts.waitForAll()).toBe(ALL.everyMs);
    clock.advance(ALL.everyMs);
    expect(attempts.waitForAll()).toBe(0);
  });

  it("does not fill the memory: the oldest addresses are forgotten", () => {
    const { clock, attempts, guess } = guessing();
    guess(HERE, EACH.size);
    for (let i = 0; i < 10_000; i++) {
      guess(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
    }
    expect(attempts.waitFor(HERE)).toBe(0);
    expect(clock.now()).toBeGreaterThan(0);
  });
});

describe("an address", () => {
  test.each([
    ["10.1.2.3", ["10.0.0.0/8"], true],
    ["11.1.2.3", ["10.0.0.0/8"], false],
    ["::ffff:10.1.2.3", ["10.0.0.0/8"], true],
    ["fd00::1", ["10.0.0.0/8", "fd00::/8"], true],
    ["fe80::1", ["fd00::/8"], false],
    ["127.0.0.1", ["127.0.0.1/32"], true],
    ["127.0.0.1", ["0.0.0.0/0"], true],
    ["", ["0.0.0.0/0"], false],
    ["nonsense", ["0.0.0.0/0", "::/0"], false],
  ])("%s in %j: %s", (address, networks, expected) => {
    expect(inNetworks(address, networks)).toBe(expected);
  });

  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::1", "0:0:0:0::/64"],
    ["2001:db8::1:2:3:4", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["nonsense", "nonsense"],
  ])("%s is told apart as %s", (address, block) => {
    expect(blockOf(address)).toBe(block);
  });
});
