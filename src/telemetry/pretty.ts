import pretty from "pino-pretty";

/** LogDestination takes finished lines; process.stdout and process.stderr fit it. */
export interface LogDestination {
  write(line: string): unknown;
  readonly isTTY?: boolean;
}

const LONGEST_LEVEL = "error".length;

type Colors = { red(text: string): string; dim(text: string): string };

/** prettyStream makes lines for a person: local time with its zone, aligned levels, fields as `key=value`. */
export function prettyStream(destination: LogDestination): { write(line: string): void } {
  const colorize = destination.isTTY === true && pretty.isColorSupported;
  const format = pretty.prettyFactory({
    colorize,
    translateTime: "SYS:yyyy-mm-dd HH:MM:ss.l o",
    // The fields are laid out below, in messageFormat.
    hideObject: true,
    errorLikeObjectKeys: [],
    messageFormat: (log, messageKey, _label, { colors }) =>
      `${" ".repeat(LONGEST_LEVEL - String(log["level"]).length)}${String(log[messageKey])}${fieldsText(log, colors)}`,
  });
  return {
    write: (line) => {
      destination.write(format(line));
    },
  };
}

function fieldsText(log: Record<string, unknown>, colors: Colors): string {
  const fields: string[] = [];
  const errors: string[] = [];
  for (const [key, value] of Object.entries(log)) {
    if (key === "time" || key === "level" || key === "msg") continue;
    if (isError(value)) errors.push(...errorLines(value, colors));
    else fields.push(`${key}=${shown(value)}`);
  }
  const tail = fields.length === 0 ? "" : `  ${colors.dim(fields.join(" "))}`;
  return [tail, ...errors.map((line) => `\n    ${line}`)].join("");
}

type PrintedError = { type: string; message: string; stack?: string; cause?: unknown };

function isError(value: unknown): value is PrintedError {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as PrintedError).type === "string" &&
    typeof (value as PrintedError).message === "string"
  );
}

function errorLines(error: PrintedError, colors: Colors): string[] {
  const { type, message, stack, cause } = error;
  const places = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [
    colors.red(`${type}: ${message}`),
    ...places.map((place) => colors.dim(`  ${place.trim()}`)),
    ...(isError(cause)
      ? errorLines(cause, colors).map((line, i) => (i ? line : `because of ${line}`))
      : []),
  ];
}

function shown(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
