import { type Context, Hono } from "hono";
import { OperatorError } from "../../../core/errors.ts";
import { actorOf, type Visited } from "../../auth/only-visitors.ts";
import type { Desk, SilenceWish } from "../desk.ts";
import type { Note, ShownTo } from "../page-context.ts";
import { show } from "../show.ts";
import type { Written } from "./new-silence.tsx";
import { SilencesPage } from "./silences-page.tsx";

const HOUR_MS = 3_600_000;
const LONGEST_H = 24 * 366;

const DONE = new Map([
  ["silenced", "This is silenced."],
  ["ended", "The silence is over."],
]);

/** silenceRoutes serves the silences, where one may add one and end one. */
export function silenceRoutes(desk: Desk, shownTo: ShownTo): Hono<Visited> {
  const app = new Hono<Visited>();

  const page = async (
    context: Context<Visited>,
    note: Note | null,
    written: Written | null = null,
  ): Promise<Response> => {
    const silences = await desk.silences();
    const shown = shownTo(context, note);
    const status = note?.done === false ? 400 : 200;
    return show(context, SilencesPage({ shown, silences, written }), status);
  };

  app.get("/silences", (context) => {
    const text = DONE.get(context.req.query("did") ?? "");
    return page(context, text === undefined ? null : { done: true, text });
  });

  app.post("/silences", async (context) => {
    const fields = await context.req.parseBody();
    const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
    const written = { matchers: text("matchers"), hours: text("hours"), comment: text("comment") };
    const wish = wishOf(written, desk);
    if (typeof wish === "string") return page(context, { done: false, text: wish }, written);
    const answered = await desk.acting.silence(wish, actorOf(context));
    if (!answered.ok) return page(context, { done: false, text: answered.detail }, written);
    return context.redirect("/silences?did=silenced", 303);
  });

  app.post("/silences/end", async (context) => {
    const { id } = await context.req.parseBody();
    const answered = await desk.acting.expire(String(id), actorOf(context));
    if (!answered.ok) return page(context, { done: false, text: answered.detail });
    return context.redirect("/silences?did=ended", 303);
  });
  return app;
}

/** What was written as a silence, or in a sentence what is wrong with it. */
function wishOf({ matchers, hours, comment }: Written, desk: Desk): SilenceWish | string {
  const lines = matchers.split(/\r?\n/).filter((line) => line.trim() !== "");
  const length = Number(hours);
  if (!(length > 0 && length <= LONGEST_H)) return "A silence lasts some hours, a year at most.";
  if (comment.trim() === "") return "Say why, for those who wonder where an alert is.";
  try {
    return {
      matchers: lines.map((line) => desk.readMatcher(line.trim())),
      endsAt: desk.clock.now() + length * HOUR_MS,
      comment: comment.trim().slice(0, 500),
    };
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
}
