// People sign in with the identity provider of the operator.

import assert from "node:assert/strict";

import { ANNA, BRAM, CLEO, startWithProvider } from "../lib/deployment.mjs";
import { storiesIn } from "../lib/stories.mjs";

const story = storiesIn(() => startWithProvider([ANNA, BRAM, CLEO, { name: "Robot" }]));

async function signIn(visit, name) {
  await visit.page.getByRole("link", { name: "Sign in with your identity provider" }).click();
  await visit.page.getByRole("link", { name, exact: true }).click();
}

story("from a page that was asked for, by the provider, and back to that page", {}, async (visit) => {
  const { page } = visit;
  await visit.go("/messages?status=unread");
  await page.getByRole("status").getByText("Sign in to see this page.").waitFor();
  await visit.check();
  await signIn(visit, ANNA.name);
  await page.getByRole("heading", { level: 1, name: "Choose an enterprise" }).waitFor();
  await visit.check();
  await page.getByText("Bakkerij De Korenaar").click();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL("**/messages?status=unread");
  await page.locator(".who").getByText("Bakkerij De Korenaar").waitFor();
});

story("without script, and with one enterprise there is nothing to choose", { javaScriptEnabled: false }, async (visit) => {
  await visit.go("/sign-in");
  await signIn(visit, BRAM.name);
  await visit.page.waitForURL("**/messages");
  await visit.page.locator(".who").getByText("Boekhouding Janssens").waitFor();
});

story("whoever may do nothing, has no number or says no gets a page that helps", {}, async (visit) => {
  const { page } = visit;
  const ways = {
    [CLEO.name]: "Nobody has given you access yet",
    Robot: "We do not know who you are",
    Nobody: "You did not sign in",
  };
  for (const [name, heading] of Object.entries(ways)) {
    await visit.go("/sign-in");
    await signIn(visit, name);
    assert.equal(await visit.heading(), heading);
    await visit.check();
  }
  // The same answer a second time is the end of nothing.
  await page.reload();
  assert.equal(await visit.heading(), "This sign-in is over");
  await visit.check();
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Sign in with your identity provider" }).waitFor();
});

story("a provider that does not answer is said to be down", {}, async (visit) => {
  const { page, world } = visit;
  await visit.go("/sign-in");
  await page.getByRole("link", { name: "Sign in with your identity provider" }).click();
  const href = await page.getByRole("link", { name: ANNA.name, exact: true }).getAttribute("href");
  world.provider.rest(true);
  try {
    await page.goto(href);
    assert.equal(await visit.heading(), "The identity provider does not answer");
    await visit.check();
  } finally {
    world.provider.rest(false);
  }
});
