// SPDX-License-Identifier: Apache-2.0
//! What the peers in Rust share: the inputs, and doing what standard input asks for, as
//! tests/bench/operations.cpp says.

use serde_json::Value;
use std::io::{BufRead, Write};

/// One who does an operation; `does` does it once, and says whether the answer is right.
pub struct Contender {
    pub operation: &'static str,
    pub who: &'static str,
    pub does: Box<dyn Fn() -> bool>,
}

pub fn contender(
    operation: &'static str,
    who: &'static str,
    does: impl Fn() -> bool + 'static,
) -> Contender {
    Contender { operation, who, does: Box::new(does) }
}

/// The inputs of one operation.
pub struct Inputs(Value);

impl Inputs {
    /// From the file that the first argument names.
    pub fn of(operation: &str) -> Inputs {
        let path = std::env::args().nth(1).expect("usage: PROGRAM INPUTS");
        let text = std::fs::read_to_string(path).expect("the inputs");
        let all: Value = serde_json::from_str(&text).expect("JSON");
        Inputs(all[operation].clone())
    }

    pub fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("no input {name}"))
    }

    /// Of hexadecimal digits, with or without 0x.
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        let text = self.text(name);
        let digits = text.strip_prefix("0x").unwrap_or(text);
        (0..digits.len())
            .step_by(2)
            .map(|i| u8::from_str_radix(&digits[i..i + 2], 16).expect("hex"))
            .collect()
    }

    pub fn array<const SIZE: usize>(&self, name: &str) -> [u8; SIZE] {
        self.bytes(name).try_into().expect("so many bytes")
    }
}

/// Answers each line of standard input; ends with 1 if an answer is wrong.
pub fn serve(contenders: &[Contender]) {
    let mut out = std::io::stdout().lock();
    for each in contenders {
        writeln!(out, "{}\t{}", each.operation, each.who).unwrap();
    }
    writeln!(out).unwrap();
    out.flush().unwrap();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let parts: Vec<&str> = line.split('\t').collect();
        let times: u64 = parts[0].parse().expect("TIMES");
        let found = contenders.iter().find(|it| it.operation == parts[1] && it.who == parts[2]);
        let does = &found.expect("OPERATION and WHO").does;
        for _ in 0..times {
            if !does() {
                eprintln!("wrong answer: {line}");
                std::process::exit(1);
            }
        }
        writeln!(out).unwrap();
        out.flush().unwrap();
    }
}
