import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const ENTRY = "entry.ts";
const CONFIG = "asconfig.json";

/**
 * Compiles a part of the core by itself, with the options of the release build.
 *
 * @param source AssemblyScript as if it stood in the root of the repository, say `export * from "./assembly/fib/lookup"`
 * @returns the module; it imports only env.memory, which must be shared. Kept by digest, so the next test file loads it
 */
export async function compile(source: string): Promise<WebAssembly.Module> {
  const config = JSON.stringify({ ...JSON.parse(readFileSync(CONFIG, "utf8")), entries: [] });
  const digest = createHash("sha256").update(source).update(config);
  for (const name of readdirSync("assembly", { recursive: true, encoding: "utf8" }).sort()) {
    if (name.endsWith(".ts")) digest.update(name).update(readFileSync(join("assembly", name)));
  }
  const folder = join(tmpdir(), "shimlane-test");
  const path = join(folder, `${digest.digest("hex")}.wasm`);
  try {
    return new WebAssembly.Module(readFileSync(path));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const { error, stderr } = await asc.main([ENTRY, "--target", "release", "--outFile", "out.wasm"], {
    readFile(name) {
      if (name === ENTRY) return source;
      if (name === CONFIG) return config;
      try {
        return readFileSync(name, "utf8");
      } catch {
        return null;
      }
    },
    writeFile(_name, contents) {
      if (typeof contents !== "string") binary = Uint8Array.from(contents);
    },
  });
  if (error || !binary) throw new Error(`${stderr}`);
  mkdirSync(folder, { recursive: true });
  const partial = `${path}.${process.pid}.${performance.now()}`;
  writeFileSync(partial, binary);
  renameSync(partial, path);
  return new WebAssembly.Module(binary);
}
