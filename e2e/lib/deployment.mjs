// A deployment as an operator makes it: a data folder, clients, e-Boxes, and `ebox serve` with a portal.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { startIdentityProvider } from "./identity-provider.mjs";
import { program } from "./world.mjs";

const run = promisify(execFile);

const OPERATOR = "0777777771";
/** Who manages access to two e-Boxes. */
export const ANNA = { ssin: "94022722580", name: "Anna Peeters" };
/** Who manages access to one. */
export const BRAM = { ssin: "71022722582", name: "Bram Dupont" };
/** Who manages access to two others. */
export const DORA = { ssin: "85073003328", name: "Dora Lambert" };
/** Who may do nothing. */
export const CLEO = { ssin: "01010122296", name: "Cléo Schmitz" };

const EBOXES = [
  ["0852093431", "Bakkerij De Korenaar", ANNA],
  ["0534530277", "Atelier du Canal", ANNA],
  ["0474028805", "Boekhouding Janssens", BRAM],
  ["0220916609", "Rijschool De Wending", DORA],
  ["0777777771", "Zonneweide", DORA],
];

/** Starts a deployment whose portal lets people in as `signIn` says, a part of the section `portal`. */
export async function startDeployment(signIn, files = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "ebox-deployment-"));
  const [listen, operator] = await Promise.all([freePort(), freePort()]);
  const url = `http://127.0.0.1:${listen}/`;
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("EBOX_")));
  const options = { cwd: folder, env: environment };
  const ebox = async (...words) => (await run(program, words, options)).stdout.trim();
  const atFolder = (...words) => ebox("admin", ...words, "--data", "data");
  const write = (name, text) => writeFile(path.join(folder, name), text);

  await ebox("admin", "init", "--data", "data", "--environment", "acc", "--enterprise-number", OPERATOR,
    "--legal-name", "Operator", "--public-url", url.slice(0, -1), "--operator-url", `http://127.0.0.1:${operator}`,
    "--out", "operator");
  await ebox("certificate", "new", "--enterprise-number", OPERATOR, "--legal-name", "Operator", "--environment", "acc",
    "--application", "portal:pages", "--city", "Brussels", "--region", "Brussels-Capital", "--out", "portal");
  await atFolder("client", "add", "portal", "--enterprise-number", OPERATOR, "--name", "Portal", "--permission",
    "portal", "--certificate", "portal/certificate.pem");
  await write("eboxes.csv", ["number,name,status", ...EBOXES.map(([number, name]) => `${number},${name},active`)].join("\n"));
  await atFolder("ebox", "import", "eboxes.csv");
  for (const [number, , { ssin, name }] of EBOXES) {
    await atFolder("manager", "add", "--enterprise-number", number, "--ssin", ssin, "--name", name);
  }
  for (const [name, text] of Object.entries(files)) await write(name, text);
  await write("serve.toml", `
environment = "acc"
public_url = "${url.slice(0, -1)}"
data = "data"
roles = ["oauth", "federation", "portal"]
[listen]
address = "127.0.0.1:${listen}"
[operator]
listen = "127.0.0.1:${operator}"
[portal]
client_id = "portal"
private_key = "portal/private-key.pem"
${signIn}`);
  await ebox("serve", "--config", "serve.toml", "--check-config");

  const child = spawn(program, ["serve", "--config", "serve.toml"], { ...options, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.on("data", (data) => (log += data));
  await answering(url, child, () => log);
  return {
    url,
    log: () => log,
    /** What the operator does while the server runs. */
    operator: (...words) => ebox("admin", ...words, "--config", "operator/ebox.toml"),
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a deployment whose people sign in with an identity provider, which knows these. */
export async function startWithProvider(people) {
  const provider = await startIdentityProvider(people);
  const section = `
sign_in = "openid_connect"
[portal.openid_connect]
issuer = "${provider.issuer}"
client_id = "${provider.client.id}"
client_secret = "secret.txt"
ssin_claim = "be.ssin"
`;
  const deployment = await startDeployment(section, { "secret.txt": `${provider.client.secret}\n` });
  return { ...deployment, provider, stop: () => Promise.all([deployment.stop(), provider.stop()]) };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(url, child, log) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`ebox serve ended with ${child.exitCode}: ${log()}`);
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`ebox serve does not answer: ${log()}`);
}
