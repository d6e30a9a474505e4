export { describeSettings } from "./describe/describe-settings.ts";
export { plainSettings } from "./describe/plain-settings.ts";
export { printSettings } from "./describe/print-settings.ts";
export {
  DEFAULT_CONFIG_PATH,
  type Env,
  type Environment,
  LOG_LEVELS,
  type LogLevel,
  readEnvironment,
} from "./environment.ts";
export { jsonSchema } from "./json-schema.ts";
export { type Loaded, loadSettings } from "./load-settings.ts";
export { countProblems, type FormatOptions, formatProblems } from "./problems/format-problems.ts";
export type { Excerpt, Problem } from "./problems/problem.ts";
export type * from "./settings.ts";
export { settingsDigest } from "./settings-digest.ts";
export type { ConfigFiles } from "./source/config-files.ts";
export { type SettingsWatch, type WatchOptions, watchSettings } from "./watch-settings.ts";
