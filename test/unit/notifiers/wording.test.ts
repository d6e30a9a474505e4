import { describe, expect, it } from "vitest";
import { EXAMPLES, exampleAlert } from "../../../src/core/examples/index.ts";
import {
  NOTIFIER_SCHEMAS,
  type NotifierName,
  previewMessage,
} from "../../../src/notifiers/index.ts";
import { wordingOf } from "../../../src/notifiers/wording.ts";
import { NOW } from "../../contract/notifiers/sample-alerts.ts";
import { hostile, message } from "../../contract/notifiers/samples.ts";
import { memoryLog } from "../../support/log.ts";

const templates = {
  title: "{{ alert.who }} at {{ alert.share }}",
  text: 'Spent {{ alert.value | credits }} credits.\nSee {{ alert.runbook | link: "the runbook" }} or {{ alert.who }}.',
};
const CONFIGS: Readonly<Partial<Record<NotifierName, object>>> = {
  slack: { token: "xoxb-secret", channel: "#a" },
  email: { to: ["a@acme.io"] },
  pagerduty: { routing_key: "secret-key" },
  opsgenie: { api_key: "secret-key" },
  teams: { url: "https://teams.example/secret" },
  discord: { url: "https://discord.example/secret" },
  webhook: { url: "https://hook.example/secret" },
  console: {},
};
const WITH_TEXT = Object.keys(CONFIGS).filter((kind) => kind !== "webhook") as NotifierName[];
const alert = { ...message().firing[0], runbook: "https://wiki.acme.io/neo" };
const sample = message({ firing: [alert as never] });

function preview(kind: NotifierName, config: object, of = sample, log = memoryLog()) {
  const checked = NOTIFIER_SCHEMAS[kind].parse({ ...CONFIGS[kind], ...config });
  return previewMessage({ id: `r/${kind}/0`, kind, config: checked }, of, { smtp: null, log });
}

describe.each(WITH_TEXT)("own words in %s", (kind) => {
  it("stand in place of the built-in ones, with their links", () => {
    const shown = preview(kind, { templates });
    expect(shown).toMatch(/dana\\*@acme\.io at 82 %/);
    expect(shown).toContain("Spent 41.20 credits.");
    expect(shown).toContain("https://wiki.acme.io/neo");
    expect(shown).toContain("the runbook");
    expect(shown).not.toContain("Nightly recon");
  });

  it("are built-in where a template fails, and that is noted and logged", () => {
    const log = memoryLog();
    const broken = { title: "{{ 1 | divided_by: 0 | no_filter }}", text: "{% nope %}" };
    const shown = preview(kind, { templates: broken }, sample, log);
    expect(shown).toMatch(/spent 41\.20 of 50 credits/);
    expect(shown).toMatch(/template of the title failed/);
    expect(shown).toMatch(/Nightly recon/);
    expect(log.text()).toMatch(/no_filter[\s\S]*nope/);
  });

  it("hold no secret when they are shown", () => {
    expect(preview(kind, {})).not.toContain("secret");
  });

  it("are the only ones that make lines, and hostile text does nothing in them", () => {
    const text = "{{ alert.who }} {{ alert.tasks[0].name }} {{ alert.summary }}";
    const shown = preview(kind, { templates: { title: text, text } }, hostile(3));
    expect(shown).not.toMatch(/^\s*Bcc:|"Bcc:|\\nBcc:|\u202e/m);
    if (kind === "slack" || kind === "discord") expect(shown).not.toMatch(/(?<!\\)<!channel>/);
  });
});

describe("own words", () => {
  it("of a test still say that it is one", () => {
    const wording = wordingOf("r/slack/0", templates, { log: memoryLog() });
    expect(wording({ ...sample, notice: "test" }).title).toBe(
      "Test, nothing has happened: dana@acme.io at 82 %",
    );
  });

  it("leave a message alone that has none", () => {
    expect(wordingOf("r/slack/0", undefined, { log: memoryLog() })(sample)).toBe(sample);
  });
});

describe("a webhook's own body", () => {
  const template = '{"text": "{{ title }}", "n": {{ firing_count }}}';

  it("stands in place of Alertmanager's payload", () => {
    expect(JSON.parse(preview("webhook", { template }))).toEqual({ text: sample.title, n: 1 });
    const plain = preview("webhook", { template: "{{ title }}!", content_type: "text/plain" });
    expect(plain).toBe(`${sample.title}!\n`);
  });

  it("is Alertmanager's payload where the template fails, and that is told", () => {
    const log = memoryLog();
    const shown = preview("webhook", { template: "{{ title }}" }, sample, log);
    expect(JSON.parse(shown)).toMatchObject({
      version: "4",
      commonAnnotations: { template_error: expect.stringMatching(/JSON/) },
    });
    expect(log.text()).toMatch(/template failed/);
  });
});

it.each(EXAMPLES)("the example %s is told in words of its own kind", (name) => {
  const made = exampleAlert(name, { account: "acme", now: NOW });
  const shown = preview("console", {}, message({ firing: [made] }));
  expect(shown).toMatch(/somebody@example\.com|acme/);
});
