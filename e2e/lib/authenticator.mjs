// An authenticator app: codes of six digits that change every thirty seconds (RFC 6238).

import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function bytesOf(secret) {
  const bits = [...secret.replaceAll(/[\s-]/g, "")].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

/** The code that an app with this secret shows, `ahead` steps from now. */
export function codeOf(secret, ahead = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const word = mac.readUInt32BE(mac.at(-1) & 0x0f) & 0x7fff_ffff;
  return String(word % 1_000_000).padStart(6, "0");
}
