// SPDX-License-Identifier: Apache-2.0
// How an implementation of yours runs the vectors; here ethers' verifyMessage on eip191.json.
// npm install ethers; node check.mjs FILE (docs/vector-format.md). Ends with 1 if anything differs,
// or if nothing was checked.
import { readFileSync } from "node:fs";
import { getAddress, verifyMessage } from "ethers";

function bytesOf({ text, hex, base64 }) {
  if (text !== undefined) return Buffer.from(text, "utf8");
  return hex !== undefined ? Buffer.from(hex, "hex") : Buffer.from(base64, "base64");
}

/** Put yours here: true if the request's signature is by the request's account. */
function isValid({ account, message, signature }) {
  const claimed = getAddress(account.split(":").pop()); // CAIP-10 or bare
  return verifyMessage(bytesOf(message), signature) === claimed;
}

// What is not a question for one that says yes or no: other operations, modes and answers.
const isAsked = ({ request, service, expect }) =>
  request.scheme === "eip191" &&
  request.account &&
  request.message &&
  request.signature &&
  !service?.compat &&
  ["valid", "rejected", "malformed"].includes(expect.status);

const { vectors } = JSON.parse(readFileSync(process.argv[2], "utf8"));
let agree = 0;
const differ = [];
for (const vector of vectors.filter(isAsked)) {
  let found = false;
  try {
    found = isValid(vector.request);
  } catch {} // a refusal
  if (found === (vector.expect.status === "valid")) agree++;
  else differ.push(`${vector.id}: found ${found ? "valid" : "not valid"}, expected ${vector.expect.status}: ${vector.why}`);
}
console.log([...differ, `${agree} agree, ${differ.length} differ`].join("\n"));
process.exitCode = agree > 0 && differ.length === 0 ? 0 : 1;
