/** Output keeps apart what a program reads and what a person reads. */
export interface Output {
  /** Lines of JSON, on standard output. */
  line(text: string): void;
  /** Text for a person: on standard output too, unless lines of JSON are asked for. */
  summary(text: string): void;
}

/** createOutput writes to the process's own streams. */
export function createOutput(json: boolean): Output {
  return {
    line: (text) => {
      process.stdout.write(text);
    },
    summary: (text) => {
      (json ? process.stderr : process.stdout).write(text);
    },
  };
}
