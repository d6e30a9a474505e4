import { describe, expect, it } from "vitest";
import { previewTest, sendTest } from "../../../src/app/index.ts";
import { formatProblems, loadSettings } from "../../../src/config/index.ts";
import { EXAMPLES } from "../../../src/core/examples/index.ts";
import { webhookServer } from "../../contract/notifiers/webhook-server.ts";
import { memoryFiles } from "../../support/config-files.ts";
import { memoryLog } from "../../support/log.ts";

function settings(receiver: string) {
  const text = `accounts: [{ name: acme, api_key: x }]\nreceivers:\n  - name: r\n    ${receiver}\n`;
  const loaded = loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": text }));
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.settings;
}

const clock = { now: () => Date.UTC(2026, 2, 14, 13, 5) };
const parts = (alert?: string) => ({ clock, log: memoryLog(), alert });

describe("a test message", () => {
  it.each([...EXAMPLES, "example"])("of the example %s says that it is a test", (name) => {
    const [preview] = previewTest(settings("console: [{}]"), "r", parts(name));
    expect(preview?.lane).toBe("r/console/0");
    expect(preview?.text).toMatch(/Test, nothing has happened/);
  });

  it("is laid out by each integration's own notifier, in its own words", () => {
    const own = 'console: [{ templates: { title: "{{ alert.kind }} of {{ alert.account }}" } }]';
    const [preview] = previewTest(settings(own), "r", parts("spike"));
    expect(preview?.text).toMatch(/Test, nothing has happened: spike of acme/);
  });

  it("is sent as it was shown", async () => {
    const server = await webhookServer();
    try {
      const hook = `webhook: [{ url: "${server.url}", template: '{"t": "{{ title }}", "of": "{{ alert.rule }}"}' }]`;
      const [shown] = previewTest(settings(hook), "r", parts("threshold"));
      const sends = await sendTest(settings(hook), "r", parts("threshold"));
      expect(sends).toEqual([{ lane: "r/webhook/0", problem: null }]);
      expect(server.requests.map(({ body }) => body)).toEqual([shown?.text.trimEnd()]);
    } finally {
      await server.close();
    }
  });

  it("names the examples and receivers that there are", async () => {
    const known = settings("console: [{}]");
    expect(() => previewTest(known, "r", parts("budgets"))).toThrow(/there are: example, budget/);
    expect(() => previewTest(known, "s", parts())).toThrow(/configured are: r/);
    await expect(sendTest(known, "s", parts())).rejects.toThrow(/configured are: r/);
  });
});
