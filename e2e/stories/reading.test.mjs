// Somebody reads the mail of their enterprise.

import assert from "node:assert/strict";

import { BAKERY, story } from "../lib/story.mjs";

story("a person reads a letter, and opening it is a decision", {}, async (visit) => {
  const { page } = visit;
  await visit.go("/");
  await visit.check();
  await visit.signIn(BAKERY);
  await visit.check();
  assert.equal(await page.getByRole("status").innerText(), "40 messages");

  const row = page.getByRole("listitem").filter({ hasText: "Invitation" }).first();
  const subject = await row.getByRole("link").textContent();
  assert.match(subject, /^Unread: /);
  await row.getByRole("link").click();
  await visit.check();
  await page.getByText("Whoever opens the main document does so in the name of the enterprise.").waitFor();
  const documents = page.getByRole("region", { name: /^Document/ });
  assert.equal(await documents.getByText(/^Main document/).count(), 1);

  const address = page.url();
  await page.getByRole("button", { name: "Open and read" }).click();
  await page.waitForURL("**/attachments/*");
  await visit.go(address);
  await visit.check();
  assert.equal(await page.getByRole("button", { name: "Open and read" }).count(), 0);
  await visit.go("/messages");
  const again = await page.locator(`a[href="${new URL(address).pathname}"]`).textContent();
  assert.equal(`Unread: ${again}`, subject, "read messages are no longer called unread");
});

story("a link never opens what is closed", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await page.getByRole("link", { name: /^Unread: .*Invitation/ }).first().click();
  await page.getByText(/^Main document ·/).waitFor();
  const address = page.url();
  await visit.go(`${new URL(address).pathname}/attachments/1`);
  assert.equal(page.url(), address, "the message itself, with its explanation");
  await page.getByRole("button", { name: "Open and read" }).waitFor();
});

story("the portal speaks four languages and remembers which", { locale: "de-BE" }, async (visit) => {
  const { page } = visit;
  await visit.go("/sign-in");
  assert.equal(await visit.heading(), "Anmelden");
  await page.getByRole("link", { name: "FR", exact: true }).click();
  assert.equal(await visit.heading(), "Se connecter");
  await visit.go("/sign-in");
  assert.equal(await visit.heading(), "Se connecter");
  assert.equal(new URL(page.url()).search, "", "the choice does not stay in the address");
  await visit.check();
});

story("what is not there, and whoever is not signed in, gets a page that helps", {}, async (visit) => {
  const { page } = visit;
  const response = await visit.go("/messages/nsso/none");
  assert.equal(response.status(), 200);
  await page.getByText("Sign in to see this page.").waitFor();
  await page.getByText(BAKERY).click();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("This page is not there").waitFor();
  await visit.check();
  await visit.go("/no-such-page");
  await visit.check();
});
