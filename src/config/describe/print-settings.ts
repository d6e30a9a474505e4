import { stringify } from "yaml";
import type { Settings } from "../settings.ts";
import { plainSettings } from "./plain-settings.ts";

/** printSettings prints the settings in force as YAML, every default filled in and every secret as ***. */
export function printSettings(settings: Settings): string {
  return stringify(plainSettings(settings), { aliasDuplicateObjects: false, lineWidth: 100 });
}
