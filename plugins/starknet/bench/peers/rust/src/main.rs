// SPDX-License-Identifier: Apache-2.0
//! Peers in Rust of the Stark curve, its hashes and its field. Numbers are read before, as
//! walletauth's are.

use pathfinder_crypto::{hash, signature, Felt, MontFelt};
use starknet_crypto::Felt as StarkFelt;
use walletauth_bench_serve::{contender, serve, Contender, Inputs};

const PATHFINDER: &str = "pathfinder-crypto";
const STARKNET_RS: &str = "starknet-crypto";
const PRODUCTS: usize = 1000;

fn pathfinder_felt(inputs: &Inputs, name: &str) -> Felt {
    Felt::from_be_bytes(inputs.array(name)).expect("below p")
}

fn starknet_felt(inputs: &Inputs, name: &str) -> StarkFelt {
    StarkFelt::from_bytes_be(&inputs.array(name))
}

fn ecdsa() -> Vec<Contender> {
    const NAME: &str = "Stark ECDSA, x-only key";
    let inputs = Inputs::of(NAME);
    let [key, z, r, s] = ["key", "hash", "r", "s"].map(|it| pathfinder_felt(&inputs, it));
    let [x, hash, its_r, its_s] = ["key", "hash", "r", "s"].map(|it| starknet_felt(&inputs, it));
    vec![
        contender(NAME, PATHFINDER, move || signature::ecdsa_verify_partial(key, z, r, s).is_ok()),
        contender(NAME, STARKNET_RS, move || {
            starknet_crypto::verify(&x, &hash, &its_r, &its_s).is_ok_and(|is_valid| is_valid)
        }),
    ]
}

fn pedersen() -> Vec<Contender> {
    const NAME: &str = "Pedersen of two";
    let inputs = Inputs::of(NAME);
    let [a, b, result] = ["a", "b", "result"].map(|it| pathfinder_felt(&inputs, it));
    let [x, y, hash] = ["a", "b", "result"].map(|it| starknet_felt(&inputs, it));
    vec![
        contender(NAME, PATHFINDER, move || hash::pedersen_hash(a, b) == result),
        contender(NAME, STARKNET_RS, move || starknet_crypto::pedersen_hash(&x, &y) == hash),
    ]
}

fn poseidon() -> Vec<Contender> {
    const NAME: &str = "Poseidon of two";
    let inputs = Inputs::of(NAME);
    let [a, b] = ["a", "b"].map(|it| MontFelt::from(pathfinder_felt(&inputs, it)));
    let result = pathfinder_felt(&inputs, "result");
    let [x, y, hash] = ["a", "b", "result"].map(|it| starknet_felt(&inputs, it));
    vec![
        contender(NAME, PATHFINDER, move || Felt::from(hash::poseidon_hash(a, b)) == result),
        contender(NAME, STARKNET_RS, move || starknet_crypto::poseidon_hash(x, y) == hash),
    ]
}

fn field() -> Vec<Contender> {
    const NAME: &str = "Stark field, 1,000 products";
    let inputs = Inputs::of(NAME);
    let [a, b] = ["a", "b"].map(|it| MontFelt::from(pathfinder_felt(&inputs, it)));
    let result = pathfinder_felt(&inputs, "result");
    let [x, y, product] = ["a", "b", "result"].map(|it| starknet_felt(&inputs, it));
    vec![
        contender(NAME, PATHFINDER, move || {
            Felt::from((0..PRODUCTS).fold(a, |so_far, _| so_far * b)) == result
        }),
        contender(NAME, STARKNET_RS, move || {
            (0..PRODUCTS).fold(x, |so_far, _| so_far * y) == product
        }),
    ]
}

fn main() {
    let all: Vec<Contender> =
        [ecdsa(), pedersen(), poseidon(), field()].into_iter().flatten().collect();
    serve(&all);
}
