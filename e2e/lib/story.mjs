// What every story needs: a federation, a browser, and a visit that notices what is wrong.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startBrowser } from "./browser.mjs";
import { Visit } from "./visit.mjs";
import { startWorld } from "./world.mjs";

export { ACCOUNTANT, BAKERY, WORKSHOP } from "./visit.mjs";

let world;
let browser;

before(async () => {
  [world, browser] = await Promise.all([startWorld(), startBrowser()]);
});

after(async () => {
  await browser?.close();
  await world?.stop();
});

/** A story: what one person does in a browser of their own. */
export function story(name, options, walk) {
  test(name, { timeout: 120_000 }, async () => {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const visit = new Visit(page, world);
    try {
      await walk(visit);
      assert.deepEqual(visit.complaints, [], "the browser complains");
    } finally {
      await context.close();
    }
  });
}
