import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { SCOPES } from "../../../src/simulator/slack/methods.ts";

interface Manifest {
  readonly features: {
    readonly bot_user: object;
    readonly slash_commands: readonly { readonly command: string }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly interactivity: { readonly is_enabled: boolean };
    readonly socket_mode_enabled: boolean;
  };
}

const text = readFileSync("config/slack-app-manifest.yaml", "utf8");
const manifest = parse(text) as Manifest;
const scopes = manifest.oauth_config.scopes.bot;

describe("the Slack app's manifest", () => {
  it("asks for the scope of every method that the daemon calls, and for the command", () => {
    for (const scope of [...Object.values(SCOPES), "commands"]) expect(scopes).toContain(scope);
  });

  it("asks for nothing that is not explained", () => {
    const explained = readFileSync("docs/slack.md", "utf8").split("## Scopes")[1] ?? "";
    const unexplained = scopes.filter(
      (scope) => !explained.includes(`\`${scope}\``) && !scope.startsWith("groups:"),
    );
    expect(unexplained).toEqual([]);
  });

  it("has the command, and is told of presses by Socket Mode", () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(["/neo-budget"]);
    expect(manifest.settings).toMatchObject({
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
    });
  });
});
