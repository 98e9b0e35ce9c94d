// A rehearsed federation with mail: `ebox dev` on a free port, with a folder of its own.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
export const program = process.env.EBOX ?? path.join(root, "target/debug/ebox");

/** Starts a federation in which each enterprise has so many letters. */
export async function startWorld({ letters = 40 } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "ebox-stories-"));
  const options = ["dev", "--listen", "127.0.0.1:0", "--data", path.join(folder, "world"), "--mail", `${letters}`];
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (data) => (errors += data));
  const file = await ready(child, () => errors);
  const sandbox = JSON.parse(await readFile(file, "utf8"));
  return {
    url: sandbox.portalUrl,
    sandbox,
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for the line `ready PATH`, and gives the path. */
function ready(child, errors) {
  return new Promise((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`ebox dev ended with ${code}: ${errors()}`)));
    child.stdout.on("data", (data) => {
      output += data;
      const line = output.match(/^ready (.+)$/m);
      if (line) resolve(line[1]);
    });
  });
}
