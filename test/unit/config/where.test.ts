import { afterEach, describe, expect, it, vi } from "vitest";
import { formatProblems, loadSettings, type Settings } from "../../../src/config/index.ts";
import { createEngine } from "../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { memoryFiles } from "../../support/config-files.ts";
import { rowOf } from "../core/engine/rows.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const use = { calls: 1, durationMs: 1 };

/** A configuration whose one rule counts every stream that meets `where`. */
function load(where: string): ReturnType<typeof loadSettings> {
  const text = `accounts: [{ name: acme, api_key: x }]
groups: { red: [lead@acme.io, "*@red.acme.io"], blue: [bob@acme.io] }
rules:
  - name: rule
    threshold: { metric: streams, over: 1d, above: 0 }
    by: [account]
    where: ${where}
`;
  return loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": text }));
}

function settings(where: string): Settings {
  const loaded = load(where);
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.settings;
}

/** Whether a stream counts for a rule with this `where`. */
function counts(where: string, part: Partial<LedgerRow>): boolean {
  const engine = createEngine(settings(where));
  engine.put([rowOf({ rowNo: 1, createdAt: AT, ...part })], false);
  return engine.tick(AT, []).length > 0;
}

describe("where", () => {
  it.each<[string, Partial<LedgerRow>, boolean]>([
    // A text is that text and no other; a list is any of them.
    ["{ status: failed }", { status: "failed" }, true],
    ["{ status: failed }", { status: "completed" }, false],
    ["{ status: [failed, blocked] }", { status: "blocked" }, true],
    ["{ status: [failed, blocked] }", { status: "aborted" }, false],
    ["{ model: opus }", { model: "opus-4" }, false],
    ["{ model: opus }", { model: "Opus" }, false],
    // A glob is of the whole text.
    ["{ model: opus* }", { model: "opus-4" }, true],
    ["{ model: opus* }", { model: "my-opus-4" }, false],
    ["{ model: opus-? }", { model: "opus-4" }, true],
    ["{ model: opus-? }", { model: "opus-44" }, false],
    ["{ model: '*.5*' }", { model: "gpt-4.5-mini" }, true],
    ["{ model: '*.5*' }", { model: "gpt-4x5-mini" }, false],
    ["{ model: 'a[1]*' }", { model: "a[1]-x" }, true],
    // A regular expression is found anywhere; i is for any case.
    ["{ model: /opus/ }", { model: "my-opus-4" }, true],
    ["{ model: /OPUS/ }", { model: "my-opus-4" }, false],
    ["{ model: /OPUS/i }", { model: "my-opus-4" }, true],
    ["{ model: '/^(opus|sonnet)-\\d+$/' }", { model: "sonnet-12" }, true],
    ["{ model: '/^(opus|sonnet)-\\d+$/' }", { model: "sonnet-12b" }, false],
    ["{ model: [haiku, opus*, /^gpt/] }", { model: "gpt-5" }, true],
    ["{ model: [haiku, opus*, /^gpt/] }", { model: "a-gpt" }, false],
    // Addresses are alike in upper and lower case.
    ["{ member: Lead@Acme.io }", { member: "lead@acme.io" }, true],
    ["{ member: '*@ACME.io' }", { member: "lead@acme.io" }, true],
    ["{ member: '/^lead@/' }", { member: "Lead@acme.io" }, true],
    ["{ member: '(unknown)' }", { member: null }, true],
    ["{ member: '(unknown)' }", { member: "lead@acme.io" }, false],
    ["{ member: '*' }", { member: null }, true],
    ["{ group: red }", { member: "a@red.acme.io" }, true],
    ["{ group: red }", { member: "bob@acme.io" }, false],
    ["{ group: '*' }", { member: "zoe@acme.io" }, false],
    ["{ group: [red, blue] }", { member: "bob@acme.io" }, true],
    ["{ byok: true }", { byok: true }, true],
    ["{ byok: true }", { byok: false }, false],
    ["{ byok: false }", { byok: false }, true],
    ["{ byok: [true, false] }", { byok: false }, true],
    // Of tools and agents any one will do.
    ["{ tool: nmap }", { tools: { curl: use, nmap: use } }, true],
    ["{ tool: nm* }", { tools: { curl: use } }, false],
    ["{ tool: '*' }", { tools: {} }, false],
    ["{ agent: [scout, /ex.*t/] }", { agents: { exploit: 1 } }, true],
    ["{ agent: scout }", { agents: { recon: 1 } }, false],
    ["{ task: t1 }", { taskId: "t1" }, true],
    ["{ task: 't?' }", { taskId: "t10" }, false],
    // A stream without a title or an error meets no pattern of it.
    ["{ title: 'nightly *' }", { taskTitle: "nightly recon" }, true],
    ["{ title: '*' }", { taskTitle: null }, false],
    ["{ title: '*' }", { taskTitle: "" }, true],
    ["{ error: /quota|rate.limit/i }", { errorMessage: "Rate limit hit" }, true],
    ["{ error: 'time*out' }", { errorMessage: "time\nout" }, true],
    ["{ error: '*' }", { errorMessage: null }, false],
    // More than, in what Neo bills.
    ["{ cost_above: 5 credits }", { neoCredits: 5_000_000_000 }, false],
    ["{ cost_above: 5 credits }", { neoCredits: 5_000_000_001 }, true],
    ["{ cost_above: $50 }", { neoCredits: 4_000_000_000, neoCost: 1_000_000_001 }, true],
    ["{ cost_above: $50 }", { llmCost: 9_000_000_000 }, false],
    ["{ cost_above: 0 credits }", { neoCredits: 0 }, false],
    // All clauses must hold.
    ["{ model: opus, status: [failed, error] }", { model: "opus", status: "error" }, true],
    ["{ model: opus, status: [failed, error] }", { model: "haiku", status: "error" }, false],
    ["{ model: opus, cost_above: 1 credit }", { model: "opus", neoCredits: 1 }, false],
  ])("%s takes %j: %s", (where, part, taken) => {
    expect(counts(where, part)).toBe(taken);
  });

  it.each([
    ["{ model: [] }", "must name at least one value"],
    ["{ model: '/(a/' }", "must be a regular expression in RE2's syntax"],
    ["{ byok: maybe }", "must be true or false"],
    ["{ cost_above: 5 }", "must be an amount"],
    ["{ modle: opus }", "model"],
  ])("%s is refused with words that help: %s", (where, words) => {
    const loaded = load(where);
    if (loaded.ok) throw new Error("it was taken");
    expect(formatProblems(loaded.problems)).toContain(words);
  });
});

describe("a regular expression in where", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** How often characters are looked at while a text of so many is matched. */
  function looks(regex: string, length: number): number {
    const [condition] = settings(`{ error: '/${regex}/' }`).rules[0]?.where ?? [];
    if (condition?.field !== "error") throw new Error("no such condition");
    const text = `${"a".repeat(length)}!`;
    const spies = [
      vi.spyOn(String.prototype, "codePointAt"),
      vi.spyOn(String.prototype, "charCodeAt"),
    ];
    expect(condition.anyOf[0]?.matches(text)).toBe(false);
    const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    vi.restoreAllMocks();
    return count;
  }

  it.each(["(a+)+$", "^(a+)+$", "(a|aa)+$", "(.*a){12}$", "^(([a-z])+.)+[A-Z]([a-z])+$"])(
    "that would make backtracking explode looks at each character a few times at most: %s",
    (regex) => {
      // A backtracking engine needs more looks for thirty characters than this allows for ten thousand.
      for (const length of [10, 100, 1_000, 10_000]) {
        const count = looks(regex, length);
        expect(count).toBeGreaterThanOrEqual(length);
        expect(count).toBeLessThanOrEqual(4 * length + 10);
      }
    },
  );

  it.each(["(a)\\1", "(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?>a)b", "a++"])(
    "that cannot be matched in linear time is refused: %s",
    (regex) => {
      const loaded = load(`{ error: '/${regex}/' }`);
      if (loaded.ok) throw new Error("it was taken");
      expect(formatProblems(loaded.problems)).toContain("RE2's syntax");
    },
  );
});
