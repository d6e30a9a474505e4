import { describe, expect, it } from "vitest";
import { loadRuleTests } from "../../../src/config/index.ts";
import { type FileOutcome, junitXml, outcomeText, runTests } from "../../../src/rehearsal/index.ts";
import { outcomeOf, RULE } from "../../support/rule-tests.ts";

const FOLDER = "test/golden/rehearsal";

async function failing(): Promise<FileOutcome> {
  const loaded = loadRuleTests(`${FOLDER}/failing.yaml`, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return runTests(loaded.tests, { now: () => 0 });
}

describe("what is printed of tests that fail", () => {
  it("sets what was got beside what was expected, with test, time, zone and place", async () => {
    await expect(outcomeText([await failing()])).toMatchFileSnapshot(
      `../../../${FOLDER}/failing.txt`,
    );
  });

  it("is coloured on a terminal, and the same without its colours", async () => {
    const outcomes = [await failing()];
    const colored = outcomeText(outcomes, { color: true });
    expect(colored).toContain("\u001b[31m");
    expect(colored).toContain("\u001b[32m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(outcomeText(outcomes));
  });

  it("is written as JUnit XML for build servers", async () => {
    await expect(junitXml([await failing()])).toMatchFileSnapshot(
      `../../../${FOLDER}/failing.junit.xml`,
    );
  });
});

const TEXT = `(?:[^<>&"]|&(?:amp|lt|gt|quot|#39);)*`;
const TOKEN = new RegExp(
  `<(?<slash>/?)(?<name>[a-z]+)(?: [a-z]+="${TEXT}")*(?<empty>/?)>|${TEXT}`,
  "uy",
);

/** Lists the tags of an XML text; throws where it is not well-formed. */
function tagsOf(xml: string): string[] {
  const body = xml.replace('<?xml version="1.0" encoding="UTF-8"?>', "");
  const open: string[] = [];
  const tags: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < body.length) {
    const rest = body.slice(TOKEN.lastIndex);
    const found = TOKEN.exec(body);
    if (!found?.[0]) throw new Error(`not well-formed at ${rest.slice(0, 60)}`);
    const { slash, name, empty } = found.groups ?? {};
    if (name) note({ slash: slash === "/", name, empty: empty === "/" }, open, tags);
  }
  if (open.length > 0) throw new Error(`<${open.join("><")}> is not closed`);
  return tags;
}

interface Tag {
  readonly slash: boolean;
  readonly name: string;
  readonly empty: boolean;
}

function note({ slash, name, empty }: Tag, open: string[], tags: string[]): void {
  if (slash) {
    if (open.pop() !== name) throw new Error(`</${name}> closes another`);
    return;
  }
  tags.push(name);
  if (!empty) open.push(name);
}

describe("JUnit XML", () => {
  it("is well-formed, and counts what failed", async () => {
    const xml = junitXml([await failing()]);
    const tags = tagsOf(xml);
    expect(tags.filter((tag) => tag === "testcase")).toHaveLength(3);
    expect(tags.filter((tag) => tag === "failure")).toHaveLength(6);
    expect(xml).toContain('tests="3" failures="2"');
  });

  it("stays well-formed whatever texts a test holds", async () => {
    const hostile = "]]> --> <b a='1'> & \" \u0000 \u001b[31m \ud800 \ufffe 😀";
    const outcome = await outcomeOf(
      `${RULE}tests:\n  - name: ${JSON.stringify(hostile)}\n    start: 2026-03-02T09:00\n    expect: [{ at: +1h, alerts: [{ labels: { member: ${JSON.stringify(hostile)} } }] }]\n`,
    );
    const xml = junitXml([outcome]);
    expect(tagsOf(xml)).toEqual(["testsuites", "testsuite", "testcase", "failure"]);
    expect(xml).toContain("😀");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML has no way to write
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(xml).not.toMatch(/\p{Surrogate}/u);
  });
});
