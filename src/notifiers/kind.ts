import type { z } from "zod";
import type { Notifier } from "../core/ports/index.ts";
import type { NotifierDeps } from "./deps.ts";

/** NotifierKind is one entry of the registry: what its configuration looks like and how one is made of it. */
export interface NotifierKind<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly create: (id: string, config: unknown, deps: NotifierDeps) => Notifier;
}

/** defineKind ties a schema to the maker that takes its output; config has checked the value by that very schema. */
export function defineKind<Schema extends z.ZodType>(
  schema: Schema,
  create: (id: string, config: z.output<Schema>, deps: NotifierDeps) => Notifier,
): NotifierKind<Schema> {
  return { schema, create: (id, config, deps) => create(id, config as z.output<Schema>, deps) };
}
