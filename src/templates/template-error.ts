import { LiquidError } from "liquidjs";

/** TemplateError says what is wrong with a template, and where in it; line and column count from 1, 0 where they are not known. */
export class TemplateError extends Error {
  override name = "TemplateError";
  readonly line: number;
  readonly column: number;

  constructor(message: string, line = 0, column = 0) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** templateError turns what the template language throws into a TemplateError without its excerpts. */
export function templateError(error: unknown): TemplateError {
  if (error instanceof TemplateError) return error;
  if (!LiquidError.is(error)) {
    return new TemplateError(error instanceof Error ? error.message : String(error));
  }
  const [line = 0, column = 0] = error.token.getPosition();
  const root = rootOf(error);
  return new TemplateError(root.message.replace(/, line:\d+, col:\d+$/, ""), line, column);
}

function rootOf(error: LiquidError): Error {
  const { originalError } = error;
  if (LiquidError.is(originalError)) return rootOf(originalError);
  return originalError ?? error;
}
