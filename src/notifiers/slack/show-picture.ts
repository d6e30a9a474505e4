import { setTimeout as wait } from "node:timers/promises";
import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Picture } from "../picture.ts";

/** ShownPicture is a picture that Slack holds, as a block names it. */
export interface ShownPicture {
  readonly file: string;
  readonly alt: string;
}

/** A file is ready some moments after its upload is complete; a message that shows it before is refused. */
const READY_AFTER_MS = [0, 1_000, 2_000, 4_000] as const;

/**
 * showPicture uploads a picture and has `show` put it into a message that is there already, so that the message itself waited for
 * nothing. Throws what Slack\'s client throws.
 */
export async function showPicture(
  slack: WebClient,
  picture: Picture,
  signal: AbortSignal,
  show: (picture: ShownPicture) => Promise<void>,
): Promise<void> {
  const shown = { file: await upload(slack, picture, signal), alt: picture.alt };
  for (const ms of READY_AFTER_MS) {
    await wait(ms, undefined, { signal });
    try {
      await show(shown);
      return;
    } catch (error) {
      if (!isNotReady(error) || ms === READY_AFTER_MS.at(-1)) throw error;
    }
  }
}

async function upload(
  slack: WebClient,
  { png, alt }: Picture,
  signal: AbortSignal,
): Promise<string> {
  const place = await slack.files.getUploadURLExternal({
    filename: "chart.png",
    length: png.byteLength,
    alt_text: alt,
  });
  const { upload_url: url, file_id: id } = place;
  if (!url || !id) throw new Error("Slack gave no address to upload a picture to");
  const taken = await fetch(url, { method: "POST", body: png as Uint8Array<ArrayBuffer>, signal });
  if (!taken.ok)
    throw new Error(`Slack answered the upload of a picture with HTTP ${taken.status}`);
  await slack.files.completeUploadExternal({ files: [{ id, title: alt }] });
  return id;
}

function isNotReady(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === "invalid_blocks";
}
