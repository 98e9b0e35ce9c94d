// The software of a sender, in one environment: it gets tokens with its key, and publishes.

import { createHash, createSign, randomUUID } from "node:crypto";

const base64url = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** A PDF of one page, as small as one is. */
export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** The digest that a publication gives of a file. */
export const digest = (bytes) => ({ digestMethod: "sha_256", digestValue: createHash("sha256").update(bytes).digest("base64url") });

export class Sender {
  constructor(sandbox, clientId, key) {
    Object.assign(this, { sandbox, clientId, key });
  }

  /** An access token. */
  async token() {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.clientId, sub: this.clientId, aud: this.sandbox.audience, jti: randomUUID(), iat: now, exp: now + 60 };
    const signed = `${base64url({ alg: "RS256", typ: "JWT" })}.${base64url(claims)}`;
    const signature = createSign("RSA-SHA256").update(signed).sign(this.key).toString("base64url");
    const answer = await fetch(this.sandbox.tokenUrl, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: `${signed}.${signature}`,
      }),
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(`no token: ${JSON.stringify(body)}`);
    return body.access_token;
  }

  /** Publishes at the first Document Provider: the status and the body of the answer. Files are [part, name, type, bytes]. */
  async publish(message, files, headers = {}) {
    this.lastToken ??= await this.token();
    const form = new FormData();
    form.set("messageToPublish", new Blob([JSON.stringify(message)], { type: "application/json" }));
    for (const [part, name, type, bytes] of files) form.append(part, new Blob([bytes], { type }), name);
    const url = `${this.sandbox.messageRegistries[0].v3}ebox/messages`;
    const answer = await fetch(url, { method: "POST", headers: { authorization: `Bearer ${this.lastToken}`, ...headers }, body: form });
    return { status: answer.status, body: await answer.json() };
  }
}
