import { type Context, Hono } from "hono";
import type { Actor } from "../../../core/ports/index.ts";
import type { Answered } from "../../alertmanager/alertmanager.ts";
import { actorOf, type Visited } from "../../auth/only-visitors.ts";
import type { Acting, Desk } from "../desk.ts";
import { NoticePage } from "../notice-page.tsx";
import type { Note, ShownTo } from "../page-context.ts";
import { show } from "../show.ts";
import { AlertPage } from "./alert-page.tsx";
import { AlertsPage } from "./alerts-page.tsx";
import { alertPath } from "./state-of.ts";

const HOUR_MS = 3_600_000;

/** Gesture is one thing to do to an alert, and what is said once it is done. */
interface Gesture {
  readonly done: string;
  act(acting: Acting, alert: string, comment: string, by: Actor): Promise<Answered>;
}

/** A map, since visitors name them: an object would know `constructor`, too. */
const GESTURES = new Map(
  Object.entries<Gesture>({
    acknowledge: {
      done: "You have taken this on: it is not repeated until it worsens or ends.",
      act: (acting, alert, comment, by) => acting.acknowledge(alert, comment, by),
    },
    unacknowledge: {
      done: "This is given back: it is repeated again.",
      act: (acting, alert, _, by) => acting.unacknowledge(alert, by),
    },
    silence_1h: silence("This is silenced for an hour.", { forMs: HOUR_MS }),
    silence_24h: silence("This is silenced for a day.", { forMs: 24 * HOUR_MS }),
    silence_window: silence("This is silenced until its window ends.", "window_end"),
  }),
);

function silence(done: string, until: Parameters<Acting["silenceAlert"]>[1]): Gesture {
  return {
    done,
    act: (acting, alert, comment, by) => acting.silenceAlert(alert, until, comment, by),
  };
}

/** alertRoutes serves the list of what fires and each alert's own page, where one may act. */
export function alertRoutes(desk: Desk, shownTo: ShownTo): Hono<Visited> {
  const app = new Hono<Visited>();

  app.get("/alerts", async (context) => {
    const standing = await desk.standing();
    return show(context, AlertsPage({ shown: shownTo(context), standing }));
  });

  const page = async (
    context: Context<Visited>,
    id: string,
    note: Note | null,
  ): Promise<Response> => {
    const history = await desk.alert(id);
    const shown = shownTo(context, note);
    if (history) {
      const chart = await desk.chart(history.alert.ref);
      return show(context, AlertPage({ shown, history, chart }), note?.done === false ? 409 : 200);
    }
    const text = "There is no such alert any more: what is over and told is forgotten.";
    return show(context, NoticePage({ frame: shown.frame, title: "No such alert", text }), 404);
  };

  app.get("/alert", (context) => {
    const did = GESTURES.get(context.req.query("did") ?? "");
    const note = did ? { done: true, text: did.done } : null;
    return page(context, context.req.query("id") ?? "", note);
  });

  app.post("/alert", async (context) => {
    const { id, act, comment } = await context.req.parseBody();
    const gesture = typeof act === "string" ? GESTURES.get(act) : undefined;
    if (typeof id !== "string" || !gesture) return context.redirect("/alerts", 303);
    const said = typeof comment === "string" ? comment.trim().slice(0, 500) : "";
    const answered = await gesture.act(desk.acting, id, said, actorOf(context));
    if (!answered.ok) return page(context, id, { done: false, text: answered.detail });
    return context.redirect(`${alertPath(id)}&did=${String(act)}`, 303);
  });
  return app;
}
