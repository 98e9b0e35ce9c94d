// A small identity provider (OpenID Connect, authorization code with PKCE), for stories: whoever comes chooses who
// they are. It holds the portal to the protocol, and does not answer when it is told to rest.

import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";

const CLIENT = { id: "portal", secret: "a secret of the story" };

/** Starts a provider that knows these people: `{ name, ssin }`. */
export async function startIdentityProvider(people) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: "jwk" }), kid: "story", use: "sig", alg: "RS256" };
  const codes = new Map();
  let isResting = false;
  const server = createServer((request, response) => {
    const url = new URL(request.url, issuer);
    const pages = {
      "/.well-known/openid-configuration": metadata,
      "/keys": () => ({ keys: [key] }),
      "/authorize": authorize,
      "/token": token,
    };
    if (isResting) return void response.writeHead(503).end();
    Promise.resolve(pages[url.pathname]?.(url, request) ?? 404).then(
      (answer) => {
        if (typeof answer === "number") response.writeHead(answer).end();
        else if (typeof answer === "string") response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(answer);
        else response.writeHead(answer.error ? 400 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "profile"],
  });

  /** A page on which somebody says who they are. */
  function authorize({ searchParams }) {
    const asked = Object.fromEntries(searchParams);
    const isRight =
      asked.response_type === "code" && asked.client_id === CLIENT.id && asked.code_challenge_method === "S256" &&
      asked.code_challenge && asked.state && asked.nonce && asked.scope.split(" ").includes("profile");
    if (!isRight) return 400;
    const back = (fields) => `${asked.redirect_uri}?${new URLSearchParams({ ...fields, state: asked.state })}`.replaceAll("&", "&amp;");
    const links = people.map((person) => {
      const code = randomUUID();
      codes.set(code, { person, ...asked });
      return `<li><a href="${back({ code })}">${person.name}</a></li>`;
    });
    const no = `<li><a href="${back({ error: "access_denied" })}">Nobody</a></li>`;
    return `<!doctype html><html lang="en"><title>Identity provider</title><h1>Who are you?</h1><ul>${links.join("")}${no}</ul></html>`;
  }

  async function token(_url, request) {
    let body = "";
    for await (const chunk of request) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    const [id, secret] = Buffer.from(request.headers.authorization?.split(" ")[1] ?? "", "base64").toString().split(":");
    const decoded = (text) => decodeURIComponent((text ?? "").replaceAll("+", " "));
    if (decoded(id) !== CLIENT.id || decoded(secret) !== CLIENT.secret) return { error: "invalid_client" };
    const begun = codes.get(form.code);
    codes.delete(form.code);
    const challenge = createHash("sha256").update(form.code_verifier ?? "").digest("base64url");
    if (begun?.code_challenge !== challenge || begun.redirect_uri !== form.redirect_uri) return { error: "invalid_grant" };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer, aud: CLIENT.id, sub: randomUUID(), iat: now, exp: now + 300, nonce: begun.nonce,
      name: begun.person.name, "be.ssin": begun.person.ssin,
    };
    return { access_token: randomUUID(), token_type: "Bearer", expires_in: 300, id_token: signed(claims) };
  }

  function signed(claims) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part({ alg: "RS256", kid: key.kid, typ: "JWT" })}.${part(claims)}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
  }

  return {
    issuer,
    client: CLIENT,
    rest: (value) => (isResting = value),
    stop: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  };
}
