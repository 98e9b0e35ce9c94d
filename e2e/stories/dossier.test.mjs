// An institution goes from its first request to a first message in production: three people, three environments.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { certificate } from "../lib/certificate.mjs";
import { INTEGRATION, IN_THREE, MANAGER, NSSO, ORGANIZATION, fill, openDossier, visitAs } from "../lib/dossier.mjs";
import { startFederation } from "../lib/federation.mjs";
import { PDF, Sender, digest } from "../lib/sender.mjs";
import { stageOf } from "../lib/stories.mjs";

const INSTITUTION = "0220916609";
const CLIENT = `documentmanagement:publication:ebox:${INSTITUTION}`;
const APPLICATION = "jobs:letters";
const TYPE = "JOB-LETTER";

const stage = stageOf(startFederation);

const SENDS = { "applications.0.id": APPLICATION, ...IN_THREE("applications.0.name", "Letters") };

const SENT = {
  "types.0.id": TYPE,
  ...IN_THREE("types.0.name", "Letter about a job"),
  "types.0.application": APPLICATION,
  "types.0.validity": "2",
  "types.0.validityUnit": "year",
  "types.0.sector": "both",
};

/** Takes a decision at the desk, which is looked at first. */
async function decide(visit, dossier, decision) {
  const { page } = visit;
  await visit.go(`/desk/${dossier}`);
  await visit.check();
  await page.getByRole("main").getByRole("link", { name: decision }).first().click();
  await visit.check();
  await page.getByRole("main").getByRole("button", { name: decision }).click();
  await page.waitForURL(`**/desk/${dossier}?done=*`);
}

/** Everything that a sender has to show, by real calls: each refusal as well. */
async function showEverything(sender) {
  const file = (part) => [part, `${part}.pdf`, "application/pdf", PDF];
  const attachment = (httpPartName, isMainContent = true) => ({ httpPartName, isMainContent });
  const letter = {
    recipient: { eboxType: "enterprise", enterpriseNumber: "0852093431" },
    subject: { nl: "Uw brief" },
    messageTypeId: TYPE,
    senderApplicationId: APPLICATION,
    attachments: [{ ...attachment("upfile1"), digest: digest(PDF) }],
  };
  const body = { bodyContent: { nl: "De tekst" }, isBodyMainContent: true };
  const publish = async (status, message, files, headers) => {
    const answer = await sender.publish(message, files, headers);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.body;
  };
  const parts = ["upfile1", "upfile2", "upfile3", "upfile4", "upfile5", "upfile6"];
  const one = [file("upfile1")];
  const key = { "Idempotency-Key": `"${Date.now()}"` };
  await publish(201, letter, one, key);
  await publish(409, letter, one, key);
  await publish(201, { ...letter, ...body, attachments: [] }, []);
  await publish(201, { ...letter, attachments: parts.map((part, place) => attachment(part, place === 0)) }, parts.map(file));
  await publish(201, { ...letter, ...body, attachments: [attachment("upfile1", false)] }, one);
  await publish(201, { ...letter, recipient: { eboxType: "citizen", ssin: "94022722580" } }, one);
  await publish(400, { ...letter, recipient: { eboxType: "enterprise", enterpriseNumber: "0202239951" } }, one);
  await publish(400, { ...letter, messageTypeId: "SOMEBODY-ELSES" }, one);
  await publish(400, { ...letter, sender: { eboxType: "enterprise", enterpriseNumber: "0852093431" } }, one);
  await publish(400, { ...letter, attachments: [{ ...attachment("upfile1"), digest: digest(Buffer.from("x")) }] }, one);
  await publish(400, { ...letter, subject: { nl: "Uw brief", fr: "Votre lettre" } }, one);
  await publish(400, { ...letter, attachments: [attachment("upfile1", false)] }, one);
  await publish(400, { ...letter, attachments: [attachment("upfile1"), attachment("upfile2")] }, [file("upfile1"), file("upfile2")]);
  await publish(400, { ...letter, attachments: [attachment("upfile1")] }, [["upfile1", "a.exe", "application/x-msdownload", PDF]]);
  await publish(400, letter, [file("upfile1"), file("upfile2")]);
  await publish(400, { ...letter, attachments: [attachment("upfile9")] }, one);
  await publish(400, { ...letter, colour: "red" }, one);
  await publish(400, { ...letter, businessDataList: [{ key: "shoeSize", values: [{ nl: "44" }] }] }, one);
}

/** The tests of an environment: everything is shown, but for what is excused; then "go" is asked for and given. */
async function tried(dossier, institution, integration, nsso, environment) {
  const { page } = institution;
  await institution.go(`/sending/${dossier}/examples`);
  await institution.check();
  assert.ok((await page.getByRole("main").innerText()).includes(CLIENT));
  const key = await readFile(path.join(stage.world.folder, environment, "private-key.pem"), "utf8");
  await showEverything(new Sender(stage.world.sandboxes[environment], CLIENT, key));
  await institution.go(`/sending/${dossier}/tests`);
  await institution.check();
  // A publication without name or media type of a file is beyond this browser's means, and so is one more recipient.
  for (;;) {
    const missing = page.getByText("Say why it need not be shown");
    if ((await missing.count()) === 0) break;
    await missing.first().click();
    const form = page.locator("details[open] form").first();
    await form.getByLabel("Why need it not be shown?").fill("Our software cannot do this.");
    await form.getByRole("button", { name: "Save" }).click();
    await page.waitForURL("**/tests?done=*");
  }
  await institution.check();
  await page.getByRole("button", { name: "Ask for “go” with these tests" }).click();
  await page.waitForURL(`**/sending/${dossier}?done=*`);
  await decide(integration, dossier, /Confirm the tests/);
  await decide(nsso, dossier, /Give|go/i);
}

test("an institution goes from its first request to a first message in production", { timeout: 300_000 }, async () => {
  const institution = await visitAs(stage.browser, stage.world, MANAGER);
  const integration = await visitAs(stage.browser, stage.world, INTEGRATION);
  const nsso = await visitAs(stage.browser, stage.world, NSSO);
  const { page } = institution;

  await institution.go("/sending");
  await institution.check();
  const dossier = (await openDossier(institution, "Become a Document Sender")).split("/").at(-1);
  await institution.check();

  // Whoever submits too early learns what is missing; what was written stays.
  await institution.go(`/sending/${dossier}/request`);
  await fill(institution, { name: "Letters about jobs", volume: "120 000" });
  await page.getByRole("button", { name: "Submit the request" }).click();
  await page.getByRole("alert").waitFor();
  await institution.check();
  assert.equal(await page.locator('[name="name"]').inputValue(), "Letters about jobs");
  await fill(institution, { useCases: "Letters", peaks: "January", planning: "Live in spring" });
  await page.getByLabel("From within the network of social security").check();
  await page.getByRole("button", { name: "Submit the request" }).click();
  await page.waitForURL(`**/sending/${dossier}?done=*`);

  await decide(integration, dossier, "Ask the NSSO to agree");
  await decide(nsso, dossier, "Agree in principle");
  await institution.go(`/sending/${dossier}`);
  await page.getByRole("button", { name: "No meeting is needed" }).click();

  await institution.go(`/sending/${dossier}/form`);
  await fill(institution, ORGANIZATION);
  await page.getByRole("button", { name: "Add an application" }).click();
  await page.locator('[name="applications.0.id"]').waitFor();
  await fill(institution, SENDS);
  await page.getByRole("button", { name: "Add a message type" }).click();
  await page.locator('[name="types.0.id"]').waitFor();
  await fill(institution, SENT);
  await institution.check();
  await page.getByRole("button", { name: "Submit the form" }).click();
  await page.waitForURL(`**/sending/${dossier}?done=*`);
  await decide(integration, dossier, /Validate technically|technically/i);
  await decide(nsso, dossier, /Validate formally|formally/i);

  for (const environment of ["int", "acc", "prd"]) {
    await institution.go(`/sending/${dossier}/certificate`);
    await institution.check();
    // The certificate of another environment is not taken.
    const other = environment === "acc" ? "prd" : "acc";
    const foreign = await certificate(stage.world.folder, `${environment}-foreign`, INSTITUTION, other, APPLICATION);
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(foreign);
    await page.getByRole("button", { name: "Deliver the certificate" }).click();
    await page.getByText("This certificate does not fit, and was not taken.").waitFor();
    await institution.check();
    const fitting = await certificate(stage.world.folder, environment, INSTITUTION, environment, APPLICATION);
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(fitting);
    await page.getByRole("button", { name: "Deliver the certificate" }).click();
    await page.waitForURL(`**/sending/${dossier}?done=*`);

    await integration.go(`/desk/${dossier}/environments`);
    await integration.check();
    await decide(integration, dossier, /Configure/);
    if (environment !== "prd") await tried(dossier, institution, integration, nsso, environment);
  }

  await institution.go(`/sending/${dossier}`);
  await institution.check();
  const key = await readFile(path.join(stage.world.folder, "prd", "private-key.pem"), "utf8");
  const live = new Sender(stage.world.sandboxes.prd, CLIENT, key);
  const first = await live.publish(
    {
      recipient: { eboxType: "enterprise", enterpriseNumber: "0852093431" },
      subject: { nl: "De eerste brief" },
      messageTypeId: TYPE,
      senderApplicationId: APPLICATION,
      attachments: [{ httpPartName: "upfile1", isMainContent: true }],
    },
    [["upfile1", "brief.pdf", "application/pdf", PDF]],
  );
  assert.equal(first.status, 201, JSON.stringify(first.body));
  // What acceptance gives is worth nothing in production.
  const accKey = await readFile(path.join(stage.world.folder, "acc", "private-key.pem"), "utf8");
  const accToken = await new Sender(stage.world.sandboxes.acc, CLIENT, accKey).token();
  live.lastToken = accToken;
  assert.equal((await live.publish({}, [])).status, 401);

  // Everybody was told what happened, each in their language.
  await institution.go("/outgoing-mail");
  await institution.check();
  const letters = await page.getByRole("main").innerText();
  assert.ok(letters.includes(dossier), letters);
  for (const visit of [institution, integration, nsso]) assert.deepEqual(visit.complaints, [], "the browser complains");
});
