import { createHash, randomBytes } from "node:crypto";
import { defineCommand } from "citty";
import { OperatorError } from "../../core/errors.ts";
import { SCOPES, type Scope } from "../../core/visitor.ts";

/** TokenOptions say for whom a token is made, and what it is to be good for. */
export interface TokenOptions {
  readonly name: string;
  readonly scopes: string;
  /** Only the hash is printed, for scripts and environment files. */
  readonly sha256: boolean;
  /** 32 bytes that nobody can guess. */
  readonly random: Uint8Array;
  readonly out: (text: string) => void;
  /** Where the token is told: not to where the configuration's line may be redirected. */
  readonly tell: (text: string) => void;
}

/** makeToken makes a token, tells it once, and prints what of it goes into the configuration. */
export function makeToken({ name, scopes, sha256, random, out, tell }: TokenOptions): void {
  const token = `budgetd_${Buffer.from(random).toString("base64url")}`;
  const hash = createHash("sha256").update(token).digest("hex");
  const good = scopesAsked(scopes);
  tell(
    `The token of ${name}, which is shown this once and kept nowhere:\n\n  ${token}\n\nSend it as "Authorization: Bearer …", or log in with it. The configuration knows its hash only:\n\n`,
  );
  if (sha256) {
    out(`${hash}\n`);
    return;
  }
  const entry = `{ name: ${JSON.stringify(name)}, sha256: ${hash}, scopes: [${good.join(", ")}] }`;
  out(`server:\n  tokens:\n    - ${entry}\n`);
}

function scopesAsked(text: string): readonly Scope[] {
  const words = text.split(",").map((word) => word.trim());
  return words.map((word) => {
    const scope = SCOPES.find((one) => one === word);
    if (scope) return scope;
    throw new OperatorError(`"token --scopes" takes read, act and admin, not "${word}".`);
  });
}

/** token is `neo-budgetd token NAME [--scopes read,act] [--sha256]`. */
export const token = defineCommand({
  meta: {
    name: "token",
    description:
      "Make a token for a person or a program that uses the pages and the API; the token goes to stderr, its entry in the configuration to stdout",
  },
  args: {
    name: { type: "positional", required: true, description: "Whose it is" },
    scopes: {
      type: "string",
      default: "read",
      description: "What it is good for: read, act (and read), admin (everything). Default read",
    },
    sha256: { type: "boolean", description: "Print the hash alone, for an environment file" },
  },
  run({ args }) {
    makeToken({
      ...{ name: args.name, scopes: args.scopes, sha256: args.sha256 ?? false },
      random: randomBytes(32),
      out: (text) => process.stdout.write(text),
      tell: (text) => process.stderr.write(text),
    });
  },
});
