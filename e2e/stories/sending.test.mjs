// The pages of institutions: forms that several people write, certificates, examples that run as they are copied; without
// script and with the keyboard alone. The whole way to production is walked in dossier.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  certificateFor, COLLEAGUE, decide, fill, IN_THREE, INTEGRATION, MANAGER, NSSO, openDossier, ORGANIZATION, REQUEST,
  runCopied, signingRequest, visitAs,
} from "../lib/dossier.mjs";
import { startFederation } from "../lib/federation.mjs";
import { stageOf } from "../lib/stories.mjs";

const stage = stageOf(startFederation);

/** A story of several people, whose browsers have nothing to complain about. */
function story(name, walk) {
  test(name, { timeout: 300_000 }, async () => {
    const visits = [];
    const enter = async (who, options) => {
      const visit = await visitAs(stage.browser, stage.world, who, options);
      visits.push(visit);
      return visit;
    };
    try {
      await walk(enter);
      assert.deepEqual(visits.flatMap((visit) => visit.complaints), [], "the browser complains");
    } finally {
      await Promise.all(visits.map((visit) => visit.page.context().close()));
    }
  });
}

story("several people write, send back and correct; examples run as they are copied", async (enter) => {
  const [manager, colleague, integration, nsso] = await Promise.all([MANAGER, COLLEAGUE, INTEGRATION, NSSO].map((who) => enter(who)));
  const { page } = manager;

  // 1: the request saves itself, and says what is missing when it is submitted.
  await page.getByRole("link", { name: "Send", exact: true }).click();
  await manager.check();
  const dossier = await openDossier(manager, "Become a Document Sender");
  await manager.check();
  await page.getByRole("link", { name: "Write the request" }).click();
  await fill(manager, { name: "Werkkaart" });
  await page.getByText(/^Saved on .* by Access manager of 0220916609/).waitFor();
  await page.getByRole("button", { name: "Submit the request" }).click();
  await page.getByText("5 fields need to be completed").waitFor();
  await manager.check();

  // A colleague takes it up where it was left; what both wrote at once is shown to the second.
  await colleague.go(`${dossier}/request`);
  assert.equal(await colleague.page.getByLabel("Name of the project").inputValue(), "Werkkaart");
  await fill(colleague, { peaks: "January and July" });
  await colleague.page.getByRole("button", { name: "Save", exact: true }).click();
  await colleague.page.getByText("It was saved.").waitFor();
  await fill(manager, { planning: "Tests in spring" });
  await page.getByText(/^A colleague saved this form meanwhile/).waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("A colleague saved this form meanwhile.", { exact: true }).waitFor();
  await manager.check();
  await page.getByLabel("Take over mine: Planning").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("It was saved.").waitFor();
  assert.equal(await page.getByLabel("Moments of peak load").inputValue(), "January and July");
  assert.equal(await page.getByLabel("Planning").inputValue(), "Tests in spring");

  await fill(manager, REQUEST);
  await page.getByLabel("From within the network of social security").check();
  await page.getByRole("button", { name: "Submit the request" }).click();
  await page.getByText("It was submitted.").waitFor();
  await manager.check();

  // 2 and 3: agreement in principle, no meeting.
  await decide(integration, dossier, "ask-agreement");
  await decide(nsso, dossier, "agree");
  await manager.go(dossier);
  await page.getByRole("button", { name: "No meeting is needed" }).click();
  await page.getByText("Fill in the form, and submit it.").waitFor();

  // 4: the form, with entries that are added by buttons.
  await page.getByRole("link", { name: "Fill in the form" }).click();
  await fill(manager, ORGANIZATION);
  await page.getByRole("button", { name: "Add an application" }).click();
  await fill(manager, { "applications.0.id": "pilot:job-attest:werkkaart", ...IN_THREE("applications.0.name", "Werkkaart") });
  await page.getByRole("button", { name: "Add a message type" }).click();
  await fill(manager, {
    "types.0.id": "WERKKAART 2026", ...IN_THREE("types.0.name", "Attest"), "types.0.application": "pilot:job-attest:werkkaart",
    "types.0.validity": "2", "types.0.validityUnit": "year", "types.0.sector": "both",
  });
  await page.getByRole("button", { name: "Add a business data key" }).click();
  await fill(manager, { "types.0.keys.0.key": "caseNumber", ...IN_THREE("types.0.keys.0.name", "Dossier"), "types.0.keys.0.format": "text" });
  await manager.check();
  await page.getByRole("button", { name: "Submit the form" }).click();
  // The identifier has a blank: the mistake stands at its field.
  await page.locator('[id="types.0.id-mistake"]').waitFor();
  await manager.check();
  await fill(manager, { "types.0.id": "WERKKAART-2026" });
  await page.getByRole("button", { name: "Submit the form" }).click();
  await page.getByText("It was submitted.").waitFor();

  // 5: sent back with a reason at its field, then validated by both.
  await integration.go(`/desk/${dossier.split("/").at(-1)}/decide/send-back`);
  const reason = integration.page.locator('[id="why.types.0.validity"]');
  await integration.page.locator("details", { has: reason }).locator("summary").click();
  await reason.fill("Attests are kept for five years.");
  await integration.page.locator('form[action*="/decide/"] button[type="submit"]').click();
  await integration.page.getByRole("status").first().waitFor();
  await manager.go(`${dossier}/form`);
  await page.getByText("Sent back: Attests are kept for five years.").waitFor();
  await manager.check();
  await fill(manager, { "types.0.validity": "5" });
  await page.getByRole("button", { name: "Submit the form" }).click();
  await page.getByText("It was submitted.").waitFor();
  await decide(integration, dossier, "validate-technically");
  await decide(nsso, dossier, "validate-formally");

  // 6 and 7: a request of another environment is explained; the certificate that fits is taken, and INT configured.
  await manager.go(`${dossier}/certificate`);
  await page.getByRole("heading", { name: "Subject for INT" }).waitFor();
  await manager.check();
  const request = page.getByLabel("Request for a certificate (CSR)");
  await request.setInputFiles(await signingRequest(stage.world.folder, "acc"));
  await page.getByRole("button", { name: "Check the request" }).click();
  await page.getByText("The certificate is for another environment.").waitFor();
  await manager.check();
  await request.setInputFiles(await signingRequest(stage.world.folder, "int"));
  await page.getByRole("button", { name: "Check the request" }).click();
  await page.getByText("This request fits").waitFor();
  await page.getByLabel("Certificate", { exact: true }).setInputFiles(await certificateFor(stage.world.folder, "int"));
  await page.getByRole("button", { name: "Deliver the certificate" }).click();
  await page.getByText("The certificate fits and was delivered.").waitFor();
  await decide(integration, dossier, "configure");

  // 8: the examples are ready the moment the configuration is, and run as they are copied; what they do is evidence.
  await manager.go(`${dossier}/examples`);
  await manager.check();
  const [profile, publish] = await page.locator("pre").allInnerTexts();
  const answer = await runCopied(stage.world.folder, profile, publish);
  assert.match(answer, /^HTTP\/1.1 201/, answer);
  await manager.go(`${dossier}/tests`);
  await page.getByText(/^[1-9]\d* of 23 cases are shown or excused\.$/).waitFor();
  const shown = page.locator(".case.shown").filter({ hasText: "WERKKAART-2026" });
  assert.equal(await shown.count(), 1, "the type is shown by the message");
  await manager.check();
});

story("without script nothing is missing", async (enter) => {
  const manager = await enter(MANAGER, { javaScriptEnabled: false });
  const { page } = manager;
  await page.getByRole("link", { name: "Send", exact: true }).click();
  const dossier = await openDossier(manager, "Become a Document Provider");
  await page.getByRole("link", { name: "Write the request" }).click();
  await page.getByLabel("Name of the project").fill("Register");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("It was saved.").waitFor();
  await page.getByRole("button", { name: "Submit the request" }).click();
  await page.getByText("5 fields need to be completed").waitFor();
  await page.getByRole("link", { name: "Use cases", exact: true }).click();
  await page.getByLabel("Use cases").fill("Letters of the region");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.getByRole("heading", { name: "Register" }).waitFor();

  // The conversation, with a file there and back.
  await page.getByLabel("What do you want to say?").fill("See the plan.");
  await page.getByLabel("Files", { exact: true }).setInputFiles([{ name: "plan.txt", mimeType: "text/plain", buffer: Buffer.from("spring") }]);
  await page.getByRole("button", { name: "Say it" }).click();
  await page.getByText("It was said.").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "plan.txt" }).click()]);
  assert.equal(download.suggestedFilename(), "plan.txt");

  await page.locator("summary", { hasText: "Withdraw" }).click();
  await page.getByLabel("Why do you withdraw?").fill("Another way was found.");
  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByText("The dossier is closed.").waitFor();
  assert.equal(new URL(page.url()).pathname, dossier);
});

story("a form is filled in, saved and left with the keyboard alone", async (enter) => {
  const manager = await enter(MANAGER);
  const { page } = manager;
  await manager.go("/sending");
  await page.getByRole("button", { name: "Become a Document Provider" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/sending\/D-\d{6}/);
  await page.getByRole("link", { name: "Write the request" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Name of the project").focus();
  await page.keyboard.type("By hand");
  // Enter in a line saves: it is the first button of the form.
  await page.keyboard.press("Enter");
  await page.getByText("It was saved.").waitFor();
  await page.getByRole("radio").first().focus();
  await page.keyboard.press("Space");
  await page.getByText(/^Saved on /).waitFor();
  await page.getByRole("button", { name: "Save and go on" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "By hand" }).waitFor();
  await manager.check();
});
