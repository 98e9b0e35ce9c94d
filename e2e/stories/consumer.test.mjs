// An access manager makes the enterprise a Document Consumer.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { program } from "../lib/world.mjs";
import { ACCOUNTANT, story } from "../lib/story.mjs";

const NUMBER = ACCOUNTANT.replaceAll(".", "");

/** A certificate for an enterprise, as its technician would make one for a rehearsal. */
async function certificate(folder, name, enterprise) {
  const out = path.join(folder, name);
  await promisify(execFile)(program, [
    "certificate", "new", "--enterprise-number", enterprise, "--legal-name", "Fiduciaire", "--environment", "acc",
    "--application", "accounting:messages", "--city", "Gent", "--region", "Oost-Vlaanderen", "--out", out, "--quiet",
  ]);
  return path.join(out, "certificate.pem");
}

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
