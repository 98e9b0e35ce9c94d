// Every page, light and dark, at three widths, into target/screenshots.
//
// To add one more page: a line in `pages`.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { codeOf } from "./lib/authenticator.mjs";
import { startBrowser } from "./lib/browser.mjs";
import { certificate } from "./lib/certificate.mjs";
import { ANNA, CLEO, startDeployment, startWithProvider } from "./lib/deployment.mjs";
import {
  certificateFor, decide, fill, IN_THREE, INTEGRATION, MANAGER, NSSO, openDossier, ORGANIZATION, REQUEST, signingRequest, visitAs,
} from "./lib/dossier.mjs";
import { startFederation } from "./lib/federation.mjs";
import { BAKERY, Visit } from "./lib/visit.mjs";
import { startWorld } from "./lib/world.mjs";

const out = path.resolve(import.meta.dirname, "../target/screenshots");
/** Where certificates are made. */
const made = await mkdtemp(path.join(tmpdir(), "ebox-screenshots-"));
const widths = { phone: 390, tablet: 820, desktop: 1280 };

/** Opens the first document of this name that lies beside a main content, in whichever letter it came. */
async function openDocument(visit, name) {
  const letters = [];
  const older = visit.page.getByRole("link", { name: "Older messages" });
  for (await visit.go("/messages"); ; await older.click()) {
    const links = visit.page.locator(".mail-subject a");
    letters.push(...(await links.evaluateAll((links) => links.map((link) => link.getAttribute("href")))));
    if (!(await older.count())) break;
  }
  for (const letter of letters) {
    await visit.go(letter);
    const document = visit.page.locator(".document a[href]").filter({ hasText: name }).first();
    if (await document.count()) return document.click();
  }
  throw new Error(`no letter has a document named ${name}`);
}

/** Ways to each page, by the name of its files. */
const pages = {
  "sign-in": (visit) => visit.go("/sign-in"),
  "sign-in-ended": (visit) => visit.go("/sign-in?ended=yes"),
  "messages": (visit) => visit.go("/messages"),
  "messages-older": async (visit) => {
    await visit.go("/messages");
    await visit.page.getByRole("link", { name: "Older messages" }).click();
  },
  "messages-filtered": (visit) => visit.go("/messages?status=unread&action=yes&from=2026-01-01"),
  "messages-wrong": (visit) => visit.go("/messages?from=yesterday"),
  "messages-none": (visit) => visit.go("/messages?q=nothing"),
  "messages-sent": async (visit) => {
    await visit.go("/messages");
    await visit.page.locator(".mail-row").filter({ hasText: "Reply possible" }).first().getByRole("link").click();
    await visit.page.getByRole("link", { name: "Reply" }).click();
    await visit.page.getByLabel("Text").fill("Graag een afspraak.");
    await visit.page.getByRole("button", { name: "Send reply" }).click();
    await visit.page.getByText("Your reply was sent.").waitFor();
    await visit.go("/messages?box=sent");
  },
  "message-closed": async (visit) => {
    await visit.go("/messages");
    await visit.page.getByRole("link", { name: /^Unread: / }).first().click();
  },
  "message-open": async (visit) => {
    await visit.go("/messages");
    await visit.page.locator("li:not(.unread) .mail-subject a").first().click();
  },
  "message-action": async (visit) => {
    await visit.go("/messages?action=yes&status=unread");
    await visit.page.locator(".mail-subject a").first().click();
  },
  "message-done": async (visit) => {
    await visit.go("/messages?action=yes&status=unread");
    await visit.page.locator(".mail-subject a").last().click();
    await visit.page.getByRole("button", { name: "Confirm: it is done" }).click();
  },
  "reply": async (visit) => {
    await visit.go("/messages");
    await visit.page.locator("li").filter({ hasText: "Reply possible" }).locator("a").first().click();
    await visit.page.getByRole("link", { name: "Reply" }).click();
  },
  "reply-wrong": async (visit) => {
    await visit.page.getByLabel("Documents").setInputFiles([
      { name: "program.exe", mimeType: "application/octet-stream", buffer: Buffer.from("x") },
    ]);
    await visit.page.getByRole("button", { name: "Send reply" }).click();
    await visit.page.getByRole("alert").waitFor();
  },
  "zip": async (visit) => {
    await visit.go("/messages");
    for (const place of [0, 1, 2]) await visit.page.getByRole("checkbox", { name: /^Select: / }).nth(place).check();
    await visit.page.getByRole("button", { name: "Download as ZIP" }).click();
  },
  "text": (visit) => openDocument(visit, /txt$/),
  "table": (visit) => openDocument(visit, /csv$/),
  "manage": (visit) => visit.go("/manage"),
  "manage-people": async (visit) => {
    for (const [ssin, name, extent] of [["85073003328", "Bram Dupont", "Payroll"], ["90020100137", "Cléo Schmitz", "*"]]) {
      await visit.go("/manage/people/right");
      await visit.page.getByLabel("National register number").fill(ssin);
      await visit.page.getByLabel("Name", { exact: true }).fill(name);
      await visit.page.locator(`input[value="${extent}"]`).check();
      await visit.page.getByRole("button", { name: "Give a right" }).click();
    }
  },
  "manage-right": (visit) => visit.go("/manage/people/right"),
  "manage-right-wrong": async (visit) => {
    await visit.go("/manage/people/right");
    await visit.page.getByLabel("National register number").fill("123");
    await visit.page.getByLabel("Name", { exact: true }).fill("Anna Peeters");
    await visit.page.locator('input[value="*"]').check();
    await visit.page.getByRole("button", { name: "Give a right" }).click();
  },
  "manage-manager": (visit) => visit.go("/manage/people/manager"),
  "manage-dismiss": async (visit) => {
    await visit.go("/manage/people");
    await visit.page.getByRole("button", { name: /^Take the role/ }).click();
  },
  "manage-partitions": (visit) => visit.go("/manage/partitions"),
  "manage-partition-new": (visit) => visit.go("/manage/partitions/.new"),
  "manage-partition": (visit) => visit.go("/manage/partitions/Payroll"),
  "manage-partition-delete": async (visit) => {
    await visit.go("/manage/partitions/Payroll");
    await visit.page.getByRole("button", { name: "Delete the partition" }).click();
  },
  "manage-rules-none": (visit) => visit.go("/manage/rules"),
  "manage-rule-new": (visit) => visit.go("/manage/rules/.new"),
  "manage-suggestions": (visit) => visit.go("/manage/suggestions"),
  "manage-trial": async (visit) => {
    await visit.go("/manage/suggestions");
    await visit.page.getByLabel("To partition").selectOption("Payroll");
    await visit.page.getByRole("button", { name: /^Accept/ }).click();
  },
  "manage-moved": (visit) => visit.page.getByRole("button", { name: /^Move \d/ }).click(),
  "manage-rules": async (visit) => {
    await visit.go("/manage/rules/.new");
    await visit.page.getByLabel("Sender", { exact: true }).fill("0999999922");
    await visit.page.getByRole("button", { name: "Add the rule" }).click();
    await visit.go("/manage/rules");
  },
  "manage-mandates": (visit) => visit.go("/manage/mandates"),
  "manage-mandate-new": (visit) => visit.go("/manage/mandates/.new"),
  "manage-preferences": (visit) => visit.go("/manage/preferences"),
  "manage-exclusive": async (visit) => {
    await visit.go("/manage/preferences");
    await visit.page.getByRole("button", { name: "Choose exclusively digital" }).click();
  },
  "manage-audit": (visit) => visit.go("/manage/audit"),
  "manage-audit-none": (visit) => visit.go("/manage/audit?until=2020-01-01"),
  "consumer": (visit) => visit.go("/manage/document-consumer"),
  "consumer-terms": (visit) => visit.go("/manage/document-consumer/terms"),
  "consumer-account": (visit) => visit.go("/manage/document-consumer/account"),
  "consumer-one": async (visit) => {
    await visit.go("/manage/document-consumer");
    await visit.page.getByRole("link", { name: /^Change/ }).first().click();
  },
  "consumer-next": (visit) => visit.page.getByRole("link", { name: "Add the next certificate" }).click(),
  "consumer-next-wrong": async (visit) => {
    await visit.page.getByLabel("Name of the certificate").fill("Next year");
    await visit.page.getByLabel("Certificate", { exact: true }).setInputFiles(await certificate(made, "foreign", "0534530277"));
    await visit.page.getByRole("button", { name: "Confirm" }).click();
  },
  "consumer-two": async (visit) => {
    await visit.page.getByLabel("Certificate", { exact: true }).setInputFiles(await certificate(made, "own", BAKERY.replaceAll(".", "")));
    await visit.page.getByRole("button", { name: "Confirm" }).click();
  },
  "consumer-disable": (visit) => visit.page.getByRole("button", { name: "Disable the account" }).click(),
  "consumer-disabled": (visit) => visit.page.getByRole("button", { name: "Disable the account" }).click(),
  "consumer-trial": (visit) => visit.go("/manage/document-consumer/trial"),
  "consumer-tried": (visit) => visit.page.getByRole("button", { name: "Test now" }).click(),
  "consumer-rehearsal": (visit) => visit.go("/manage/document-consumer/rehearsal"),
  "consumer-rehearsal-terms": (visit) => visit.go("/manage/document-consumer/rehearsal/terms"),
  "consumer-rehearsal-account": (visit) => visit.go("/manage/document-consumer/rehearsal/account"),
  "consumer-report": async (visit) => {
    await visit.page.getByLabel("Name of the account").fill("Boekhouding");
    await visit.page.getByLabel("Name of the certificate").fill("2027");
    await visit.page.getByLabel("Certificate", { exact: true }).setInputFiles(path.join(made, "own", "certificate.pem"));
    await visit.page.getByRole("button", { name: "Check, and see what would change" }).click();
  },
  "not-found": (visit) => visit.go("/no-such-page"),
};

/** Ways to each page of a deployment with local accounts, in the order in which a person comes to them. */
const accountPages = {
  "enrolment-code": (visit) => visit.go("/enrolment"),
  "enrolment-gone": (visit) => visit.go("/enrolment?code=AAAA"),
  "enrolment": async (visit) => {
    const { name, ssin } = ANNA;
    await visit.page.goto(await visit.world.operator("account", "add", "anna.peeters", "--ssin", ssin, "--name", name));
    visit.secret = await visit.page.locator("code.copy").innerText();
  },
  "enrolment-wrong": (visit) => enrol(visit, "kort", "korter", "000000"),
  "enrolled": (visit) => enrol(visit, PASSWORD, PASSWORD, codeOf(visit.secret)),
  "sign-in-local": (visit) => visit.go("/sign-in?then=/messages"),
  "sign-in-wrong": (visit) => signIn(visit, "wrong", "000000"),
  "enterprise": (visit) => signIn(visit, PASSWORD, codeOf(visit.secret, 1)),
  "sessions": async (visit) => {
    await visit.page.getByRole("button", { name: "Go on" }).click();
    await visit.go("/sessions");
  },
  "sign-in-out": (visit) => visit.page.getByRole("button", { name: "Sign out everywhere" }).click(),
};

/** Ways to each page of a deployment with an identity provider. */
const providerPages = {
  "sign-in-provider": (visit) => visit.go("/sign-in?then=/messages"),
  "provider-refused": async (visit) => {
    await visit.go("/sign-in/begin");
    await visit.page.getByRole("link", { name: "Nobody" }).click();
  },
  "provider-over": (visit) => visit.page.reload(),
  "provider-unusable": async (visit) => {
    await visit.go("/sign-in/begin");
    await visit.page.getByRole("link", { name: "Robot" }).click();
  },
  "no-enterprise": async (visit) => {
    await visit.go("/sign-in/begin");
    await visit.page.getByRole("link", { name: CLEO.name }).click();
  },
  "provider-down": async (visit) => {
    await visit.go("/sign-in/begin");
    const href = await visit.page.getByRole("link", { name: CLEO.name }).getAttribute("href");
    visit.world.provider.rest(true);
    await visit.page.goto(href);
  },
};

/** The same dossier in the back office. */
const deskOf = (visit) => visit.dossier.replace("/sending/", "/desk/");

/** Ways to each page of a dossier, in the order in which an institution comes to them. */
const dossierPages = {
  "sending-none": (visit) => visit.go("/sending"),
  "sending-new": async (visit) => {
    visit.dossier = await openDossier(visit, "Become a Document Sender");
  },
  "sending-request": (visit) => visit.go(`${visit.dossier}/request`),
  "sending-request-wrong": async (visit) => {
    await fill(visit, { name: "Werkkaart" });
    await visit.page.getByRole("button", { name: "Submit the request" }).click();
    await visit.page.getByRole("alert").waitFor();
  },
  "sending-request-meanwhile": async (visit) => {
    const other = await visitAs(browser, visit.world, MANAGER);
    await other.go(`${visit.dossier}/request`);
    await fill(other, { peaks: "January" });
    await other.page.getByRole("button", { name: "Save", exact: true }).click();
    await other.page.getByText("It was saved.").waitFor();
    await other.page.context().close();
    await fill(visit, { planning: "Spring" });
    await visit.page.getByRole("button", { name: "Save", exact: true }).click();
    await visit.page.getByText("A colleague saved this form meanwhile.").first().waitFor();
  },
  "sending-submitted": async (visit) => {
    await fill(visit, REQUEST);
    await visit.page.getByLabel("From within the network of social security").check();
    await visit.page.getByRole("button", { name: "Submit the request" }).click();
    await visit.page.getByText("It was submitted.").waitFor();
  },
  "sending-answers": (visit) => visit.go(`${visit.dossier}/request`),
  "sending-kick-off": async (visit) => {
    await decide(visit.integration, visit.dossier, "ask-agreement");
    await decide(visit.nsso, visit.dossier, "agree");
    await visit.go(visit.dossier);
  },
  "sending-form": async (visit) => {
    await visit.page.getByRole("button", { name: "No meeting is needed" }).click();
    await visit.go(`${visit.dossier}/form`);
    await fill(visit, ORGANIZATION);
    for (const button of ["Add an application", "Add a message type", "Add a business data key"]) {
      await visit.page.getByRole("button", { name: button }).click();
    }
    await fill(visit, {
      "applications.0.id": "pilot:job-attest:werkkaart", ...IN_THREE("applications.0.name", "Werkkaart"),
      "types.0.id": "WERKKAART-2026", ...IN_THREE("types.0.name", "Attest"), "types.0.validity": "2", "types.0.validityUnit": "year",
      "types.0.sector": "both", "types.0.keys.0.key": "caseNumber", ...IN_THREE("types.0.keys.0.name", "Dossier"),
      "types.0.keys.0.format": "text",
    });
    await visit.page.getByRole("button", { name: "Save", exact: true }).click();
    await visit.page.getByText("It was saved.").waitFor();
  },
  "sending-sent-back": async (visit) => {
    await fill(visit, { "types.0.application": "pilot:job-attest:werkkaart" });
    await visit.page.getByRole("button", { name: "Submit the form" }).click();
    await visit.page.getByText("It was submitted.").waitFor();
    await decide(visit.integration, visit.dossier, "send-back", { why: "Please name a second contact." });
    await visit.go(visit.dossier);
  },
  "sending-certificate": async (visit) => {
    await visit.page.getByRole("button", { name: "Submit the form" }).click();
    await decide(visit.integration, visit.dossier, "validate-technically");
    await decide(visit.nsso, visit.dossier, "validate-formally");
    await visit.go(`${visit.dossier}/certificate`);
  },
  "sending-certificate-wrong": async (visit) => {
    await visit.page.getByLabel("Request for a certificate (CSR)").setInputFiles(await signingRequest(made, "acc"));
    await visit.page.getByRole("button", { name: "Check the request" }).click();
    await visit.page.getByRole("alert").waitFor();
  },
  "sending-tests": async (visit) => {
    await visit.page.getByLabel("Certificate", { exact: true }).setInputFiles(await certificateFor(made, "int"));
    await visit.page.getByRole("button", { name: "Deliver the certificate" }).click();
    await decide(visit.integration, visit.dossier, "configure");
    await visit.go(`${visit.dossier}/tests`);
  },
  "sending-examples": (visit) => visit.go(`${visit.dossier}/examples`),
  "desk": async (visit) => {
    // The integration team looks at the same dossier.
    visit.own = visit.page;
    visit.page = visit.integration.page;
    await visit.go("/desk");
  },
  "desk-dossier": (visit) => visit.go(deskOf(visit)),
  "desk-asked": (visit) => visit.go(`${deskOf(visit)}/asked`),
  "desk-conversation": (visit) => visit.go(`${deskOf(visit)}/conversation`),
  "desk-environments": (visit) => visit.go(`${deskOf(visit)}/environments`),
  "desk-tests": (visit) => visit.go(`${deskOf(visit)}/environments/int/tests`),
  "desk-history": (visit) => visit.go(`${deskOf(visit)}/history`),
  "desk-decision": (visit) => visit.go(`${deskOf(visit)}/decide/undo-configuration`),
  "outgoing-mail": (visit) => visit.go("/outgoing-mail"),
  "contact": async (visit) => {
    visit.page = visit.own;
    await visit.go("/contact");
  },
  "sending-withdraw": async (visit) => {
    await visit.go(visit.dossier);
    await visit.page.locator("summary", { hasText: "Withdraw" }).click();
    await visit.page.getByLabel("Why do you withdraw?").fill("Another way was found.");
    await visit.page.getByRole("button", { name: "Withdraw" }).click();
  },
  "sending": (visit) => visit.go("/sending"),
};

const PASSWORD = "een brood per dag";

async function enrol({ page }, password, repeated, code) {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("The same password again").fill(repeated);
  await page.getByLabel("Code that the app now shows").fill(code);
  await page.getByRole("button", { name: "Finish" }).click();
}

async function signIn({ page }, password, code) {
  await page.getByLabel("User name").fill("anna.peeters");
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function photograph(visit, pages, isWanted) {
  for (const [name, way] of Object.entries(pages)) {
    if (!isWanted(name)) continue;
    await way(visit);
    for (const colorScheme of ["light", "dark"]) {
      await visit.page.emulateMedia({ colorScheme });
      for (const [device, width] of Object.entries(widths)) {
        await visit.page.setViewportSize({ width, height: 900 });
        const folder = path.join(out, colorScheme);
        await mkdir(folder, { recursive: true });
        await visit.page.screenshot({ path: path.join(folder, `${name}-${device}.png`), fullPage: true, animations: "disabled" });
      }
    }
    console.log(name);
  }
}

const wanted = process.argv.slice(2);
const isWanted = (names) => wanted.length === 0 || names.some((name) => wanted.includes(name));
const browser = await startBrowser();

async function inWorld(start, pages, prepare, isChosen) {
  if (!isWanted(Object.keys(pages))) return;
  const world = await start();
  try {
    const context = await browser.newContext({ locale: "en-GB" });
    const visit = new Visit(await context.newPage(), world);
    await prepare(visit);
    await photograph(visit, pages, isChosen);
    await context.close();
  } finally {
    await world.stop();
  }
}

try {
  const prepare = async (visit) => {
    await visit.signIn(BAKERY);
    await visit.page.getByRole("link", { name: /Invitation/ }).first().click();
    await visit.page.getByRole("button", { name: "Open and read" }).click();
  };
  await inWorld(startWorld, pages, prepare, (name) => isWanted([name]));
  // Each of these pages comes after the one before.
  await inWorld(() => startDeployment('sign_in = "local_accounts"'), accountPages, () => {}, () => true);
  const enter = async (visit) => {
    await visit.go("/sign-in");
    await visit.page.locator(`input[name="who"][value="${MANAGER}"]`).check();
    await visit.page.getByRole("button", { name: "Sign in" }).click();
    await visit.page.waitForURL("**/messages");
    visit.integration = await visitAs(browser, visit.world, INTEGRATION);
    visit.nsso = await visitAs(browser, visit.world, NSSO);
  };
  await inWorld(startFederation, dossierPages, enter, () => true);
  await inWorld(() => startWithProvider([CLEO, { name: "Robot" }]), providerPages, () => {}, () => true);
} finally {
  await browser.close();
  await rm(made, { recursive: true, force: true });
}
console.log(`in ${out}`);
