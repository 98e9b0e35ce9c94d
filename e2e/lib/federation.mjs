// INT, ACC and PRD in one process, with the desk in the last: `ebox dev --environments` on free ports.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { program } from "./world.mjs";

const ENVIRONMENTS = ["int", "acc", "prd"];

/** Starts them. `folder` is for whatever a story keeps beside them. */
export async function startFederation() {
  const folder = await mkdtemp(path.join(tmpdir(), "ebox-federation-"));
  const options = ["dev", "--environments", ENVIRONMENTS.join(), "--listen", "127.0.0.1:0", "--data", path.join(folder, "data")];
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let errors = "";
  child.stderr.on("data", (data) => (errors += data));
  const files = await new Promise((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`ebox dev ended with ${code}: ${errors}`)));
    child.stdout.on("data", (data) => {
      output += data;
      const lines = [...output.matchAll(/^ready (.+)$/gm)];
      if (lines.length === ENVIRONMENTS.length) resolve(lines.map((line) => line[1]));
    });
  });
  const sandboxes = {};
  for (const file of files) {
    const sandbox = JSON.parse(await readFile(file, "utf8"));
    sandboxes[sandbox.environment] = sandbox;
  }
  return {
    url: sandboxes.prd.portalUrl,
    sandboxes,
    folder,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
