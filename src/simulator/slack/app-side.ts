import { createHmac } from "node:crypto";
import type { EventEmitter } from "node:events";
import {
  type Command,
  commanded,
  formOf,
  type Interaction,
  type Press,
  pressed,
} from "./gesture.ts";
import { Sockets } from "./sockets.ts";

/** RESPONSES is where an app answers a gesture. */
export const RESPONSES = "/response/";

/** Response is what an app answered to whoever pressed or typed; nobody else sees it. */
export interface Response {
  /** The number of the gesture that it answers. */
  readonly to: number;
  /** The person's id. */
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** AppSideEvents are what listeners are told of an app that people press the buttons of. */
export interface AppSideEvents {
  response: [Response];
  connections: [number];
}

/** AppSideOptions say how gestures reach the app, and when it is. */
export interface AppSideOptions {
  /** The app's own address for interactivity and commands; by Socket Mode unless given. */
  readonly requestUrl?: string;
  readonly signingSecret?: string;
  readonly now: () => number;
}

/** Gestured is a gesture of which the app has said that it arrived. */
export interface Gestured {
  readonly number: number;
  /** How long the app took to say so, ms. */
  readonly afterMs: number;
  /** What it said: an HTTP status, or the envelope's payload. */
  readonly answer: unknown;
}

/** AppSide carries what people do in Slack to the app, and what it answers to them. */
export class AppSide {
  readonly sockets: Sockets;
  readonly #options: AppSideOptions;
  readonly #events: EventEmitter<AppSideEvents>;
  readonly #base: () => string;
  readonly #responses: Response[] = [];
  readonly #gestures = new Map<number, { readonly user: string; readonly channel: string }>();

  constructor(options: AppSideOptions, events: EventEmitter<AppSideEvents>, base: () => string) {
    this.#options = options;
    this.#events = events;
    this.#base = base;
    this.sockets = new Sockets((connections) => events.emit("connections", connections));
  }

  /** press presses a button; `times` over, as where Slack does not learn that the first arrived. */
  press(press: Press, times = 1): Promise<Gestured> {
    const { by, message } = press;
    return this.#gesture(by.id, message.channel, times, (occasion) => pressed(press, occasion));
  }

  command(command: Command, times = 1): Promise<Gestured> {
    const { by, channel } = command;
    return this.#gesture(by.id, channel, times, (occasion) => commanded(command, occasion));
  }

  responses(): readonly Response[] {
    return this.#responses;
  }

  /** respond takes what an app answers at a gesture's own address. */
  respond(path: string, body: Readonly<Record<string, unknown>>): boolean {
    const to = Number(path.slice(RESPONSES.length));
    const gesture = this.#gestures.get(to);
    if (!gesture) return false;
    const blocks = Array.isArray(body["blocks"]) ? body["blocks"] : [];
    const response = { to, ...gesture, text: String(body["text"] ?? ""), blocks };
    this.#responses.push(response);
    this.#events.emit("response", response);
    return true;
  }

  async #gesture(
    user: string,
    channel: string,
    times: number,
    make: (occasion: Parameters<typeof pressed>[1]) => Interaction,
  ): Promise<Gestured> {
    const number = this.#gestures.size + 1;
    this.#gestures.set(number, { user, channel });
    const at = this.#options.now();
    const responseUrl = `${this.#base()}${RESPONSES}${number}`;
    const interaction = make({ responseUrl, at, number });
    const answer = await this.#deliver(interaction, times);
    return { number, afterMs: this.#options.now() - at, answer };
  }

  async #deliver(interaction: Interaction, times: number): Promise<unknown> {
    const { requestUrl } = this.#options;
    if (requestUrl === undefined) return this.sockets.send(interaction, times);
    const request = this.#signed(formOf(interaction));
    let status = 0;
    for (let time = 0; time < times; time += 1) {
      status = (await fetch(requestUrl, { method: "POST", ...request })).status;
    }
    return status;
  }

  #signed(body: string) {
    const seconds = String(Math.floor(this.#options.now() / 1000));
    const signature = createHmac("sha256", this.#options.signingSecret ?? "")
      .update(`v0:${seconds}:${body}`)
      .digest("hex");
    return {
      body,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": seconds,
        "x-slack-signature": `v0=${signature}`,
      },
    };
  }
}
