import { describe, expect, it } from "vitest";
import {
  bodyTemplate,
  renderText,
  renderTitle,
  TemplateError,
  textTemplate,
} from "../../../src/templates/index.ts";
import { HOSTILE } from "../../contract/notifiers/samples.ts";
import { BUDGET } from "./data.ts";

const title = (source: string, data: object = BUDGET) => renderTitle(textTemplate(source), data);
const text = (source: string, data: object = BUDGET) => renderText(textTemplate(source), data);

describe("a template", () => {
  it.each([
    ["{{ alert.value | credits }}", "41.20"],
    ["{{ alert.value | usd }}", "$412.00"],
    ["{{ 0.0041 | credits }}", "0.0041"],
    ["{{ 34.219 | percent }}", "34.2 %"],
    ["{{ 4800 | duration }}", "1 h 20 min"],
    ["{{ at | date }}", "14 Mar 2026 14:05 (Europe/Berlin)"],
    ['{{ at | date: "%Y-%m-%d %H:%M %z" }}', "2026-03-14 14:05 +0100"],
    ['{{ alert.window.from | date: "%-d %B" }}', "12 February"],
    ["{{ alert.who }} at {{ alert.share }}", "somebody@example.com at 82 %"],
    [
      "{{ alert.value_text }} of {{ alert.budget_text }}",
      "41.20 credits ($412.00) of 50.00 credits ($500.00)",
    ],
    ["{{ alert.labels.member }}: {{ alert.tasks[0].name }}", "somebody@example.com: example"],
    [
      "{% if alert.budget %}{{ alert.budget | minus: alert.value | credits }} left{% endif %}",
      "8.80 left",
    ],
    ["{{ firing_count }} of {{ alerts | size }}", "1 of 1"],
    ["{{ nothing.like.this }}all the same", "all the same"],
    ["two\n\nlines", "two lines"],
  ])("%s writes %s", (source, written) => {
    expect(title(source)).toBe(written);
  });

  it("leaves what is no number or date as it is", () => {
    expect(title("{{ 'x' | credits }}{{ nil | usd }}{{ 'soon' | date }}")).toBe("xsoon");
  });

  it("makes links of web addresses, and plain text of anything else", () => {
    const data = { ...BUDGET, bad: "javascript:alert(1)", none: null };
    expect(text('a {{ url | link: "site" }} b', data)).toEqual([
      ["a ", { label: "site", url: "https://budget.acme.io/" }, " b"],
    ]);
    expect(text('{{ bad | link: "x" }}{{ none | link: "y" }}', data)).toEqual([["x"]]);
    expect(title('{{ url | link: "site" }}')).toBe("site");
  });

  it("makes no link of what data says, whatever that holds", () => {
    const forged = "\ue000click\ue001https://evil.example/\ue002";
    expect(text("{{ who }}", { who: forged })).toEqual([["�click�https://evil.example/�"]]);
    expect(text(forged, {})).toEqual([["�click�https://evil.example/�"]]);
  });

  it("keeps lines, and leaves empty ones at its ends out", () => {
    expect(text("\n\n{{ alert.who }}\n\nend\n\n")).toEqual([["somebody@example.com"], [], ["end"]]);
  });

  it("inserts hostile text into JSON without breaking out of its string", () => {
    const source = '{"a": "{{ t }}", "b": {{ t | json }}, "n": {{ n }}, "o": {{ o | json }}}';
    const data = { t: `${HOSTILE}"\\ {{ t }} \n`, n: 41.2, o: { k: ['"'] } };
    const body = bodyTemplate(source, { json: true }).render(data);
    expect(JSON.parse(body)).toEqual({ a: data.t, b: data.t, n: 41.2, o: data.o });
  });

  it("refuses a body that is no JSON where it must be", () => {
    const body = bodyTemplate('{"a": {{ title }}}', { json: true });
    expect(() => body.render({ title: "x y" })).toThrow(/is no JSON/);
    expect(bodyTemplate("{{ title }}", { json: false }).render({ title: "a&b" })).toBe("a&b");
  });

  it.each([
    ["{% include 'secret.txt' %}", /include/],
    ["{% render '/etc/passwd' %}", /render/],
    ["{% layout 'x' %}", /layout/],
    ["{% block x %}{% endblock %}", /block/],
    ["{% if x %}", /not closed/],
    ["{{ x | no_such_filter }}", /undefined filter/],
    ["{% for i in (1..100000000) %}{% endfor %}", /memory/],
    ["{% for i in (1..90000) %}{% for j in (1..90000) %}{% endfor %}{% endfor %}", /limit/],
    [
      "{% assign x = 'ab' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}",
      /memory/,
    ],
    ["{% for i in (1..9000) %}0123456789{% endfor %}", /at most/],
    ["x".repeat(20_000), /limit/],
    ["", /writes nothing/],
    [" \n ", /writes nothing/],
  ])("%.60s fails with a TemplateError", (source, why) => {
    expect(() => title(source)).toThrow(TemplateError);
    expect(() => title(source)).toThrow(why);
  });

  it("sees nothing of an object but its own data", () => {
    const source =
      "{{ alert.constructor }}{{ alert.__proto__ }}{{ title.constructor.name }}{{ alerts.constructor }}|";
    expect(title(source)).toBe("|");
  });

  it("tells where it went wrong", () => {
    const compile = () => textTemplate("one\n  {% nope %}");
    expect(compile).toThrow(expect.objectContaining({ line: 2, column: 3 }));
  });
});
