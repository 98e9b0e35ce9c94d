// Somebody looks for what needs attention.

import assert from "node:assert/strict";

import { BAKERY, story } from "../lib/story.mjs";

/** The addresses of the messages on a page. */
async function messages(page) {
  return await page.locator(".mail-subject a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

story("the list goes on page by page, each message once, and its addresses hold", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  const first = await messages(page);
  assert.equal(first.length, 25);
  assert.equal(await page.getByRole("link", { name: "Newest messages" }).count(), 0);
  await page.getByRole("link", { name: "Older messages" }).click();
  await page.getByText(/^Messages of .* and older$/).waitFor();
  await visit.check();
  const second = await messages(page);
  assert.equal(second.length, 15);
  assert.equal(new Set([...first, ...second]).size, 40, "no message twice, none left out");
  assert.equal(await page.getByRole("link", { name: "Older messages" }).count(), 0);
  const address = page.url();
  await visit.go("/messages");
  await visit.go(address);
  assert.deepEqual(await messages(page), second);
  await page.getByRole("link", { name: "Newer messages" }).click();
  assert.deepEqual(await messages(page), first, "the way back has the pages of the way there");
  assert.equal(await page.getByRole("link", { name: "Newer messages" }).count(), 0);
  await visit.check();
  await page.getByRole("link", { name: "Newest messages" }).click();
  assert.deepEqual(await messages(page), first);
});

story("the numbers lead to what they count", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  const tiles = page.getByRole("navigation", { name: "What needs attention" }).getByRole("link");
  assert.equal(await tiles.count(), 4);
  for (let place = 0; place < 4; place += 1) {
    const count = Number(/^\d+/.exec((await tiles.nth(place).innerText()).trim())[0]);
    await tiles.nth(place).click();
    const text = count === 0 ? "No messages" : count === 1 ? "1 message" : `${count} messages`;
    await page.getByText(text, { exact: true }).waitFor();
    await visit.check();
    await page.goBack();
  }
});

story("filters work without script, and say what cannot be understood", { javaScriptEnabled: false }, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await page.getByLabel("Search in subject").fill("invitation");
  await page.getByLabel("Language of the text").selectOption("fr");
  await page.getByRole("button", { name: "Search" }).click();
  const found = await page.locator(".mail-subject").allInnerTexts();
  assert.ok(found.length > 0 && found.every((subject) => subject.includes("Invitation")), `${found}`);
  assert.equal(await page.getByLabel("Search in subject").inputValue(), "invitation");

  await page.getByRole("link", { name: "Clear filters" }).click();
  await page.getByText("Filters", { exact: true }).click();
  await page.getByLabel("that are registered").check();
  await page.getByRole("button", { name: "Apply filters" }).click();
  const rows = page.getByRole("listitem").filter({ has: page.locator(".mail-subject") });
  assert.ok((await rows.count()) > 0);
  assert.equal(await rows.filter({ hasText: "Registered" }).count(), await rows.count());

  await visit.go("/messages?from=2020-01-01&until=2020-01-31");
  await page.getByText("No message matches these filters.").waitFor();
  const response = await visit.go("/messages?from=yesterday");
  assert.equal(response.status(), 400);
  await page.getByRole("alert").getByText("‘Received from’ is no date.").waitFor();
});

story("what is asked for in another way is no surprise to axe", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  for (const query of ["from=yesterday", "q=nothing-is-called-so", "box=sent", "show=hidden"]) {
    await visit.go(`/messages?${query}`);
    await visit.check();
  }
  await page.getByRole("link", { name: "Received", exact: true }).click();
});
