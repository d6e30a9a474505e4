import { type Alert, isToldOnce } from "../../core/alerts/index.ts";
import type { Message } from "../../core/message/index.ts";
import { isHappening } from "../../core/rules/index.ts";
import { webLink } from "../web-link.ts";
import { actions, type Block, type Button } from "./blocks.ts";

/** GESTURES are what the buttons stand for; each is its button's action_id behind `neo_`. */
export const GESTURES = [
  "acknowledge",
  "take_back",
  "silence_1h",
  "silence_24h",
  "silence_window",
  "end_silence",
] as const;
export type Gesture = (typeof GESTURES)[number];

const LABELS: Readonly<Record<Gesture, string>> = {
  acknowledge: "Acknowledge",
  take_back: "Take back",
  silence_1h: "Silence 1 h",
  silence_24h: "Silence 24 h",
  silence_window: "Silence until the window ends",
  end_silence: "End silence",
};

/** ACTION_PREFIX begins every action_id of ours. */
export const ACTION_PREFIX = "neo_";

/** What Slack takes of a button (Block Kit reference, button element), units. */
const LONGEST_URL = 3000;
const LONGEST_VALUE = 2000;

/**
 * buttonRow is what a reader may do about a message. Its buttons carry the message's send key, by which the daemon finds what it
 * was about: an address in a group's key has no place in a message that masks addresses.
 *
 * | what fires                     | buttons                                    |
 * |--------------------------------|--------------------------------------------|
 * | nothing any more               | Open                                       |
 * | all of it is silenced          | End silence, Open                          |
 * | all of it is acknowledged      | Take back, the silences, Open              |
 * | single happenings only         | the silences, Open                         |
 * | else                           | Acknowledge, the silences, Open            |
 *
 * Until its window ends can be silenced only what has a window.
 */
export function buttonRow(message: Message, publicUrl: string | undefined): readonly Block[] {
  const open = openButton(publicUrl);
  const { key, firing } = message;
  const gestures = key.length <= LONGEST_VALUE ? gesturesFor(firing) : [];
  const row = [...gestures.map((one) => button(one, key)), ...open];
  return row.length > 0 ? [actions(row)] : [];
}

/** gesturesFor decides what may be done about alerts that fire. */
export function gesturesFor(firing: readonly Alert[]): readonly Gesture[] {
  if (firing.length === 0) return [];
  const all = (reason: string) => firing.every(({ hush }) => hush?.reason === reason);
  if (all("silenced")) return ["end_silence"];
  const windows = firing.every(({ kind }) => !isHappening(kind) && kind !== "system");
  const silences: readonly Gesture[] = [
    "silence_1h",
    "silence_24h",
    ...(windows ? (["silence_window"] as const) : []),
  ];
  if (all("acknowledged")) return ["take_back", ...silences];
  return firing.every(isToldOnce) ? silences : ["acknowledge", ...silences];
}

function button(gesture: Gesture, key: string): Button {
  return {
    type: "button",
    text: { type: "plain_text", text: LABELS[gesture], emoji: false },
    action_id: `${ACTION_PREFIX}${gesture}`,
    value: key,
    ...(gesture === "acknowledge" && { style: "primary" }),
  };
}

function openButton(publicUrl: string | undefined): readonly Button[] {
  const url = webLink(publicUrl);
  if (!url || url.length > LONGEST_URL) return [];
  const text = { type: "plain_text", text: "Open", emoji: false } as const;
  return [{ type: "button", text, action_id: `${ACTION_PREFIX}open`, url }];
}
