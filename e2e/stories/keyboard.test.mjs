// The main way, with the keyboard alone.

import assert from "node:assert/strict";

import { BAKERY, story } from "../lib/story.mjs";

/** Presses Tab until something with this text has the focus. */
async function tabTo(page, text) {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement?.innerText ?? "");
    if (focused.includes(text)) return;
  }
  assert.fail(`nothing with "${text}" gets the focus`);
}

story("a person signs in, reads and signs out without a mouse", {}, async (visit) => {
  const { page } = visit;
  await visit.go("/sign-in");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Skip to content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  for (let step = 0; step < 10; step += 1) {
    const label = await page.evaluate(() => document.activeElement.closest("label")?.innerText ?? "");
    if (label.includes(BAKERY)) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL("**/messages");

  await tabTo(page, "Unread");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Open and read" }).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Skip to content");
  await tabTo(page, "Sign out");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sign-in?why=out");
});

story("a person goes from the list to a message, opens it and does what it asks, without a mouse", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await tabTo(page, "actions required");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/messages?action=yes*");
  await tabTo(page, "Unread:");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "All messages" }).waitFor();
  const address = page.url();
  await tabTo(page, "Open and read");
  await visit.sending(() => page.keyboard.press("Enter"));
  await visit.go(address);
  await tabTo(page, "Confirm: it is done");
  await page.keyboard.press("Enter");
  await page.getByText("The action is noted as executed.").waitFor();
  await tabTo(page, "All messages");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/messages");
});
