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
      `${" ".repeat(LONGEST_LEVEL - String(log["level"]).length)}${printable(String(log[messageKey]))}${fieldsText(log, colors)}`,
  });
  return {
    write: (line) => {
      destination.write(format(line));
    },
  };
}

function fieldsText(log: Record<string, unknown>, colors: Colors): string {
  const { time: _time, level: _level, msg: _msg, ...given } = log;
  const errors = Object.values(given).filter(isError);
  const fields = Object.entries(given).filter(([, value]) => !isError(value));
  const lines = errors.flatMap((error) => errorLines(error, colors));
  return tail(Object.fromEntries(fields), colors) + lines.map((line) => `\n    ${line}`).join("");
}

function tail(fields: Record<string, unknown>, colors: Colors): string {
  const shownFields = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`);
  return shownFields.length === 0 ? "" : `  ${colors.dim(shownFields.join(" "))}`;
}

type PrintedError = {
  type: string;
  message: string;
  stack?: string;
  cause?: unknown;
  errors?: unknown;
};

function isError(value: unknown): value is PrintedError {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as PrintedError).type === "string" &&
    typeof (value as PrintedError).message === "string"
  );
}

function errorLines(error: PrintedError, colors: Colors): string[] {
  const { type, message, stack, cause, errors, ...own } = error;
  const places = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [
    colors.red(printable(`${type}: ${message}`)) + tail(own, colors),
    ...places.map((place) => colors.dim(`  ${place.trim()}`)),
    ...(isError(cause)
      ? errorLines(cause, colors).map((line, i) => (i ? line : `because of ${line}`))
      : []),
  ];
}

function shown(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[^\s"=\p{Cc}]+$/u.test(value) ? value : JSON.stringify(value);
}

/** Names and titles come from elsewhere: they must not be able to move the terminal's cursor or colour its lines. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (character === "\n" ? character : "\uFFFD"));
}
