import { describe, expect, it } from "vitest";
import { NOW } from "../../../support/acting.ts";
import { dashboard } from "../../../support/dashboard.ts";
import { HOSTILE } from "../../../support/hostile.ts";

const HOUR = 3_600_000;
const wish = (fields = {}) => ({
  ...{ matchers: 'member=~".*@acme.io"\nseverity="info"', hours: "4", comment: "moving" },
  ...fields,
});

describe("the page of silences", () => {
  it("says what a silence does where there is none", async () => {
    const { read } = await dashboard();
    const page = await read("/silences");
    expect(page).toContain("0 active, 0 to come, 0 over");
    expect(page).toContain("No alert is silenced by hand.");
  });

  it("adds one in the name of who asks, lists it with what is left of it, and ends it", async () => {
    const { read, post, acts } = await dashboard();
    expect((await post("/silences", wish())).headers.get("location")).toBe(
      "/silences?did=silenced",
    );
    const [made] = await acts.silences();
    expect(made).toMatchObject({
      ...{ author: "local", comment: "moving", startsAt: NOW, endsAt: NOW + 4 * HOUR },
      matchers: [
        { label: "member", operator: "=~", value: ".*@acme.io" },
        { label: "severity", operator: "=", value: "info" },
      ],
    });
    const page = await read("/silences?did=silenced");
    expect(page).toContain("This is silenced.");
    expect(page).toContain("1 active, 0 to come, 0 over");
    expect(page).toContain("member=~&quot;.*@acme.io&quot;, severity=&quot;info&quot;");
    expect(page).toContain(">4 h<");
    await post("/silences/end", { id: made?.id ?? "" });
    expect(await read("/silences")).toContain("0 active, 0 to come, 1 over");
    expect(await acts.records(1)).toMatchObject([
      { act: "silence_expired", by: { name: "local", via: "web" } },
    ]);
  });

  it("says nothing of what was not done", async () => {
    const { read } = await dashboard();
    expect(await read("/silences?did=constructor")).toBe(await read("/silences"));
  });

  it.each([
    ["a matcher that is none", { matchers: "nonsense" }, "nonsense"],
    ["a regular expression that is none", { matchers: 'member=~"("' }, "regular expression"],
    ["no matcher", { matchers: " \n " }, "at least one matcher"],
    ["what would silence all", { matchers: 'member=~".*"' }, "every alert"],
    ["no time", { hours: "0" }, "some hours"],
    ["no number of hours", { hours: "x" }, "some hours"],
    ["no reason", { comment: " " }, "Say why"],
  ])("refuses %s with a sentence, and keeps what was written", async (_, fields, why) => {
    const { post, acts } = await dashboard();
    const refused = await post("/silences", wish(fields));
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(page).toContain(why);
    expect(page).toContain('value="moving"'.slice(0, "comment" in fields ? 6 : undefined));
    expect(await acts.silences()).toEqual([]);
  });

  it("shows hostile texts as text", async () => {
    const { post, read } = await dashboard();
    await post(
      "/silences",
      wish({ matchers: `member="${HOSTILE.replaceAll('"', '\\"')}"`, comment: HOSTILE }),
    );
    const refused = await post("/silences", wish({ matchers: HOSTILE, comment: HOSTILE }));
    for (const page of [await read("/silences"), await refused.text()]) {
      expect(page).toContain("&lt;script&gt;");
      expect(page).not.toMatch(/<script|<img|onerror="/);
    }
  });

  it("ends none that there is not", async () => {
    const { post } = await dashboard();
    const refused = await post("/silences/end", { id: HOSTILE });
    expect(refused.status).toBe(400);
    expect(await refused.text()).not.toContain("<script");
  });
});
