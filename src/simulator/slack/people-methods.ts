import { failed, type SlackAnswer } from "./answer.ts";
import { profileOf } from "./person.ts";
import type { Workspace } from "./workspace.ts";

type Args = Readonly<Record<string, unknown>>;

/** PEOPLE_METHODS are the Web API methods about members of the workspace, and the conversations with one. */
export const PEOPLE_METHODS: Readonly<
  Record<string, (workspace: Workspace, args: Args) => SlackAnswer>
> = {
  "users.info": (workspace, args) => {
    const person = workspace.people().find(({ id }) => id === args["user"]);
    return person ? { body: { ok: true, user: profileOf(person) } } : failed("user_not_found");
  },

  "users.lookupByEmail": (workspace, args) => {
    const wanted = String(args["email"] ?? "").toLowerCase();
    const person = workspace.people().find(({ email }) => email.toLowerCase() === wanted);
    return person && wanted
      ? { body: { ok: true, user: profileOf(person) } }
      : failed("users_not_found");
  },

  "conversations.open": (workspace, args) => {
    const person = workspace.people().find(({ id }) => id === args["users"]);
    if (!person) return failed("user_not_found");
    return { body: { ok: true, channel: { id: workspace.directMessages(person) } } };
  },
};
