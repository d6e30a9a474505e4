import { beforeEach, expect, it } from "vitest";
import type { Actor, ActRecord, Session, Sessions } from "../../../src/core/ports/index.ts";
import { NOON } from "./samples.ts";

const HOUR = 3_600_000;
const ANA: Actor = { name: "Ana", via: "web" };

const session = (id: string, startedAt = NOON): Session => ({
  ...{ id: id.repeat(64), token: "e".repeat(64), startedAt, endsAt: startedAt + HOUR },
});

/** sessionsContract is what every keeper of sessions does; `open` gives an empty one, with the newest records of acts. */
export function sessionsContract(
  open: () => Promise<{
    readonly sessions: Sessions;
    records(): Promise<readonly ActRecord[]>;
  }>,
): void {
  let kept: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    kept = await open();
  });

  it("finds a session until it is over, and no other", async () => {
    const { sessions } = kept;
    await sessions.open(session("a"), ANA);
    expect(await sessions.find(session("a").id, NOON + HOUR - 1)).toEqual(session("a"));
    expect(await sessions.find(session("a").id, NOON + HOUR)).toBeNull();
    expect(await sessions.find(session("b").id, NOON)).toBeNull();
  });

  it("ends a session once, and leaves the others", async () => {
    const { sessions } = kept;
    await sessions.open(session("a"), ANA);
    await sessions.open(session("b"), ANA);
    await sessions.close(session("a").id, ANA, NOON + 5);
    await sessions.close(session("a").id, ANA, NOON + 6);
    expect(await sessions.find(session("a").id, NOON + 5)).toBeNull();
    expect(await sessions.find(session("b").id, NOON + 5)).toEqual(session("b"));
    expect((await kept.records()).map(({ act }) => act)).toEqual([
      ...["logged_out", "logged_in", "logged_in"],
    ]);
  });

  it("records who logged in and until when, and who logged out", async () => {
    const { sessions } = kept;
    await sessions.open(session("a"), ANA);
    await sessions.close(session("a").id, ANA, NOON + 5);
    const detail = "until 2026-03-02T13:00:00.000Z";
    expect(await kept.records()).toEqual([
      { at: NOON + 5, by: ANA, act: "logged_out", target: "Ana", detail: "" },
      { at: NOON, by: ANA, act: "logged_in", target: "Ana", detail },
    ]);
  });
}
