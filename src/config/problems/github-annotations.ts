import type { Problem } from "./problem.ts";

/** githubAnnotations prints problems as workflow commands, which GitHub shows beside the lines of a pull request. */
export function githubAnnotations(problems: readonly Problem[]): string {
  return problems
    .map(({ level, file, line, column, message }) => {
      const place = line > 0 ? `,line=${line},col=${column}` : "";
      return `::${level} file=${property(file)}${place}::${data(message)}\n`;
    })
    .join("");
}

/** A line's end would end the command. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** In a property a colon would end it and a comma begin another. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
