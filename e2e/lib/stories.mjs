// Stories in one world: a browser, and a visit that notices what is wrong.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startBrowser } from "./browser.mjs";
import { Visit } from "./visit.mjs";

/** A way to tell stories in a world that `start` makes: each is what one person does in a browser of their own. */
export function storiesIn(start) {
  let world;
  let browser;

  before(async () => {
    [world, browser] = await Promise.all([start(), startBrowser()]);
  });

  after(async () => {
    await browser?.close();
    await world?.stop();
  });

  return function story(name, options, walk) {
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
  };
}
