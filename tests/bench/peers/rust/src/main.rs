// SPDX-License-Identifier: Apache-2.0
//! Peers in Rust of the curves and hashes that belong to no chain. Each call begins with the bytes of
//! the key and of the signature, as walletauth's does.

use aws_lc_rs::signature::{UnparsedPublicKey, ECDSA_P256K1_SHA256_FIXED, ED25519};
use ed25519_dalek::Verifier;
use k256::ecdsa::signature::hazmat::PrehashVerifier;
use sha3::Digest;
use walletauth_bench_serve::{contender, serve, Contender, Inputs};

fn dalek_key(key: &[u8; 32]) -> Option<ed25519_dalek::VerifyingKey> {
    ed25519_dalek::VerifyingKey::from_bytes(key).ok()
}

fn ed25519() -> Vec<Contender> {
    const NAME: &str = "Ed25519";
    let inputs = Inputs::of(NAME);
    let key: [u8; 32] = inputs.array("key");
    let bytes: [u8; 64] = inputs.array("signature");
    let message = inputs.bytes("message");
    let (strict_message, aws_message) = (message.clone(), message.clone());
    vec![
        contender(NAME, "ed25519-dalek, verify", move || {
            let signature = ed25519_dalek::Signature::from_bytes(&bytes);
            dalek_key(&key).is_some_and(|it| it.verify(&message, &signature).is_ok())
        }),
        contender(NAME, "ed25519-dalek, verify_strict", move || {
            let signature = ed25519_dalek::Signature::from_bytes(&bytes);
            dalek_key(&key).is_some_and(|it| it.verify_strict(&strict_message, &signature).is_ok())
        }),
        contender(NAME, "aws-lc-rs", move || {
            UnparsedPublicKey::new(&ED25519, &key).verify(&aws_message, &bytes).is_ok()
        }),
    ]
}

fn secp256k1_verification() -> Vec<Contender> {
    const NAME: &str = "secp256k1, verification";
    let inputs = Inputs::of(NAME);
    let key: [u8; 33] = inputs.array("key");
    let digest: [u8; 32] = inputs.array("digest");
    let bytes: [u8; 64] = inputs.array("signature");
    let message = inputs.bytes("message");
    vec![
        contender(NAME, "k256", move || {
            let key = k256::ecdsa::VerifyingKey::from_sec1_bytes(&key);
            let signature = k256::ecdsa::Signature::from_slice(&bytes);
            matches!((key, signature), (Ok(key), Ok(signature))
                     if key.verify_prehash(&digest, &signature).is_ok())
        }),
        // It hashes by itself: SHA-256 of 32 bytes is in its time.
        contender(NAME, "aws-lc-rs", move || {
            UnparsedPublicKey::new(&ECDSA_P256K1_SHA256_FIXED, &key).verify(&message, &bytes).is_ok()
        }),
    ]
}

fn secp256k1_recovery() -> Vec<Contender> {
    const NAME: &str = "secp256k1, recovery";
    let inputs = Inputs::of(NAME);
    let key: [u8; 33] = inputs.array("key");
    let digest: [u8; 32] = inputs.array("digest");
    let bytes: [u8; 64] = inputs.array("signature");
    let id: u8 = inputs.text("recovery_id").parse().expect("a recovery id");
    vec![contender(NAME, "k256", move || {
        let id = k256::ecdsa::RecoveryId::from_byte(id).expect("0 to 3");
        let signature = k256::ecdsa::Signature::from_slice(&bytes).expect("r and s");
        k256::ecdsa::VerifyingKey::recover_from_prehash(&digest, &signature, id)
            .is_ok_and(|it| it.to_sec1_point(true).as_bytes() == key)
    })]
}

fn keccak(name: &'static str) -> Contender {
    let inputs = Inputs::of(name);
    let message = inputs.bytes("message");
    let digest: [u8; 32] = inputs.array("digest");
    contender(name, "sha3", move || sha3::Keccak256::digest(&message)[..] == digest)
}

fn main() {
    let mut all = ed25519();
    all.extend(secp256k1_verification());
    all.extend(secp256k1_recovery());
    all.push(keccak("Keccak-256, 100 bytes"));
    all.push(keccak("Keccak-256, 1,088 bytes"));
    serve(&all);
}
