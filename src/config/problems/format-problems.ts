import type { Problem } from "./problem.ts";

const STYLES = { red: 31, yellow: 33, bold: 1, dim: 2 } as const;

/** FormatOptions say whether the text may hold terminal colours. */
export interface FormatOptions {
  readonly color?: boolean;
}

/** formatProblems prints problems as `file:line:column: message`, each with the offending line and a mark below it. */
export function formatProblems(problems: readonly Problem[], options: FormatOptions = {}): string {
  const paint = (style: keyof typeof STYLES, text: string) =>
    options.color ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
  return problems.map((problem) => formatProblem(problem, paint)).join("");
}

type Paint = (style: keyof typeof STYLES, text: string) => string;

function formatProblem(
  { level, file, line, column, message, excerpt }: Problem,
  paint: Paint,
): string {
  const color = level === "error" ? "red" : "yellow";
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  const head = `${paint("bold", place)}: ${paint(color, `${level}:`)} ${message}\n`;
  if (!excerpt) return head;
  const gutter = String(line);
  const blank = " ".repeat(gutter.length);
  // Tabs keep their width only if the line below has them at the same places.
  const indent = excerpt.text.slice(0, excerpt.column).replace(/[^\t]/g, " ");
  const mark = paint(color, "^".repeat(excerpt.width));
  return `${head}  ${paint("dim", `${gutter} |`)} ${excerpt.text}\n  ${paint("dim", `${blank} |`)} ${indent}${mark}\n`;
}

/** countProblems says how many there are, for a last line: "2 errors and 1 warning". */
export function countProblems(problems: readonly Problem[]): string {
  const parts = (["error", "warning"] as const).flatMap((level) => {
    const count = problems.filter((one) => one.level === level).length;
    return count === 0 ? [] : [`${count} ${level}${count === 1 ? "" : "s"}`];
  });
  return parts.join(" and ") || "no problems";
}
