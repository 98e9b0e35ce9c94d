// Certificates, as the technician of an enterprise makes them for a rehearsal.

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { program } from "./world.mjs";

/** A certificate for an enterprise and an environment, in a folder of this name: the path of its file. */
export async function certificate(folder, name, enterprise, environment = "acc", application = "accounting:messages") {
  const out = path.join(folder, name);
  await promisify(execFile)(program, [
    "certificate", "new", "--enterprise-number", enterprise, "--legal-name", "Fiduciaire", "--environment", environment,
    "--application", application, "--city", "Gent", "--region", "Oost-Vlaanderen", "--out", out, "--quiet",
  ]);
  return path.join(out, "certificate.pem");
}
