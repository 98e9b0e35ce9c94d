// People sign in with accounts that the operator opens for them.

import assert from "node:assert/strict";

import { codeOf } from "../lib/authenticator.mjs";
import { ANNA, BRAM, CLEO, DORA, startDeployment } from "../lib/deployment.mjs";
import { storiesIn } from "../lib/stories.mjs";

const PASSWORD = "een brood per dag";
const OTHER_PASSWORD = "twee broden per dag";

const story = storiesIn(() => startDeployment('sign_in = "local_accounts"'));

const open = (visit, name, person) =>
  visit.world.operator("account", "add", name, "--ssin", person.ssin, "--name", person.name);

/** Makes an account theirs, and gives the secret of the app with the recovery codes. */
async function enrol(visit, link, password) {
  const { page } = visit;
  await page.goto(link);
  const secret = await page.locator("code.copy").innerText();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("The same password again").fill(password);
  await page.getByLabel("Code that the app now shows").fill(codeOf(secret));
  await page.getByRole("button", { name: "Finish" }).click();
  assert.equal(await visit.heading(), "Your account is ready");
  return { secret, codes: await page.locator("code.copy").allInnerTexts() };
}

async function signIn(visit, name, password, code) {
  const { page } = visit;
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

story("from the operator's link to the messages of one of two enterprises", {}, async (visit) => {
  const { page } = visit;
  const link = await open(visit, "anna", ANNA);
  await page.goto(link);
  await visit.check();
  assert.equal(await page.getByRole("img", { name: /^QR code/ }).count(), 1);

  await page.getByLabel("Password", { exact: true }).fill("kort");
  await page.getByLabel("The same password again").fill("korter");
  await page.getByLabel("Code that the app now shows").fill("000000");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByText("Too short: choose at least 12 characters.").waitFor();
  await page.getByText("The two passwords are not the same.").waitFor();
  await visit.check();

  const { secret, codes } = await enrol(visit, link, PASSWORD);
  assert.equal(codes.length, 10);
  await visit.check();

  await page.getByRole("link", { name: "I have kept them: sign in" }).click();
  await signIn(visit, "anna", OTHER_PASSWORD, codeOf(secret, 1));
  await page.getByRole("alert").getByText("User name, password or code is not right.").waitFor();
  assert.equal(await page.getByLabel("Password").inputValue(), "");
  await visit.check();

  await signIn(visit, "anna", PASSWORD, codeOf(secret, 1));
  await page.getByRole("heading", { level: 1, name: "Choose an enterprise" }).waitFor();
  await visit.check();
  await page.getByText("Atelier du Canal").click();
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL("**/messages");
  await page.locator(".who").getByText("Atelier du Canal").waitFor();

  // The link is used up.
  assert.equal((await page.goto(link)).status(), 410);
  await page.getByText("This code does not hold, or not any more").waitFor();
  await visit.check();
});

story("without script, and with one enterprise there is nothing to choose", { javaScriptEnabled: false }, async (visit) => {
  const { page } = visit;
  const { codes } = await enrol(visit, await open(visit, "bram@ebox.example", BRAM), PASSWORD);
  await visit.go("/sign-in");
  await signIn(visit, "Bram@Ebox.example", PASSWORD, codes[0]);
  await page.waitForURL("**/messages");
  await page.locator(".who").getByText("Boekhouding Janssens").waitFor();
});

story("a recovery code is taken once, and the operator begins an account anew", {}, async (visit) => {
  const { codes } = await enrol(visit, await open(visit, "cleo", CLEO), PASSWORD);
  const attempt = async (code) => {
    await visit.go("/sign-in");
    await signIn(visit, "cleo", PASSWORD, code);
    return await visit.heading();
  };
  assert.equal(await attempt(codes[0]), "Nobody has given you access yet");
  await visit.check();
  assert.equal(await attempt(codes[0]), "Sign in");
  const link = await visit.world.operator("account", "renew", "cleo");
  assert.equal(await attempt(codes[1]), "Sign in");
  await enrol(visit, link, OTHER_PASSWORD);
  await visit.world.operator("account", "remove", "cleo");
  assert.ok(!(await visit.world.operator("account", "list")).includes("cleo"));
});

story("after too many attempts the page says how long to wait", {}, async (visit) => {
  const { page } = visit;
  await visit.go("/sign-in");
  await visit.check();
  for (let attempt = 0; attempt < 6; attempt += 1) await signIn(visit, "nobody", PASSWORD, "000000");
  await page.getByRole("alert").getByText(/^Too many attempts\./).waitFor();
  await visit.check();
});

story("somebody signed in sees where, and signs out everywhere with the keyboard alone", {}, async (visit) => {
  const { page } = visit;
  const { codes } = await enrol(visit, await open(visit, "dora", DORA), PASSWORD);
  await visit.go("/sessions");
  await page.getByRole("status").getByText("Sign in to see this page.").waitFor();
  const typed = { "User name": "dora", "Password": PASSWORD, "Code": codes[0] };
  for (const [label, text] of Object.entries(typed)) {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Choose an enterprise" }).waitFor();
  await page.getByRole("radio").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sessions");
  await visit.check();
  await page.getByRole("button", { name: "Sign out everywhere" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("You have signed out everywhere").waitFor();
  await visit.check();
  await visit.go("/messages");
  assert.equal(await visit.heading(), "Sign in");
});
