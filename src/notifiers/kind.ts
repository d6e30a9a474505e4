import type { z } from "zod";
import type { Message } from "../core/message/index.ts";
import type { Notifier } from "../core/ports/index.ts";
import type { NotifierDeps } from "./deps.ts";

/** Preview shows a message as it would be sent, as text for a person; nothing secret is in it. */
type Preview<Config> = (message: Message, id: string, config: Config, deps: NotifierDeps) => string;

/** NotifierKind is one entry of the registry: what its configuration looks like, how one is made of it, and how its messages look. */
export interface NotifierKind<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly create: (id: string, config: unknown, deps: NotifierDeps) => Notifier;
  readonly preview: Preview<unknown>;
}

/** defineKind ties a schema to the makers that take its output; config has checked the value by that very schema. */
export function defineKind<Schema extends z.ZodType>(
  schema: Schema,
  create: (id: string, config: z.output<Schema>, deps: NotifierDeps) => Notifier,
  preview: Preview<z.output<Schema>>,
): NotifierKind<Schema> {
  return {
    schema,
    create: (id, config, deps) => create(id, config as z.output<Schema>, deps),
    preview: (message, id, config, deps) => preview(message, id, config as z.output<Schema>, deps),
  };
}

/** prettyJson shows a payload as text. */
export function prettyJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
