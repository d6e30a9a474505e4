import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { identify } from "../../../src/web/auth/identify.ts";
import { askedIn } from "../../../src/web/auth/request.ts";
import { serve } from "../../../src/web/index.ts";
import { openGate } from "../../support/visits.ts";

const CLOSED = { onLoopback: true, tokens: [], proxy: null };
const alive = { fetch: () => Response.json({ status: "alive" }) };

describe("serve", () => {
  it("listens on a free port, answers and closes although a client keeps its connection", async () => {
    const served = await serve(alive, { host: "127.0.0.1", port: 0 });
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const response = await fetch(`${served.url}/healthz`);
    expect(await response.json()).toEqual({ status: "alive" });
    await served.close();
    await expect(fetch(`${served.url}/healthz`)).rejects.toThrow();
  });

  it("tells the app by whose connection a request came", async () => {
    const app = new Hono().get("/", (context) =>
      context.text(
        identify(askedIn(context, openGate(), null), CLOSED) === "not_this_machine"
          ? "away"
          : "here",
      ),
    );
    const served = await serve(app, { host: "127.0.0.1", port: 0 });
    expect(await (await fetch(served.url)).text()).toBe("here");
    await served.close();
  });

  it("cuts off a request that does not end in time", async () => {
    let asked = () => {};
    const reached = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const hangs = {
      fetch: () => {
        asked();
        return new Promise<Response>(() => {});
      },
    };
    const served = await serve(hangs, { host: "127.0.0.1", port: 0 });
    const answer = fetch(served.url).catch((error: Error) => error);
    await reached;
    await served.close(10);
    expect(await answer).toBeInstanceOf(Error);
  });

  it("says what to do where the port is taken", async () => {
    const first = await serve(alive, { host: "127.0.0.1", port: 0 });
    const port = Number(new URL(first.url).port);
    await expect(serve(alive, { host: "127.0.0.1", port })).rejects.toThrow(
      `Cannot serve on 127.0.0.1:${port}: another process listens there.`,
    );
    await first.close();
  });
});
