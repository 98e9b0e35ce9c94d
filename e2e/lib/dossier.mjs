// The people of a dossier, and what they do again and again.

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { Visit } from "./visit.mjs";
import { program } from "./world.mjs";

const run = promisify(execFile);

/** Who takes part: number and enterprise. */
export const MANAGER = "82011430138@0220916609";
export const COLLEAGUE = "79062340227@0220916609";
export const INTEGRATION = "85031411708@0777777771";
export const NSSO = "79092224442@0777777771";

/** Somebody at the portal, in a browser of their own. */
export async function visitAs(browser, world, who, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(30_000);
  const visit = new Visit(await context.newPage(), world);
  await visit.go("/sign-in");
  await visit.page.locator(`input[name="who"][value="${who}"]`).check();
  await visit.page.getByRole("button", { name: "Sign in" }).click();
  await visit.page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return visit;
}

/** Opens a dossier of a kind; where it is. */
export async function openDossier({ page }, button) {
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL(/\/sending\/D-\d{6}/);
  return new URL(page.url()).pathname;
}

/** A decision of the desk, by the name of its step. */
export async function decide(visit, dossier, step, { why, check = false } = {}) {
  await visit.go(`/desk/${dossier.split("/").at(-1)}/decide/${step}`);
  if (check) await visit.check();
  if (why) await visit.page.locator("#why").fill(why);
  await visit.page.locator('form[action*="/decide/"] button[type="submit"]').click();
  await visit.page.getByRole("status").first().waitFor();
}

/** Fills in fields by their names. */
export async function fill({ page }, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[id="${name}"]`);
    const isChoice = (await field.evaluate((element) => element.tagName)) === "SELECT";
    await (isChoice ? field.selectOption(value) : field.fill(value));
  }
}

export const REQUEST = {
  name: "Werkkaart",
  useCases: "Attests for job seekers, sent to them and to their employers.",
  volume: "120 000",
  peaks: "January and July",
  planning: "Tests in spring, live in autumn",
};

export const IN_THREE = (name, text) => ({ [`${name}.nl`]: text, [`${name}.fr`]: text, [`${name}.de`]: text });

export const ORGANIZATION = {
  provider: "nsso",
  ...IN_THREE("organization.shortName", "Dienst Proef"),
  ...IN_THREE("organization.longName", "Dienst Proefprojecten"),
  "organization.contactBusiness": "helpdesk@pilot.example",
  "organization.contactTechnical": "it@pilot.example",
};

const subject = (environment, application = "pilot:job-attest:werkkaart") => [
  "--enterprise-number", "0220916609", "--legal-name", "Dienst Proefprojecten", "--environment", environment,
  "--application", application, "--city", "Brussel", "--region", "Brussel",
];

/** A request for a certificate of an environment: the path of its file. */
export async function signingRequest(folder, environment) {
  const out = path.join(folder, `request-${environment}`);
  await run(program, ["certificate", "request", ...subject(environment), "--out", out, "--quiet"]);
  return path.join(out, "request.pem");
}

/** A key and a certificate of an environment, in a folder of its name: the path of the certificate. */
export async function certificateFor(folder, environment, application) {
  const out = path.join(folder, environment);
  await run(program, ["certificate", "new", ...subject(environment, application), "--out", out, "--quiet"]);
  return path.join(out, "certificate.pem");
}

/** Runs commands that a page shows, as somebody does who copies them into a shell. */
export async function runCopied(folder, ...commands) {
  const env = { ...process.env, PATH: `${path.dirname(program)}:${process.env.PATH}` };
  const { stdout } = await run("bash", ["-e", "-c", commands.join("\n")], { cwd: folder, env });
  return stdout;
}
