// The main way, with the keyboard alone.

import assert from "node:assert/strict";

import { BAKERY, story } from "../lib/story.mjs";

/** Presses Tab until something with this text has the focus. */
async function tabTo(page, text) {
  for (let step = 0; step < 80; step += 1) {
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
  await page.waitForURL("**/sign-in");
});
