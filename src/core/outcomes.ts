import * as drop from "../../assembly/layout/drop.ts";
import * as punt from "../../assembly/layout/punt.ts";

export type OutcomeKind = "forwarded" | "dropped" | "punted";

/** Printed names by code: dropNames[12] is "mpls-no-ilm". Index 0 is "forwarded". */
export const outcomeNames: readonly string[] = names();

/** Codes of all drop reasons, in the order of the table. */
export const dropCodes: readonly number[] = Array.from({ length: drop.DROP_COUNT - 1 }, (_, i) => i + 1);

/** Codes of all punt reasons. */
export const puntCodes: readonly number[] = Array.from(
  { length: punt.PUNT_END - punt.PUNT_LOCAL },
  (_, i) => punt.PUNT_LOCAL + i,
);

export function outcomeName(code: number): { readonly verdict: string; readonly kind: OutcomeKind } {
  const verdict = outcomeNames[code] ?? `code-${code}`;
  if (code === 0) return { verdict, kind: "forwarded" };
  return { verdict, kind: code < drop.DROP_COUNT ? "dropped" : "punted" };
}

function names(): string[] {
  const list = ["forwarded"];
  for (const table of [drop, punt]) {
    for (const [name, code] of Object.entries(table)) {
      if (name === "DROP_COUNT" || name === "PUNT_END") continue;
      list[code] = name
        .slice(name.indexOf("_") + 1)
        .toLowerCase()
        .replaceAll("_", "-");
    }
  }
  return list;
}
