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
  await visit.go("/messages?status=unread&q=invitation");
  await page.getByRole("link", { name: /^Unread: .*Invitation/ }).first().click();
  await page.getByText(/^Main document ·/).waitFor();
  const address = page.url();
  await visit.go(`${new URL(address).pathname}/attachments/1`);
  assert.equal(page.url(), address, "the message itself, with its explanation");
  await page.getByRole("button", { name: "Open and read" }).waitFor();
});

story("documents are shown where nothing of theirs runs, each under a policy of its own", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  const head = async (name) => {
    await visit.go("/messages");
    await page.locator(".mail-row").filter({ hasText: "5 documents" }).first().getByRole("link").click();
    const href = await page.locator(".document a").filter({ hasText: name }).first().getAttribute("href");
    const response = await page.request.get(new URL(href, visit.world.url).href);
    return { href, headers: response.headers() };
  };
  const csv = await head(/\.csv$/);
  await visit.go(csv.href);
  await page.getByRole("table").waitFor();
  await visit.check();
  for (const name of [/\.xml$/, /\.odt$/]) {
    const { headers } = await head(name);
    assert.match(headers["content-disposition"], /^attachment;/);
    assert.match(headers["content-security-policy"], /sandbox/);
    assert.equal(headers["x-content-type-options"], "nosniff");
  }
  await visit.go("/messages?status=read&show=all");
  await page.locator(".mail-subject a").first().click();
  const pdf = await page.locator(".document a").filter({ hasText: /\.pdf$/ }).first().getAttribute("href");
  const headers = (await page.request.get(new URL(pdf, visit.world.url).href)).headers();
  assert.equal(headers["content-type"], "application/pdf");
  assert.match(headers["content-disposition"], /^inline;/);
  assert.match(headers["content-security-policy"], /^default-src 'none';/);
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
