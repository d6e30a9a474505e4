// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the configuration's variables look like this
import { describe, expect, it } from "vitest";
import { formatProblems, type Loaded, loadSettings } from "../../../src/config/index.ts";
import { nearest } from "../../../src/config/problems/nearest.ts";
import { memoryFiles } from "../../support/config-files.ts";

const ACCOUNT = "accounts:\n  - name: acme\n    api_key: ${NEO_API_KEY:-key}\n";
const CONSOLE = "receivers:\n  - name: console\n    console: [{}]\n";
const RULE =
  "rules:\n  - name: month\n    budget: { metric: spend, limit: 5 credits, window: month }\n";

function load(files: Record<string, string>, path = "conf", env = {}): Loaded {
  return loadSettings(path, env, memoryFiles(files));
}

function settingsOf(loaded: Loaded) {
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.settings;
}

function messages(loaded: Loaded): string[] {
  return loaded.ok
    ? []
    : loaded.problems.map((one) => `${one.file}:${one.line}:${one.column}: ${one.message}`);
}

describe("a folder", () => {
  const files = {
    "conf/a.yaml": ACCOUNT,
    "conf/b.yml": RULE,
    "conf/c.yaml": `${CONSOLE}groups: { red: [a@acme.io] }\n`,
    "conf/d.yaml":
      "rules:\n  - name: failed\n    stream: { status: failed }\ngroups: { blue: [b@acme.io] }\n",
    "conf/notes.txt": "not: [yaml",
    "conf/.hidden.yaml": "not: [yaml",
  };

  it("is read file by file in the order of their names, lists joined and mappings merged", () => {
    const settings = settingsOf(load(files));
    expect(settings.rules.map((rule) => rule.name)).toEqual(["month", "failed"]);
    expect(settings.groups.map((group) => group.name)).toEqual(["red", "blue"]);
  });

  it("tells which files it read, and changes its fingerprint when any of them changes", () => {
    const before = load(files);
    expect(before.files).toEqual(["conf/a.yaml", "conf/b.yml", "conf/c.yaml", "conf/d.yaml"]);
    expect(load(files).fingerprint).toBe(before.fingerprint);
    const after = load({ ...files, "conf/b.yml": `${RULE}# a comment\n` });
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it("is refused when a value is set twice, naming both places", () => {
    const loaded = load({
      ...files,
      "conf/a.yaml": `timezone: UTC\n${ACCOUNT}`,
      "conf/e.yaml": "timezone: UTC\n",
    });
    expect(messages(loaded)).toEqual([
      'conf/e.yaml:1:1: "timezone" is already set at conf/a.yaml:1:1; set it in one file only',
    ]);
  });

  it("is refused when two files define one cost centre, or two rules of one name", () => {
    const loaded = load({ ...files, "conf/e.yaml": `groups: { red: [c@acme.io] }\n${RULE}` });
    expect(messages(loaded)).toEqual([
      'conf/e.yaml:1:11: "groups.red" is already set at conf/c.yaml:4:11; set it in one file only',
      'conf/e.yaml:3:11: The name "month" is already taken in "rules" at conf/b.yml:2:11; give each its own',
    ]);
  });

  it("reports only the broken file's syntax when one file is broken, since every name in it would be missing", () => {
    const loaded = load({
      ...files,
      "conf/c.yaml": "receivers: [\n",
      "conf/r.yaml": "route: { receiver: console }\n",
    });
    expect(loaded.ok ? [] : loaded.problems.map(({ file }) => file)).toEqual(["conf/c.yaml"]);
  });

  it.each([
    [
      "holds no YAML",
      { "conf/readme.md": "" },
      "conf:0:0: This folder holds no *.yaml or *.yml files",
    ],
    ["does not exist", {}, "conf:0:0: The configuration conf does not exist"],
  ])("is refused when it %s", (_, texts, message) => {
    expect(messages(load(texts))).toEqual([message]);
  });
});

describe("YAML", () => {
  it("may use anchors, aliases and merge keys, whose own keys win", () => {
    const text = `${ACCOUNT}${CONSOLE}rules:
  - &base
    name: one
    budget: &limit { metric: spend, limit: 5 credits, window: month }
    labels: { team: red }
  - { <<: *base, name: two }
  - name: three
    budget: { <<: *limit, window: week }
`;
    const settings = settingsOf(load({ "c.yaml": text }, "c.yaml"));
    expect(settings.rules.map(({ name, labels }) => [name, labels])).toEqual([
      ["one", { team: "red" }],
      ["two", { team: "red" }],
      ["three", {}],
    ]);
    expect(settings.rules[2]).toMatchObject({ window: { unit: "week" }, limit: 5_000_000_000 });
  });

  it("lets the first of several merged mappings win", () => {
    const text = `${ACCOUNT}${CONSOLE}rules:
  - &a { name: a, stream: { status: failed }, severity: info }
  - &b { name: b, stream: { status: failed }, severity: critical }
  - { <<: [*a, *b], name: c }
  - { <<: *a, <<: *b, name: d }
`;
    const settings = settingsOf(load({ "c.yaml": text }, "c.yaml"));
    expect(settings.rules.slice(2)).toMatchObject([
      { name: "c", severity: "info" },
      { name: "d", severity: "info" },
    ]);
  });

  it("is refused before aliases that multiply eat the memory", () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(10)}]\n`,
    );
    const loaded = load({ "c.yaml": `l0: &l0 [x, x]\n${levels.join("")}` }, "c.yaml");
    expect(messages(loaded).join("\n")).toContain("multiply beyond reason");
  });

  it("reports a mistake behind an alias once, where it is written", () => {
    const text = `${ACCOUNT}${CONSOLE}rules:
  - { name: a, stream: &s { status: [] } }
  - { name: b, stream: *s }
`;
    expect(messages(load({ "c.yaml": text }, "c.yaml"))).toEqual([
      'c.yaml:8:29: "status" must be a text or a list of texts, found a list',
    ]);
  });
});

describe("variables", () => {
  const conf = (name: string) =>
    `accounts:\n  - { name: ${name}, api_key: \${KEY} }\n${RULE}${CONSOLE}`;
  const nameOf = (text: string, env: Record<string, string>) =>
    settingsOf(load({ "c.yaml": conf(text) }, "c.yaml", { KEY: "k", ...env })).accounts[0]?.name;

  it.each([
    ["${NAME}", { NAME: "acme" }, "acme"],
    ["${NAME:-other}", {}, "other"],
    ["${NAME:-other}", { NAME: "" }, "other"],
    ["${NAME:-a b.c}", {}, "a b.c"],
    ["team-${NAME}-1", { NAME: "x" }, "team-x-1"],
    ['"${NAME}"', { NAME: "acme" }, "acme"],
    ["'${NAME}'", { NAME: "acme" }, "acme"],
  ])("turns %s into its value", (text, env, expected) => {
    expect(nameOf(text, env)).toBe(expected);
  });

  it("are filled in after parsing, so that a value cannot change the structure", () => {
    expect(() => nameOf("${NAME}", { NAME: "acme, evil: 1" })).toThrow('"name" must be a name');
    const loaded = load({ "c.yaml": conf("x") }, "c.yaml", { KEY: "a: b\n- c # d }" });
    expect(settingsOf(loaded).accounts[0]?.credential.reveal()).toBe("a: b\n- c # d }");
  });

  it("may stand for numbers and switches", () => {
    const text = `server: { port: "\${PORT}" }\n${conf("x")}`;
    const loaded = load({ "c.yaml": text }, "c.yaml", { KEY: "k", PORT: "8080" });
    expect(settingsOf(loaded).server.port).toBe(8080);
  });

  it("are named in an error, but their values are not shown", () => {
    const loaded = load({ "c.yaml": `timezone: \${ZONE}\n${conf("x")}` }, "c.yaml", {
      KEY: "k",
      ZONE: "s3cr3t",
    });
    expect(messages(loaded)).toEqual([
      'c.yaml:1:11: "timezone" must be a time zone such as UTC or Europe/Berlin, found "${ZONE}"',
    ]);
  });
});

describe("secrets in files", () => {
  const text = (key: string) => `accounts:\n  - { name: acme, ${key} }\n${RULE}${CONSOLE}`;

  it("are read beside the configuration file, without the line end at their end", () => {
    const files = {
      "etc/c.yaml": text("api_key_file: secrets/key"),
      "etc/secrets/key": "neo_sk_1\n",
    };
    const [account] = settingsOf(load(files, "etc/c.yaml")).accounts;
    expect(account?.credential.reveal()).toBe("neo_sk_1");
    expect(account?.auth).toBe("api_key");
  });

  it("make a bearer token as well", () => {
    const files = { "etc/c.yaml": text("bearer_token_file: key"), "etc/key": "jwt" };
    expect(settingsOf(load(files, "etc/c.yaml")).accounts[0]?.auth).toBe("bearer");
  });

  it("count among the files that were read, so that a rotated key is a change", () => {
    const files = { "etc/c.yaml": text("api_key_file: key"), "etc/key": "one" };
    const before = load(files, "etc/c.yaml");
    const after = load({ ...files, "etc/key": "two" }, "etc/c.yaml");
    expect(before.files.some((file) => file.endsWith("etc/key"))).toBe(true);
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it("serve every notifier's secrets", () => {
    const receivers =
      'receivers:\n  - name: c\n    slack: [{ token_file: token, channel: "#x" }]\n';
    const files = { "c.yaml": ACCOUNT + RULE + receivers, token: "xoxb-1\n" };
    const [receiver] = settingsOf(load(files, "c.yaml")).receivers;
    const config = receiver?.integrations[0]?.config as { token: { reveal(): string } };
    expect(config.token.reveal()).toBe("xoxb-1");
  });
});

describe("the nearest word", () => {
  it.each([
    ["memebr", ["member", "model"], "member"],
    ["Group-By", ["group_by", "group_wait"], "group_by"],
    ["warn", ["info", "warning"], "warning"],
    ["xyz", ["member", "model"], null],
    ["group", ["group_by", "group_wait"], null],
  ])("to %s among %j is %s", (word, allowed, expected) => {
    expect(nearest(word, allowed)).toBe(expected);
  });
});
