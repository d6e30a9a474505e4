import { OperatorError } from "../core/errors.ts";
import { Secret } from "../core/secret.ts";
import { nearest } from "./problems/nearest.ts";

/** Env is the process environment, or a stand-in for it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** LOG_LEVELS are what LOG_LEVEL takes, most talkative first. */
const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_FORMATS = ["pretty", "json"] as const;

/** DEFAULT_CONFIG_PATH is where the configuration is looked for when neither an argument nor NEO_BUDGETD_CONFIG says. */
export const DEFAULT_CONFIG_PATH = "config/neo-budgetd.yaml";

/** Environment is what the daemon takes from environment variables rather than from the configuration. */
export interface Environment {
  /** DATABASE_URL: a PostgreSQL server; null for the embedded database. */
  readonly databaseUrl: Secret | null;
  /** REDIS_URL: BullMQ on Redis; null for the queue on the database. */
  readonly redisUrl: Secret | null;
  /** NEO_BUDGETD_CONFIG: the configuration's file or folder. */
  readonly configPath: string;
  /** NEO_BUDGETD_DATA: folder of the embedded database. */
  readonly dataDir: string;
  /** LOG_LEVEL. */
  readonly logLevel: LogLevel;
  /** NEO_BUDGETD_LOG; null lets the terminal decide. */
  readonly logFormat: "pretty" | "json" | null;
}

/**
 * readEnvironment reads the daemon's environment variables; empty ones count as not given.
 * Throws OperatorError on a value that is not one of the allowed ones.
 */
export function readEnvironment(env: Env = process.env): Environment {
  return {
    databaseUrl: address(env, "DATABASE_URL", ["postgres:", "postgresql:"]),
    redisUrl: address(env, "REDIS_URL", ["redis:", "rediss:"]),
    configPath: env["NEO_BUDGETD_CONFIG"] || DEFAULT_CONFIG_PATH,
    dataDir: env["NEO_BUDGETD_DATA"] || "./data",
    logLevel: choice(env, "LOG_LEVEL", LOG_LEVELS) ?? "info",
    logFormat: choice(env, "NEO_BUDGETD_LOG", LOG_FORMATS),
  };
}

function address(env: Env, name: string, protocols: readonly string[]): Secret | null {
  const value = env[name];
  if (!value) return null;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    // The value itself may hold a password, so it is not shown.
    throw new OperatorError(`${name} must be an address that starts with ${protocols[0]}//`);
  }
  return new Secret(value);
}

function choice<T extends string>(env: Env, name: string, allowed: readonly T[]): T | null {
  const value = env[name];
  if (!value) return null;
  const found = allowed.find((one) => one === value.toLowerCase());
  if (found) return found;
  const hint = nearest(value, allowed);
  throw new OperatorError(
    `${name} is "${value}"; allowed are ${allowed.join(", ")}${hint ? ` (did you mean ${hint}?)` : ""}`,
  );
}
