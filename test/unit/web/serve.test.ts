import { describe, expect, it } from "vitest";
import { serve } from "../../../src/web/index.ts";

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
