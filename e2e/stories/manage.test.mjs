// An access manager looks after the e-Box: partitions, people, rules, mandates, preferences, and who opened what.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { ACCOUNTANT, BAKERY, WORKSHOP, story } from "../lib/story.mjs";

/** Goes to a page of "Manage e-Box", and holds it to WCAG. */
async function manage(visit, section) {
  await visit.page.getByRole("navigation", { name: "Manage e-Box" }).getByRole("link", { name: section, exact: true }).click();
  await visit.check();
}

/** The text of the notice at the top of a page. */
async function notice(visit) {
  return await visit.page.getByRole("status").first().innerText();
}

/** Makes a partition. */
async function makePartition(visit, id, name) {
  const { page } = visit;
  await visit.go("/manage/partitions");
  await page.getByRole("link", { name: "New partition" }).click();
  await page.getByLabel("Identifier").fill(id);
  await page.getByLabel("Name in English").fill(name);
  await page.getByRole("button", { name: "Create the partition" }).click();
  await page.waitForURL("**/manage/partitions?done=created");
}

story("a manager finds what waits, and everything there is to look after", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await page.getByRole("link", { name: "Manage e-Box" }).click();
  assert.equal(await visit.heading(), "Manage e-Box");
  await visit.check();
  await page.getByRole("link", { name: "1 suggestion of a sender waits for your answer" }).click();
  await page.waitForURL("**/manage/suggestions");
  for (const section of ["People and rights", "Partitions", "Routing rules", "Mandates", "Preferences", "Document Consumer", "Who did what"]) {
    await manage(visit, section);
    assert.equal(await page.locator(".sections a[aria-current]").innerText(), section);
  }
});

story("a manager makes a partition, renames it, and cannot delete it while a rule leads there", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await visit.go("/manage/partitions/.new");
  await visit.check();
  await page.getByLabel("Identifier").fill("with spaces");
  await page.getByRole("button", { name: "Create the partition" }).click();
  await page.getByRole("alert").waitFor();
  await visit.check();
  // The summary leads to the field.
  await page.getByRole("alert").getByRole("link", { name: "Identifier" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "id");
  await makePartition(visit, "orders", "Orders");
  assert.equal(await notice(visit), "The partition is created.");
  await visit.check();

  await page.getByRole("link", { name: "Change Orders" }).click();
  await visit.check();
  await page.getByLabel("Name in English").fill("Orders and offers");
  await page.getByRole("button", { name: "Save the names" }).click();
  assert.equal(await notice(visit), "The partition has its new name.");
  await page.getByRole("rowheader", { name: "Orders and offers" }).waitFor();

  // Two managers at once: the other page is from before.
  await page.getByRole("link", { name: "Change Orders" }).click();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel("Name in French").fill("Commandes");
  await other.getByRole("button", { name: "Save the names" }).click();
  await other.waitForURL("**done=renamed");
  await page.getByLabel("Name in French").fill("Offres");
  await page.getByRole("button", { name: "Save the names" }).click();
  assert.match(await notice(visit), /^Somebody else was first/);
  await visit.check();

  await visit.go("/manage/rules");
  await page.getByRole("link", { name: "New rule" }).click();
  await visit.check();
  await page.getByLabel("Type", { exact: true }).fill("WK1-ACTIVA");
  await page.getByLabel("To partition").selectOption("orders");
  await page.getByRole("button", { name: "Add the rule" }).click();
  await page.getByText("The rule is added and holds for new messages at once.").waitFor();
  await visit.check();
  await visit.go("/manage/partitions/orders");
  await page.getByRole("button", { name: "Delete the partition" }).click();
  assert.match(await page.getByRole("alert").innerText(), /1 routing rule leads to it/);
  await visit.check();

  await visit.go("/manage/rules");
  await page.getByRole("button", { name: "Delete" }).click();
  await visit.check();
  await page.getByRole("button", { name: "Delete" }).click();
  assert.equal(await notice(visit), "The rule is deleted.");
  await visit.go("/manage/partitions/orders");
  await page.getByRole("button", { name: "Delete the partition" }).click();
  await visit.check();
  await page.getByRole("button", { name: "Delete the partition" }).click();
  assert.equal(await notice(visit), "The partition is deleted, with the rights on it.");
});

story("a manager gives somebody a right and withdraws it", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await visit.go("/manage/people");
  await page.getByRole("link", { name: "Give a right" }).click();
  await visit.check();
  await page.getByLabel("National register number").fill("85.07.30-033.28");
  await page.getByLabel("Name", { exact: true }).fill("Bram Dupont");
  await page.getByLabel("Only “Loonadministratie”").check();
  await page.getByRole("button", { name: "Give a right" }).click();
  assert.match(await notice(visit), /^The right is given/);
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Bram Dupont" }) });
  assert.match(await row.innerText(), /\*\*\.\*\*\.\*\*-033\.28/);
  await visit.check();
  await row.getByRole("link", { name: "Give another right" }).click();
  await page.getByText("To Bram Dupont.").waitFor();
  await visit.check();
  await page.getByLabel("All of the e-Box").check();
  await page.getByRole("button", { name: "Give a right" }).click();
  await row.getByRole("button", { name: /^Withdraw.*All of the e-Box/ }).click();
  assert.match(await notice(visit), /^The right is withdrawn/);
  await page.getByLabel("Look for a name").fill("dupont");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("1 person", { exact: true }).waitFor();
});

story("a manager accepts what a sender suggests, sees what it would have done, and moves that", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await visit.go("/manage/suggestions");
  await visit.check();
  await page.getByLabel("To partition").selectOption("Payroll");
  await page.getByRole("button", { name: /^Accept/ }).click();
  await page.getByText("The rule is added and holds for new messages at once.").waitFor();
  await visit.check();
  const told = await page.locator(".lead").innerText();
  const count = Number(/^(\d+) messages that are there would have gone there/.exec(told)[1]);
  assert.ok(count > 0, told);
  await page.getByRole("button", { name: `Move ${count} messages` }).click();
  await page.getByText(`${count} messages were moved to Loonadministratie.`).waitFor();
  await visit.check();
  // Again: there is nothing left.
  await visit.go("/manage/rules");
  await page.getByRole("link", { name: /^Try on the messages/ }).click();
  await page.getByText("No message that is there would have gone there.").waitFor();
  await visit.go("/messages?partition=Payroll");
  await page.getByText(`${count} messages`, { exact: true }).waitFor();
});

story("rules are ordered and tried without script", { javaScriptEnabled: false }, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await visit.go("/manage/rules/.new");
  await page.getByLabel("Sender", { exact: true }).fill("0999.999.922");
  await page.getByLabel("To partition").selectOption("Payroll");
  await page.getByRole("button", { name: "Try it first" }).click();
  assert.equal(await visit.heading(), "Try a rule");
  await page.getByText("The rule is not added yet.").waitFor();
  await page.getByRole("button", { name: "Add the rule" }).click();
  await visit.go("/manage/rules");
  const places = page.locator(".rule .rule-text");
  const before = await places.allInnerTexts();
  assert.ok(before.length >= 2 && before.at(-1).includes("Stad Voorbeeld"), `${before}`);
  await page.getByRole("button", { name: /^Move up.*Stad Voorbeeld/ }).click();
  const after = await places.allInnerTexts();
  assert.ok(after.at(-2).includes("Stad Voorbeeld"), `${after}`);
});

story("two enterprises agree on a mandate, and one ends it", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(ACCOUNTANT);
  await visit.go("/manage/mandates");
  await page.getByRole("link", { name: "Propose a mandate" }).click();
  await visit.check();
  await page.getByRole("button", { name: "Propose a mandate" }).click();
  await page.getByLabel("We for the other one").check();
  await page.getByLabel("Enterprise number of the other one").fill(WORKSHOP);
  await page.getByLabel("Consult the e-Box").check();
  await page.getByRole("button", { name: "Propose a mandate" }).click();
  assert.equal(await notice(visit), "The proposal is made. The other enterprise decides.");
  await visit.check();
  await page.getByRole("button", { name: "Sign out" }).click();

  await visit.signIn(WORKSHOP);
  await visit.go("/manage");
  await page.getByRole("link", { name: "1 mandate waits for your answer" }).click();
  await visit.check();
  await page.getByRole("button", { name: /^Accept/ }).click();
  await visit.check();
  await page.getByRole("button", { name: "Accept" }).click();
  assert.equal(await notice(visit), "The mandate is accepted and holds.");
  await page.getByRole("button", { name: /^End/ }).click();
  await page.getByRole("button", { name: "End" }).click();
  assert.equal(await notice(visit), "The mandate is ended.");
  await visit.check();
});

story("a manager says where the enterprise is told, and chooses exclusively digital knowingly", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(ACCOUNTANT);
  await visit.go("/manage/preferences");
  await page.getByLabel("E-mail address").fill("post@boekhouding.example");
  await page.getByRole("button", { name: "Save the address" }).click();
  assert.equal(await notice(visit), "The address is saved.");
  await page.getByRole("button", { name: "Choose exclusively digital" }).click();
  await page.getByText(/no more letters, registered ones included/).waitFor();
  await visit.check();
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByText("Your enterprise gets its mail digitally and on paper.").waitFor();
  await page.getByRole("button", { name: "Choose exclusively digital" }).click();
  await page.getByRole("button", { name: "Choose exclusively digital" }).click();
  await page.getByText("Your enterprise gets its mail exclusively digitally.", { exact: true }).waitFor();
  await visit.check();
});

story("a manager sees who opened what, and takes it along as a file", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await page.getByRole("link", { name: /^Unread: / }).first().click();
  await visit.sending(() => page.getByRole("button", { name: "Open and read" }).click());
  await visit.go("/manage/audit");
  const row = page.getByRole("row").nth(1);
  assert.match(await row.innerText(), /Access manager of 0852093431/);
  await visit.check();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  assert.ok(text.startsWith('\ufeff"When";"Who";'), text);
  assert.ok(text.includes("Access manager of 0852093431"), text);
  await page.getByLabel("Until").fill("2020-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByText("Nothing was opened in this time").waitFor();
  await visit.check();
});

story("a manager makes a partition with the keyboard alone", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  const focused = () => page.evaluate(() => document.activeElement?.innerText || document.activeElement?.id || "");
  const tabTo = async (text) => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      if ((await focused()).startsWith(text)) return;
    }
    assert.fail(`nothing with "${text}" gets the focus`);
  };
  await tabTo("Manage e-Box");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/manage");
  await tabTo("Partitions");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/manage/partitions");
  await tabTo("New partition");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/manage/partitions/.new");
  await tabTo("id");
  await page.keyboard.type("keys");
  await tabTo("name_en");
  await page.keyboard.type("Keys");
  await page.keyboard.press("Enter");
  await page.getByText("The partition is created.").waitFor();
  await page.getByRole("rowheader", { name: "Keys" }).waitFor();
});

// The last one: afterwards the enterprise has two managers to choose from at the sign-in.
story("a co-access manager does everything but name managers", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(ACCOUNTANT);
  await visit.go("/manage/people");
  await page.getByRole("link", { name: "Name a manager" }).click();
  await visit.check();
  await page.getByLabel("National register number").fill("85073003328");
  await page.getByLabel("Name", { exact: true }).fill("Bram Dupont");
  await page.getByLabel("Co-access manager").check();
  await page.getByRole("button", { name: "Name a manager" }).click();
  assert.equal(await notice(visit), "The manager is named.");
  await page.getByRole("button", { name: "Sign out" }).click();

  await page.locator("label").filter({ hasText: "Bram Dupont" }).filter({ hasText: ACCOUNTANT }).click();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/messages");
  await visit.go("/manage/people");
  await page.getByText("You are a co-access manager").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Take the role/ }).count(), 0);
  await visit.check();
  await visit.go("/manage/people/manager");
  assert.equal(await visit.heading(), "Only an access manager names managers");
  await visit.check();
});
