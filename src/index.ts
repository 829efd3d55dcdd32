export { createEngine, createEngineSync, Engine, type EngineOptions, type Outcome } from "./core/engine.ts";
export { InputError } from "./input-error.ts";
export type * from "./model/router.ts";
