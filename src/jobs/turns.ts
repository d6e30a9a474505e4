/** Turns lets only one work at a time be done for each subject. */
export interface Turns {
  /**
   * Works, unless the subject is being worked for: then what was asked for makes that work be done again. Tells
   * whether it is to be done again, by what the work says itself or by what came meanwhile.
   */
  take(subject: string, asked: boolean, work: () => Promise<boolean>): Promise<boolean>;
}

/** createTurns makes turns in which nobody works. */
export function createTurns(): Turns {
  const again = new Map<string, boolean>();
  return {
    async take(subject, asked, work) {
      const other = again.get(subject);
      if (other !== undefined) {
        again.set(subject, other || asked);
        return false;
      }
      again.set(subject, false);
      try {
        const more = await work();
        return more || again.get(subject) === true;
      } finally {
        again.delete(subject);
      }
    },
  };
}
