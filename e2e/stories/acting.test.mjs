// Somebody acts on messages: one, or several at once.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { BAKERY, WORKSHOP, story } from "../lib/story.mjs";

/** Opens the first message of a list for which the list shows a mark. */
async function openMarked(visit, query, mark) {
  await visit.go(`/messages?${query}`);
  await visit.page.locator(".mail-row").filter({ hasText: mark }).first().getByRole("link").click();
  await visit.page.getByRole("link", { name: "All messages" }).waitFor();
}

/** The names of the files in a ZIP that was downloaded; its end lists them. */
async function filesIn(download) {
  const bytes = await readFile(await download.path());
  const names = [];
  for (let at = bytes.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4, "latin1")) {
    names.push(bytes.toString("utf8", at + 46, at + 46 + bytes.readUInt16LE(at + 28)));
  }
  return names;
}

story("an action is explained, done once, and stays done when somebody goes back", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await openMarked(visit, "action=yes", "Action required");
  await visit.check();
  await page.getByText("Confirm only once it is done.").waitFor();
  await page.getByText(/^To be done by /).waitFor();
  await page.getByRole("button", { name: "Confirm: it is done" }).click();
  await page.getByRole("status").getByText("The action is noted as executed.").waitFor();
  await visit.check();
  await page.getByRole("heading", { name: "The action is done" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Confirm: it is done" }).count(), 0);
  // The page before still has the form, and may be sent again.
  await page.goBack();
  const again = page.getByRole("button", { name: "Confirm: it is done" });
  if ((await again.count()) === 1) await again.click();
  await page.getByRole("heading", { name: "The action is done" }).waitFor();
});

story("a message is hidden and shown again, and never lost", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await page.locator(".mail-subject a").first().click();
  const address = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Hide" }).click();
  await page.getByText("Hidden. The filters find hidden messages again.").waitFor();
  await visit.check();
  await visit.go("/messages");
  assert.equal(await page.locator(`a[href="${address}"]`).count(), 0);
  await visit.go("/messages?show=hidden");
  await page.locator(`a[href="${address}"]`).click();
  await page.getByRole("button", { name: "Show again" }).click();
  await page.getByText("Visible again.").waitFor();
  await visit.go("/messages");
  assert.equal(await page.locator(`a[href="${address}"]`).count(), 1);
});

story("selected messages are hidden, shown and moved together", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await page.getByRole("button", { name: "Hide" }).click();
  await page.getByText("No message was selected.").waitFor();
  await visit.check();
  for (const place of [0, 1, 2]) await page.getByRole("checkbox", { name: /^Select: / }).nth(place).check();
  await page.getByRole("button", { name: "Hide" }).click();
  await page.getByText("37 messages").waitFor();
  await visit.go("/messages?show=hidden");
  await page.getByText("3 messages", { exact: true }).waitFor();
  await page.getByRole("checkbox", { name: "Select all" }).check();
  await page.getByRole("button", { name: "Show again" }).click();
  await page.getByText("Visible again.").waitFor();
  await page.getByText("No messages").waitFor();
});

story("messages are moved to a partition, one and several", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(BAKERY);
  await page.locator(".mail-subject a").last().click();
  await page.getByRole("combobox", { name: "Move to partition" }).selectOption({ index: 0 });
  const name = await page.getByRole("combobox", { name: "Move to partition" }).locator("option:checked").innerText();
  await page.getByRole("button", { name: "Move" }).click();
  await page.getByText("Moved.").waitFor();
  await page.getByRole("definition").filter({ hasText: name }).waitFor();
  await visit.go("/messages");
  for (const place of [5, 6]) await page.getByRole("checkbox", { name: /^Select: / }).nth(place).check();
  await page.getByRole("combobox", { name: "Move to partition" }).selectOption({ label: name });
  await page.getByRole("button", { name: "Move" }).click();
  await page.getByText("Moved.").waitFor();
  await page.getByText("Filters", { exact: true }).click();
  await page.getByLabel("Partition", { exact: true }).selectOption({ label: name });
  await page.getByRole("button", { name: "Apply filters" }).click();
  await page.getByText("No messages").or(page.locator(".count")).first().waitFor();
  assert.ok((await page.locator(".mail-row").count()) >= 3);
  await visit.check();
});

story("a ZIP opens main documents only when a form says so", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await openMarked(visit, "status=unread", "2 documents");
  const address = page.url();
  await page.getByRole("link", { name: "Download as ZIP" }).click();
  await visit.check();
  await page.getByText("Whoever opens the main document does so in the name of the enterprise.").waitFor();
  const without = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download without the main document" }).click();
  const few = await filesIn(await without);
  assert.ok(few.includes("message.txt"), `${few}`);
  await visit.go(address);
  await page.getByRole("button", { name: "Open and read" }).waitFor();

  await page.getByRole("link", { name: "Download as ZIP" }).click();
  const whole = page.waitForEvent("download");
  await page.getByRole("button", { name: "Open and download" }).click();
  const all = await filesIn(await whole);
  assert.equal(all.length, few.length + 1, `${all}`);
  await visit.go(address);
  assert.equal(await page.getByRole("button", { name: "Open and read" }).count(), 0);
});

story("several messages come as one ZIP, each in a folder", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await page.getByRole("checkbox", { name: "Select all" }).check();
  await page.getByRole("button", { name: "Download as ZIP" }).click();
  await page.getByText(/of 25 messages have not been opened yet:/).waitFor();
  await visit.check();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download without the main document" }).click();
  const names = await filesIn(await download);
  assert.equal(names.filter((name) => name.endsWith("/message.txt")).length, 25, `${names}`);
});

story("somebody answers with documents, and mistakes are explained before anything is sent", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await openMarked(visit, "", "Reply possible");
  await page.getByRole("link", { name: "Reply" }).click();
  await visit.check();
  await page.getByLabel("Documents").setInputFiles([
    { name: "<b>run.exe", mimeType: "application/octet-stream", buffer: Buffer.from("x") },
    { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.from("") },
  ]);
  await page.getByLabel("Text").fill("Graag een afspraak.");
  await page.getByRole("button", { name: "Send reply" }).click();
  const alert = page.getByRole("alert");
  await alert.getByText("Your reply was not sent yet.").waitFor();
  await alert.getByText(/run\.exe’ is of a kind that is not allowed/).waitFor();
  await alert.getByText("‘empty.txt’ is empty.").waitFor();
  await visit.check();
  assert.equal(await page.getByLabel("Text").inputValue(), "Graag een afspraak.");

  // An impatient browser sends the same form a second time; it is still one reply.
  const field = (name) => page.locator(`input[name="${name}"]`).last().inputValue();
  const multipart = {
    form_token: await field("form_token"),
    key: await field("key"),
    language: "nl",
    subject: await page.getByLabel("Subject").inputValue(),
    body: await page.getByLabel("Text").inputValue(),
    files: { name: "bewijs é.txt", mimeType: "text/plain", buffer: Buffer.from("bewijs") },
  };
  const first = await page.request.post(page.url(), { multipart });
  assert.match(first.url(), /done=replied$/);
  await page.getByLabel("Documents").setInputFiles([multipart.files]);
  await page.getByRole("button", { name: "Send reply" }).click();
  await page.getByText("Your reply was sent.").waitFor();
  await visit.go("/messages?box=sent");
  await page.getByText("1 message", { exact: true }).waitFor();
  await page.getByText(/^To: /).waitFor();
  await visit.check();
});

story("another enterprise's messages, and what no page has, are pages that help", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  const own = await page.locator(".mail-subject a").first().getAttribute("href");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in?why=out");
  await visit.signIn(BAKERY);
  for (const path of [own, `${own}/reply`, `${own}/zip`, "/messages/nobody/1", "/logos/nsso/organizations/1/2"]) {
    const response = await visit.go(path);
    assert.equal(response.status(), 404, path);
    await page.getByText("This page is not there").waitFor();
  }
  await visit.check();
});

story("a session that ended does nothing with a form, and says so", {}, async (visit) => {
  const { page } = visit;
  await visit.signIn(WORKSHOP);
  await page.locator(".mail-subject a").first().click();
  const other = await page.context().newPage();
  await other.goto(new URL("/messages", visit.world.url).href);
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.waitForURL("**/sign-in?why=out");
  const place = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Hide" }).click();
  await page.getByText("Nothing was changed.").waitFor();
  assert.equal(await visit.heading(), "Your session has ended");
  await visit.check();
  // Signing in leads back to the page with the form.
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByText(WORKSHOP).first().click();
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**${place}`);
});
