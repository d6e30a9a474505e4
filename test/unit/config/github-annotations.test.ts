import { describe, expect, it } from "vitest";
import { githubAnnotations } from "../../../src/config/index.ts";

const base = { level: "error", file: "rules.yaml", line: 3, column: 7, excerpt: null } as const;

describe("annotations for GitHub", () => {
  it("name the file, the line and the column of each problem", () => {
    const problems = [
      { ...base, message: "one" },
      { ...base, level: "warning" as const, message: "two" },
    ];
    expect(githubAnnotations(problems)).toBe(
      "::error file=rules.yaml,line=3,col=7::one\n::warning file=rules.yaml,line=3,col=7::two\n",
    );
  });

  it("leave the place out where the whole file is meant", () => {
    const whole = { ...base, line: 0, column: 0, message: "empty" };
    expect(githubAnnotations([whole])).toBe("::error file=rules.yaml::empty\n");
  });

  it("escape what would end a command or a property", () => {
    const hostile = {
      ...base,
      file: "a,b:c%.yaml",
      message: "50% of it\r\n::error::no: really, no",
    };
    expect(githubAnnotations([hostile])).toBe(
      "::error file=a%2Cb%3Ac%25.yaml,line=3,col=7::50%25 of it%0D%0A::error::no: really, no\n",
    );
  });
});
