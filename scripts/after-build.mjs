// Puts beside the compiled TypeScript what is not TypeScript: the .wasm file, and the executable bit of the CLI.
import { chmodSync, copyFileSync, existsSync } from "node:fs";

if (existsSync("build/shared.wasm")) copyFileSync("build/shared.wasm", "dist/shimlane.wasm");
if (existsSync("dist/src/cli/main.js")) chmodSync("dist/src/cli/main.js", 0o755);
