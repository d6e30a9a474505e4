import { describe, expect, it } from "vitest";
import { alertId } from "../../../../src/core/alerts/index.ts";
import type { Chart } from "../../../../src/core/charts/index.ts";
import { alertPath } from "../../../../src/web/pages/alerts/state-of.ts";
import { month, NOW } from "../../../support/acting.ts";
import { dashboard } from "../../../support/dashboard.ts";
import { budget } from "../../../support/findings.ts";
import { HOSTILE } from "../../../support/hostile.ts";

const CREDIT = 1_000_000_000;
const chart: Chart = {
  ...{ kind: "budget", alert: month.id, metric: { name: "neo_credits" }, unit: "nano" },
  ...{ who: HOSTILE, timezone: "UTC", window: "month", limit: 50 * CREDIT, steps: [] },
  ...{ from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 3, 1), at: NOW },
  points: [[NOW, 41 * CREDIT]],
};
const pictureOf = (id: string) => `/chart?${new URLSearchParams({ id })}`;

describe("the charts on pages", () => {
  it("are shown with what they show in words, of an alert and of a rule's nearest group", async () => {
    const { read } = await dashboard({ chart });
    for (const path of [alertPath(month.id), "/rules/member-month"]) {
      const page = await read(path);
      expect(page).toContain(
        `<img class="plot" src="${pictureOf(month.id)}" alt="Chart: Neo credits of &lt;img`,
      );
      expect(page).toContain("41.00 credits of 50 credits so far");
      expect(page).not.toContain("<script");
    }
  });

  it("are pictures", async () => {
    const { request } = await dashboard({ chart });
    const response = await request(pictureOf(alertId(budget(80, 41).ref)));
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
  });

  it("are none of what there is none of, nor of what is no alert", async () => {
    const none = await dashboard();
    expect(await none.read(alertPath(month.id))).not.toContain("<img");
    expect((await none.request(pictureOf(month.id))).status).toBe(404);
    const { request } = await dashboard({ chart });
    for (const id of ["", "{", HOSTILE]) expect((await request(pictureOf(id))).status).toBe(404);
  });
});
