// Stories in one world: a browser, and a visit that notices what is wrong.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startBrowser } from "./browser.mjs";
import { Visit } from "./visit.mjs";

/** A world that `start` makes, and a browser: both are there while the stories of a file are told, and stop after them. */
export function stageOf(start) {
  const stage = {};

  before(async () => {
    [stage.world, stage.browser] = await Promise.all([start(), startBrowser()]);
  });

  after(async () => {
    await stage.browser?.close();
    await stage.world?.stop();
  });

  return stage;
}

/** A way to tell stories in a world that `start` makes: each is what one person does in a browser of their own. */
export function storiesIn(start) {
  const stage = stageOf(start);

  return function story(name, options, walk) {
    test(name, { timeout: 300_000 }, async () => {
      const context = await stage.browser.newContext({ locale: "en-GB", ...options });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      const visit = new Visit(page, stage.world);
      try {
        await walk(visit);
        assert.deepEqual(visit.complaints, [], "the browser complains");
      } finally {
        await context.close();
      }
    });
  };
}
