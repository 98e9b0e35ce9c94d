// An institution becomes a Document Provider: contract, a registry that is checked by calls, an entry in each environment.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import path from "node:path";

import {
  INTEGRATION, IN_THREE, MANAGER, NSSO, REQUEST, certificateFor, decide, fill, openDossier, visitAs,
} from "../lib/dossier.mjs";
import { startFederation } from "../lib/federation.mjs";
import { stageOf } from "../lib/stories.mjs";
import { program } from "../lib/world.mjs";

const stage = stageOf(startFederation);

/** The Document Providers that a consumer finds in an environment. */
async function providersIn(environment) {
  const sandbox = path.join(stage.world.folder, "data", environment, "sandbox.json");
  const env = { ...process.env, EBOX_SANDBOX: sandbox };
  const { stdout } = await promisify(execFile)(program, ["providers", "--json"], { env });
  return stdout;
}

test("an institution becomes a Document Provider", { timeout: 200_000 }, async () => {
  const institution = await visitAs(stage.browser, stage.world, MANAGER);
  const integration = await visitAs(stage.browser, stage.world, INTEGRATION);
  const nsso = await visitAs(stage.browser, stage.world, NSSO);
  const { page } = institution;

  await institution.go("/sending");
  const dossier = await openDossier(institution, "Become a Document Provider");
  await institution.go(`${dossier}/request`);
  await fill(institution, REQUEST);
  await page.getByLabel("From within the network of social security").check();
  await page.getByRole("button", { name: "Submit the request" }).click();
  await page.getByText("It was submitted.").waitFor();
  await decide(integration, dossier, "ask-agreement");
  await decide(nsso, dossier, "agree");

  // The signed contract goes with the conversation; the form names it.
  await institution.go(dossier);
  await page.getByLabel("What do you want to say?").fill("The signed contract");
  const contract = { name: "contract.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") };
  await page.getByLabel("Files").setInputFiles(contract);
  await page.getByRole("button", { name: "Say it" }).click();
  await page.getByRole("link", { name: /contract\.pdf/ }).waitFor();
  await institution.go(`${dossier}/form`);
  await institution.check();
  const addresses = Object.entries(stage.world.sandboxes).flatMap(([environment, { messageRegistries }]) => [
    [`v2.${environment}`, messageRegistries[1].v2],
    [`v3.${environment}`, messageRegistries[1].v3],
  ]);
  await fill(institution, {
    id: "city", ...IN_THREE("name", "Stad"), ...IN_THREE("description", "Berichten van de stad"),
    contact: "it@city.example", signatory: "The mayor", contract: "contract.pdf", ...Object.fromEntries(addresses),
  });
  await page.getByRole("button", { name: "Submit the form" }).click();
  await page.getByText("It was submitted.").waitFor();
  await decide(integration, dossier, "validate-technically");
  await decide(nsso, dossier, "validate-formally");

  for (const environment of ["int", "acc", "prd"]) {
    await institution.go(`${dossier}/certificate`);
    const certificate = await certificateFor(stage.world.folder, environment, "city");
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(certificate);
    await page.getByRole("button", { name: "Deliver the certificate" }).click();
    await page.waitForURL(`**${dossier}?done=*`);
    await decide(integration, dossier, "configure");
    await institution.go(`${dossier}/tests`);
    await institution.check();
    await page.getByText("5 of 5 cases are shown or excused.").waitFor();
    assert.ok(!(await providersIn(environment)).includes('"city"'), `${environment}: not before “go”`);
    await page.getByRole("button", { name: "Ask for “go” with these tests" }).click();
    await page.waitForURL(`**${dossier}?done=*`);
    await decide(integration, dossier, "confirm-tests");
    await decide(nsso, dossier, "give-go");
    assert.ok((await providersIn(environment)).includes('"city"'), `${environment}: entered`);
  }
  await institution.go(dossier);
  await page.getByText("Stage 10 of 10: Production-ready").first().waitFor();
  await institution.check();
  for (const visit of [institution, integration, nsso]) assert.deepEqual(visit.complaints, [], "the browser complains");
});
