/** Excerpt is the offending line of a file, secrets masked, with the part that is marked below it. */
export interface Excerpt {
  readonly text: string;
  /** Zero-based column of the mark in `text`. */
  readonly column: number;
  /** Number of characters marked, at least one. */
  readonly width: number;
}

/** Problem is one mistake in the configuration, or one doubtful thing in it (`warning`), with its place. */
export interface Problem {
  readonly level: "error" | "warning";
  readonly file: string;
  /** Line and column count from 1; both are 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly excerpt: Excerpt | null;
}

/** compareProblems orders problems as a reader meets them: by file, line and column. */
export function compareProblems(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.message < b.message ? -1 : 1);
}
