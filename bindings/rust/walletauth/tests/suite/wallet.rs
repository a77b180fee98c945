// SPDX-License-Identifier: Apache-2.0
//! A wallet: `personal_sign` by k256 and sha3, with the first key that Hardhat and Anvil give to every developer.

use super::data::{of_hex, to_hex};
use k256::ecdsa::SigningKey;
use sha3::{Digest, Keccak256};

const KEY: &str = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
/// As Hardhat's documentation has it.
pub const ADDRESS: &str = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

/// ERC-191, version 0x45.
pub fn personal_sign(text: &str) -> String {
    let key = SigningKey::from_slice(&of_hex(KEY).expect("hex")).expect("a key");
    let mut hash = Keccak256::new();
    hash.update(format!("\x19Ethereum Signed Message:\n{}", text.len()));
    hash.update(text);
    let (signature, recovery) = key.sign_digest_recoverable(hash).expect("a signature");
    let mut bytes = signature.to_bytes().to_vec();
    bytes.push(27 + recovery.to_byte());
    to_hex(&bytes)
}
