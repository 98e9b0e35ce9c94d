// An access manager makes the enterprise a Document Consumer.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { certificate } from "../lib/certificate.mjs";
import { ACCOUNTANT, story } from "../lib/story.mjs";

const NUMBER = ACCOUNTANT.replaceAll(".", "");

story("a manager rehearses first, and nothing is changed", {}, async (visit) => {
  const { page } = visit;
  const folder = await mkdtemp(path.join(tmpdir(), "ebox-consumer-"));
  try {
    await visit.signIn(ACCOUNTANT);
    await visit.go("/manage/document-consumer");
    await page.getByRole("link", { name: "Go through it first, without changing anything" }).click();
    await visit.check();
    await page.getByRole("link", { name: "Begin the rehearsal" }).click();
    await page.getByText("Rehearsal: nothing of what you do on these pages is kept.").waitFor();
    await visit.check();
    await page.getByRole("region", { name: /^Terms of use/ }).focus();
    await page.keyboard.press("End");
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Accept the terms of use" }).click();
    assert.equal(await visit.heading(), "New webservice account");
    await visit.check();

    const fill = async (file) => {
      await page.getByLabel("Name of the account").fill("Boekhouding");
      await page.getByLabel("Name of the certificate").fill("2026");
      await page.getByLabel("Certificate", { exact: true }).setInputFiles(file);
      await page.getByRole("button", { name: "Check, and see what would change" }).click();
    };
    await fill(await certificate(folder, "foreign", "0852093431"));
    await page.getByText("The certificate belongs to another enterprise.").waitFor();
    await fill(await certificate(folder, "own", NUMBER));
    assert.equal(await visit.heading(), "What would change");
    await page.getByText(/would accept version .* of the terms of use/).waitFor();
    await page.getByText("scope:document:management:consult:ws-eboxrestentreprise:documentconsumer").waitFor();
    await visit.check();

    await visit.go("/manage/document-consumer");
    await page.getByRole("link", { name: "Read the terms of use", exact: true }).waitFor();
    assert.equal(await page.getByRole("heading", { name: "Boekhouding" }).count(), 0, "nothing was made");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

story("an access manager accepts the terms, uploads a certificate and gets a client id", {}, async (visit) => {
  const { page } = visit;
  const folder = await mkdtemp(path.join(tmpdir(), "ebox-consumer-"));
  try {
    await visit.signIn(ACCOUNTANT);
    await page.getByRole("link", { name: "Manage e-Box" }).click();
    await page.getByRole("link", { name: "Document Consumer", exact: true }).first().click();
    await visit.check();
    await page.getByText("Becoming a Document Consumer cannot be undone.").first().waitFor();
    // No account comes before the terms, not even by its address.
    assert.equal(await page.getByRole("link", { name: "Add a webservice account" }).count(), 0);
    await visit.go("/manage/document-consumer/account");
    assert.equal(await visit.heading(), "Terms of use for Document Consumers");
    await visit.check();

    const accept = page.getByRole("button", { name: "Accept the terms of use" });
    assert.ok(await accept.isDisabled(), "before the end of the text");
    await page.getByRole("region", { name: /^Terms of use/ }).focus();
    await page.keyboard.press("End");
    await page.getByRole("checkbox").check();
    await accept.click();
    await page.getByText(/^Accepted by /).waitFor();
    await visit.check();

    await page.getByRole("link", { name: "Add a webservice account" }).click();
    await visit.check();
    await page.getByLabel("Name of the account").fill("Boekhouding");
    await page.getByLabel("Name of the certificate").fill("2026");
    const none = path.join(folder, "letter.pem");
    await writeFile(none, "no certificate");
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(none);
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText("This file is no X.509 certificate.").waitFor();
    await visit.check();
    assert.equal(await page.getByLabel("Name of the account").inputValue(), "Boekhouding");

    const foreign = await certificate(folder, "foreign", "0852093431");
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(foreign);
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText("The certificate belongs to another enterprise.").waitFor();

    await page.getByLabel("Certificate", { exact: true }).setInputFiles(await certificate(folder, "own", NUMBER));
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText(/^The account is there\./).waitFor();
    await page.getByRole("heading", { name: "Boekhouding" }).waitFor();
    await page.getByText("In use").waitFor();
    await visit.check();

    // Another account of the same name: a double click, or a colleague at the same time.
    await page.getByRole("link", { name: "Add a webservice account" }).click();
    await page.getByLabel("Name of the account").fill("Boekhouding");
    await page.getByLabel("Name of the certificate").fill("2026");
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(await certificate(folder, "second", NUMBER));
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText("There is an account of this name already.").waitFor();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

story("without script the terms are accepted at the end of the page", { javaScriptEnabled: false }, async (visit) => {
  const { page } = visit;
  await visit.signIn("0534.530.277");
  await visit.go("/manage/document-consumer/terms");
  await page.getByText("Your enterprise has accepted the terms of use.").waitFor();
});

story("an account is looked after: the next certificate, another name, disabled, enabled, deleted", {}, async (visit) => {
  const { page } = visit;
  const folder = await mkdtemp(path.join(tmpdir(), "ebox-consumer-"));
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  try {
    await visit.signIn("0534.530.277");
    await visit.go("/manage/document-consumer");
    await page.getByRole("link", { name: /^Change/ }).first().click();
    assert.equal(await visit.heading(), "Rehearsal");
    assert.equal(await page.getByRole("button", { name: /^Remove the certificate/ }).count(), 0, "the last one stays");
    await visit.check();

    await page.getByRole("link", { name: "Add the next certificate" }).click();
    await visit.check();
    await page.getByLabel("Name of the certificate").fill("Next year");
    const none = path.join(folder, "letter.pem");
    await writeFile(none, "no certificate");
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(none);
    await press("Confirm");
    await page.getByText("This file is no X.509 certificate.").waitFor();
    await visit.check();
    await page.getByLabel("Certificate", { exact: true }).setInputFiles(await certificate(folder, "next", "0534530277"));
    await press("Confirm");
    await page.getByText("The certificate was added.").waitFor();
    await page.getByRole("heading", { name: "Next year" }).waitFor();

    await page.getByRole("button", { name: "Remove the certificate Next year" }).click();
    await visit.check();
    await press("Remove the certificate");
    await page.getByText("The certificate was removed.").waitFor();
    assert.equal(await page.getByRole("heading", { name: "Next year" }).count(), 0);

    await page.getByLabel("Name of the account").fill("Archief");
    await press("Change the name");
    await page.getByText("The account has another name.").waitFor();
    assert.equal(await visit.heading(), "Archief");

    await press("Disable the account");
    await visit.check();
    await press("Disable the account");
    await page.getByText("Disabled: it gets no tokens").waitFor();
    await press("Enable the account");
    await page.getByText("In use").waitFor();

    const place = new URL(page.url()).pathname;
    await press("Delete the account");
    await page.getByText("The OAuth client ID of this account never works again.").waitFor();
    await visit.check();
    await press("Delete the account");
    await page.getByText("The account is deleted.").waitFor();
    assert.equal(await page.getByRole("heading", { name: "Archief" }).count(), 0);
    // What was there before is answered like what never was.
    await visit.go(place);
    assert.notEqual(await visit.heading(), "Archief");
    await visit.check();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

story("the calls of a consumer are tried at the simulation", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn("0852.093.431");
  await visit.go("/manage/document-consumer");
  await page.getByRole("link", { name: "Test now" }).click();
  await visit.check();
  await page.getByRole("button", { name: "Test now" }).click();
  await page.getByText("Every call was answered as it should be.").waitFor();
  await page.getByRole("heading", { name: "Fetch its main document" }).waitFor();
  assert.ok((await page.locator("code.call").first().textContent()).includes("consultationIntegrationTest/v3"));
  await visit.check();
});
