import { describe, expect, it } from "vitest";
import { lintTemplate, type TemplateUse } from "../../../src/templates/index.ts";
import { DATA } from "./data.ts";

describe("the lint of a template", () => {
  it.each<[TemplateUse, string]>([
    ["title", "{{ alert.who }} at {{ alert.share }}"],
    [
      "text",
      '{% for a in firing %}{{ a.title }} {{ a.why }} {{ a.runbook | link: "Runbook" }}\n{% endfor %}{{ coverage }}',
    ],
    ["text", "{{ alert.stream.error }} {{ alert.budget | credits }} {{ alert.members[0].name }}"],
    ["text", "{% assign left = alert.budget %}{{ left }} {% if alert.labels.member %}x{% endif %}"],
    [
      "json",
      '{"text": "{{ title }}", "labels": {{ common_labels | json }}, "value": {{ alert.value }}}',
    ],
    ["body", "{{ title | url_encode }}"],
  ])("takes as a %s %s", (use, source) => {
    // Labels differ from alert to alert; the configuration adds those that it knows.
    const labelled = DATA.map((data) => ({
      ...data,
      alert: { ...data.alert, labels: { member: "" } },
    }));
    expect(lintTemplate(source, use, labelled)).toBeNull();
  });

  it.each<[TemplateUse, string, string, string]>([
    ["title", "{{ alert.whoo }}", "undefined variable: alert.whoo", "who"],
    ["text", "{% if alert.budgets %}{% endif %}", "undefined variable: alert.budgets", "budget"],
    [
      "text",
      "{% for a in alerts %}{{ a.titel }}{% endfor %}",
      "undefined variable: a.titel",
      "title",
    ],
    ["text", "{{ alert.value | credit }}", "undefined filter: credit", "credits"],
    ["text", "{{ alert.window.until }}", "undefined variable: alert.window.until", "to"],
  ])("finds in a %s %s", (use, source, message, known) => {
    const found = lintTemplate(source, use, DATA);
    expect(found).toMatchObject({ message });
    expect(found?.unknown?.known).toContain(known);
  });

  it("finds what goes wrong with one kind of alert only", () => {
    const source = '{"run": {{ alert.stream.credits }} }';
    expect(lintTemplate(source, "json", DATA)?.message).toMatch(/is no JSON/);
    const guarded = '{"run": {{ alert.stream.credits | default: 0 }} }';
    expect(lintTemplate(guarded, "json", DATA)).toBeNull();
  });

  it("knows no links in a body, which has a markup of its own", () => {
    expect(lintTemplate('{"a": "{{ url | link: 1 }}"}', "json", DATA)?.message).toMatch(/link/);
  });
});
