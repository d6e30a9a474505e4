import type { Weighted } from "../random.ts";

/** Model is a language model with what one step of an agent costs on it, and how fast it answers. */
export interface Model {
  readonly name: string;
  /** Median credits a step. */
  readonly creditsPerStep: number;
  /** Median time a step spends in the model, ms. */
  readonly stepMs: number;
}

/** MODELS are the models that the team uses, with how often. */
export const MODELS: readonly [Weighted<Model>, ...Weighted<Model>[]] = [
  [44, { name: "claude-sonnet-4-5", creditsPerStep: 0.0042, stepMs: 6_500 }],
  [16, { name: "gpt-5", creditsPerStep: 0.0036, stepMs: 8_200 }],
  [14, { name: "claude-haiku-4-5", creditsPerStep: 0.0012, stepMs: 2_600 }],
  [10, { name: "claude-opus-4-1", creditsPerStep: 0.0185, stepMs: 11_000 }],
  [9, { name: "gemini-2.5-pro", creditsPerStep: 0.0031, stepMs: 7_400 }],
  [7, { name: "gpt-5-mini", creditsPerStep: 0.0007, stepMs: 2_900 }],
];

/** modelNamed finds a model by name; an unknown name gets the prices of the most used one. */
export function modelNamed(name: string): Model {
  const known = MODELS.find(([, model]) => model.name === name);
  return known ? known[1] : { ...MODELS[0][1], name };
}
