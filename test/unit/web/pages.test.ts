import { describe, expect, it } from "vitest";
import { webOf } from "./web-of.ts";

describe("every page", () => {
  it("shows the metrics with their own content type", async () => {
    const response = await webOf().app.request("/metrics");
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4");
    expect(await response.text()).toBe("neo_budgetd_up 1\n");
  });

  it.each(["/healthz", "/readyz", "/metrics", "/nowhere"])(
    "carries headers that forbid framing, sniffing and caching: %s",
    async (path) => {
      const { headers } = await webOf().app.request(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it("answers an unknown path as JSON", async () => {
    const response = await webOf().app.request("/admin", { method: "POST" });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: "There is no POST /admin here." });
  });

  it("tells a person that there is nothing on a page", async () => {
    const headers = { accept: "text/html,application/xhtml+xml" };
    const response = await webOf().app.request("/<b>nowhere", { headers });
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain("There is no GET /");
    expect(page).not.toContain("<b>");
    expect(page).toContain('href="/health"');
  });

  it("answers a fault of its own as JSON, without its words, and logs it", async () => {
    const { app, log } = webOf({}, () => Promise.reject(new Error("hunter2")));
    const response = await app.request("/metrics");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
    expect(log.lines[0]).toMatchObject({ level: "error", fields: { path: "/metrics" } });
  });
});
