import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Interrupts, listenForInterrupts } from "../../../src/cli/backtest/interrupts.ts";

describe("Ctrl-C during a backtest", () => {
  let interrupts: Interrupts;
  const before = process.listenerCount("SIGINT");
  beforeEach(() => {
    interrupts = listenForInterrupts();
  });
  afterEach(() => interrupts.close());
  const press = () => process.emit("SIGINT");
  const ended = () => [interrupts.reading.aborted, interrupts.playing.aborted];

  it("ends the reading of rows, and what was read is played", () => {
    press();
    expect(ended()).toEqual([true, false]);
    interrupts.read();
    expect(ended()).toEqual([true, false]);
    expect(interrupts.pressed).toBe(true);
  });

  it("ends the playing once rows are read", () => {
    interrupts.read();
    press();
    expect(ended()).toEqual([false, true]);
  });

  it("ends both when it is pressed in both", () => {
    press();
    interrupts.read();
    press();
    expect(ended()).toEqual([true, true]);
  });

  it("is left to the system the next time, which ends the program", () => {
    interrupts.read();
    press();
    expect(process.listenerCount("SIGINT")).toBe(before);
  });

  it("is no interrupt when a reader has seen enough", () => {
    process.stdout.emit("error", Object.assign(new Error("closed"), { code: "EPIPE" }));
    expect(ended()).toEqual([true, true]);
    expect(interrupts.pressed).toBe(false);
  });
});
