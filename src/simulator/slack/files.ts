/** SlackFile is an uploaded file; a message can show it once its upload was completed. */
interface SlackFile {
  readonly bytes: Buffer | null;
  readonly complete: boolean;
}

/** Files are what was uploaded: an address is asked for, the bytes are sent there, then the upload is completed. */
export class Files {
  readonly #files = new Map<string, SlackFile>();

  /** begin gives a new file its id. */
  begin(): string {
    const id = `F0STANDIN${String(this.#files.size + 1).padStart(4, "0")}`;
    this.#files.set(id, { bytes: null, complete: false });
    return id;
  }

  /** take stores the bytes of a file that was begun; false where none was. */
  take(id: string, bytes: Buffer): boolean {
    if (!this.#files.has(id)) return false;
    this.#files.set(id, { bytes, complete: false });
    return true;
  }

  /** complete ends an upload; false where no bytes came. */
  complete(id: string): boolean {
    const bytes = this.#files.get(id)?.bytes ?? null;
    if (bytes === null) return false;
    this.#files.set(id, { bytes, complete: true });
    return true;
  }

  /** bytes returns what a completed file holds. */
  bytes(id: string): Buffer | undefined {
    const file = this.#files.get(id);
    return file?.complete ? (file.bytes ?? undefined) : undefined;
  }

  /** missing lists the files that blocks show and that are not there, as places in the blocks. */
  missing(value: unknown, at = ""): readonly string[] {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, each]) => {
      const place = `${at}/${key}`;
      if (key !== "slack_file") return this.missing(each, place);
      const { id } = each as { id?: unknown };
      return this.bytes(String(id)) ? [] : [place];
    });
  }
}
