// Somebody at the portal, and what they notice.

import assert from "node:assert/strict";

import { AxeBuilder } from "@axe-core/playwright";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The enterprises of the rehearsal, by their numbers as pages show them. */
export const BAKERY = "0852.093.431";
export const WORKSHOP = "0534.530.277";
export const ACCOUNTANT = "0474.028.805";

/** Somebody at the portal. */
export class Visit {
  constructor(page, world) {
    this.page = page;
    this.world = world;
    /** What the browser complains about: refused styles and scripts, errors in ours. */
    this.complaints = [];
    page.on("pageerror", (error) => this.complaints.push(`${page.url()}: ${error}`));
    page.on("console", (message) => {
      // A page that answers with an error status is no complaint: stories go there on purpose.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.complaints.push(`${page.url()}: ${message.text()}`);
      }
    });
  }

  /** Goes to a path of the portal. */
  async go(path) {
    return await this.page.goto(new URL(path, this.world.url).href);
  }

  /** Signs in for an enterprise, as whoever manages it, in English: managers stand before others. */
  async signIn(enterprise) {
    await this.go("/sign-in");
    await this.page.getByText(enterprise).first().click();
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.page.waitForURL("**/messages");
  }

  /**
   * Does what sends a form, and waits until its answer is there: another page, or a file that is saved and leaves the
   * page as it was. Whoever goes elsewhere before that is called back by the answer.
   */
  async sending(act) {
    const answered = Promise.any([
      this.page.waitForEvent("framenavigated", (frame) => frame === this.page.mainFrame()),
      this.page.waitForEvent("download"),
    ]);
    await act();
    await answered;
  }

  /** Holds the page to WCAG 2.2 AA. */
  async check() {
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(RULES).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    assert.deepEqual(found, [], `WCAG 2.2 AA on ${this.page.url()}`);
  }

  /** The text of the main heading. */
  async heading() {
    return await this.page.getByRole("heading", { level: 1 }).innerText();
  }
}
