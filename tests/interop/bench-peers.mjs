// SPDX-License-Identifier: Apache-2.0
// Times the libraries that services verify with today, on valid vectors of this project; JSON lines of
// {"operation", "who", "us"}. `scripts/bench` puts them beside walletauth's.
import { readFileSync } from "node:fs";
import { verifyMessage, verifyTypedData } from "ethers";
import { recoverMessageAddress, recoverTypedDataAddress, keccak256 } from "viem";
import { recoverPersonalSignature, recoverTypedSignature, SignTypedDataVersion } from "@metamask/eth-sig-util";
import { ed25519 } from "@noble/curves/ed25519";
import nacl from "tweetnacl";
import * as scure from "@scure/starknet";
import { ec, typedData } from "starknet";

const vectorOf = (file, scheme) =>
  JSON.parse(readFileSync(new URL(`../vectors/${file}`, import.meta.url))).vectors.find(
    ({ request, service, expect }) => expect.status === "valid" && request.scheme === scheme && request.signature && !service,
  ).request;

/** The least of nine averages, each over at least 30 ms of CPU time; microseconds. */
async function time(call) {
  let least = Infinity;
  for (let run = 0; run < 9; run++) {
    let calls = 0;
    let used = 0;
    const start = process.cpuUsage();
    while (used < 30e3) {
      await call();
      calls++;
      const { user, system } = process.cpuUsage(start);
      used = user + system;
    }
    least = Math.min(least, used / calls);
  }
  return least;
}

async function report(operation, who, call, check = () => true) {
  if (!check(await call())) throw new Error(`${who} does not agree: ${operation}`);
  console.log(JSON.stringify({ operation, who, us: await time(call) }));
}

const isAccount = (request) => (address) => address.toLowerCase() === request.account.split(":").pop().toLowerCase();

const personal = vectorOf("evm/eip191.json", "eip191");
const text = personal.message.text;
await report("eip191", "ethers", () => verifyMessage(text, personal.signature), isAccount(personal));
await report("eip191", "viem", () => recoverMessageAddress({ message: text, signature: personal.signature }), isAccount(personal));
const data = "0x" + Buffer.from(text).toString("hex");
await report("eip191", "eth-sig-util", () => recoverPersonalSignature({ data, signature: personal.signature }), isAccount(personal));

const typed = vectorOf("evm/eip712.json", "eip712");
const document = typed.message.json ?? JSON.parse(typed.message.text);
const { EIP712Domain, ...types } = document.types;
await report("eip712", "ethers", () => verifyTypedData(document.domain, types, document.message, typed.signature), isAccount(typed));
await report("eip712", "viem", () => recoverTypedDataAddress({ ...document, signature: typed.signature }), isAccount(typed));
await report(
  "eip712",
  "eth-sig-util",
  () => recoverTypedSignature({ data: document, signature: typed.signature, version: SignTypedDataVersion.V4 }),
  isAccount(typed),
);

const bytes = new Uint8Array(100).fill(0x5a);
await report("Keccak-256", "viem", () => keccak256(bytes));

const secret = new Uint8Array(32).fill(1);
const message = new Uint8Array(200).fill(0x6d);
const signature = ed25519.sign(message, secret);
const key = ed25519.getPublicKey(secret);
await report("Ed25519", "@noble/curves", () => ed25519.verify(signature, message, key), Boolean);
await report("Ed25519", "tweetnacl", () => nacl.sign.detached.verify(message, signature, key), Boolean);

const stark = { hash: "0x3fc744e401c5e02cfa390166d467c9c8b531f38b441ae5356f0b7e9942f894", key: "0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b" };
const starkSignature = new scure.Signature(
  BigInt("0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4"),
  BigInt("0x598d7315738e381a693822dcea88e39997d2ee8c6dd47b23d81e19293bc6a1e"),
);
/** A library wants a whole point, so one of the two y. */
const pointOf = (key, signature, hash, curve = scure) =>
  ["02", "03"].map((y) => y + key.slice(2).padStart(64, "0")).find((point) => curve.verify(signature, hash, point));
const point = pointOf(stark.key, starkSignature, stark.hash);
await report("Stark ECDSA, x-only key", "@scure/starknet", () => scure.verify(starkSignature, stark.hash, point), Boolean);
await report("Pedersen", "@scure/starknet", () => scure.pedersen(stark.hash, stark.key));
await report("Poseidon of two", "@scure/starknet", () => scure.poseidonHash(BigInt(stark.hash), BigInt(stark.key)));

const snip12 = vectorOf("starknet/snip12.json", "snip12");
const snip12Document = snip12.message.json ?? JSON.parse(snip12.message.text);
const snip12Account = snip12.account.split(":").pop();
const snip12Signature = new ec.starkCurve.Signature(BigInt(snip12.signature[0]), BigInt(snip12.signature[1]));
const snip12Point = pointOf(snip12.public_key, snip12Signature, typedData.getMessageHash(snip12Document, snip12Account), ec.starkCurve);
await report(
  "snip12",
  "starknet.js",
  () => ec.starkCurve.verify(snip12Signature, typedData.getMessageHash(snip12Document, snip12Account), snip12Point),
  Boolean,
);
