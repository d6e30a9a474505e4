import { oneStream } from "../../src/simulator/index.ts";
import { json } from "./demo.ts";

/** Storyteller lets things happen at a running simulator that a demo's daemon has to tell of. */
export interface Storyteller {
  /** Streams of different members fail at once: as many Slack messages. */
  failures(count: number): Promise<void>;
  /** A member spends most of a budget in one stream: Slack messages and mails. */
  campaign(): Promise<void>;
}

/** Members in no scene of the demo's own script come first; each is taken in turn. */
const FAILING = [
  "tom.becker@appsec.acme.io",
  "jonas.weber@red.acme.io",
  "nora.lind@appsec.acme.io",
];
const SPENDING = [
  "jonas.weber@red.acme.io",
  "nora.lind@appsec.acme.io",
  "tom.becker@appsec.acme.io",
];

/** createStoryteller plays incidents on the simulator at a URL. */
export function createStoryteller(api: string): Storyteller {
  let told = 0;
  async function play(member: string, what: Partial<Parameters<typeof oneStream>[0]>) {
    const { anchor, now } = await json<{ anchor: string; now: string }>(`${api}/simulator/`);
    told += 1;
    const at = Date.parse(now) - Date.parse(anchor) + 50;
    const incident = oneStream({ name: `story ${told}`, member, at, ...what });
    await json(`${api}/simulator/incidents`, incident);
  }
  let campaigns = 0;
  return {
    async failures(count) {
      const error = "the target went away";
      for (const member of FAILING.slice(0, count)) await play(member, { status: "failed", error });
    },
    async campaign() {
      const member = SPENDING[campaigns % SPENDING.length] ?? "";
      campaigns += 1;
      await play(member, { credits: 42, title: "purple-team campaign" });
    },
  };
}
