// SPDX-License-Identifier: Apache-2.0
//! This crate's declarations against the installed headers: the C compiler says sizes, offsets and numbers, and each
//! function's text is compared with its prototype.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::mem::{size_of, MaybeUninit};
use std::path::{Path, PathBuf};
use std::process::Command;
use walletauth_sys::*;

#[cfg(not(feature = "resolver"))]
const HEADERS: [&str; 3] = ["walletauth.h", "walletauth_evidence.h", "walletauth_signin.h"];
#[cfg(not(feature = "resolver"))]
const SOURCE: &str = include_str!("../src/lib.rs");
#[cfg(feature = "resolver")]
const HEADERS: [&str; 4] = [
    "walletauth.h",
    "walletauth_evidence.h",
    "walletauth_signin.h",
    "walletauth_resolver.h",
];
#[cfg(feature = "resolver")]
const SOURCE: &str = concat!(include_str!("../src/lib.rs"), include_str!("../src/resolver.rs"));

fn pkg_config(argument: &str) -> String {
    let output = Command::new("pkg-config")
        .args([argument, "libwalletauth"])
        .output()
        .expect("pkg-config runs");
    assert!(output.status.success(), "pkg-config knows libwalletauth");
    String::from_utf8(output.stdout).expect("a text").trim().to_owned()
}

fn headers() -> String {
    let folder = PathBuf::from(pkg_config("--variable=includedir")).join("walletauth");
    HEADERS
        .map(|name| std::fs::read_to_string(folder.join(name)).expect("a header"))
        .concat()
}

/// Compiles and runs a C program that includes the headers.
fn run_c(body: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (file, program) = (folder.join("headers.c"), folder.join("headers"));
    let includes: String = HEADERS
        .iter()
        .map(|name| format!("#include <walletauth/{name}>\n"))
        .collect();
    let text = format!("#include <stdio.h>\n{includes}int main(void) {{\n{body}return 0;\n}}\n");
    std::fs::write(&file, text).expect("a file");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let built = Command::new(compiler)
        .args(["-std=c11", "-o"])
        .args([&program, &file])
        .args(pkg_config("--cflags").split_whitespace())
        .status()
        .expect("a C compiler runs");
    assert!(built.success());
    String::from_utf8(Command::new(program).output().expect("it runs").stdout).expect("a text")
}

macro_rules! offset {
    ($type:ty, $field:ident) => {{
        let whole = MaybeUninit::<$type>::uninit();
        // SAFETY: nothing is read, only an address is made.
        let field = unsafe { std::ptr::addr_of!((*whole.as_ptr()).$field) };
        field as usize - whole.as_ptr() as usize
    }};
}

/// (what C says, the number here) of each listed.
macro_rules! layouts {
    ($($type:ident { $($field:ident),* })*) => {
        [$(
            (format!("sizeof({})", stringify!($type)), size_of::<$type>() as u64),
            $((format!("offsetof({}, {})", stringify!($type), stringify!($field)), offset!($type, $field) as u64),)*
        )*]
    };
}

fn layouts() -> Vec<(String, u64)> {
    Vec::from(layouts! {
        wa_text { data, size }
        wa_buffer { data, capacity, size }
        wa_flat_verdict { struct_size, status, magic, link, flags, account_size, address_size, public_key_size,
            block_size, detail_size, reserved, account, address, public_key, block, detail }
        wa_text_verdict { flat, key_text_size, reserved, key_text }
        wa_evidence_source { struct_size, reserved, context, pin, fetch }
        wa_store { struct_size, reserved, context, consume, generation }
    })
}

/// Lines `NAME: type = value;` of the source.
fn numbers() -> Vec<(String, u64)> {
    let lines = SOURCE.lines().filter(|line| line.starts_with("    WA_"));
    let number = |text: &str| match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(&digits.replace('_', ""), 16),
        None => text.parse(),
    };
    lines
        .map(|line| {
            let (name, rest) = line
                .trim()
                .trim_end_matches(';')
                .split_once(": ")
                .expect("name: type = value");
            (
                name.to_owned(),
                number(rest.split_once(" = ").expect("a value").1).expect("a number"),
            )
        })
        .collect()
}

#[test]
fn sizes_offsets_and_numbers_are_those_of_the_headers() {
    let mut expected = numbers();
    assert!(expected.len() > 40, "only {} numbers were found", expected.len());
    expected.extend(layouts());
    #[cfg(feature = "resolver")]
    expected.extend(layouts! { wa_resolver_options { struct_size, reserved, context, log } });
    let mut body = String::new();
    for (name, _) in &expected {
        writeln!(body, "    printf(\"%llu\\n\", (unsigned long long)({name}));").expect("a text");
    }
    let said = run_c(&body);
    assert_eq!(said.lines().count(), expected.len());
    for ((name, here), there) in expected.iter().zip(said.lines()) {
        assert_eq!(there.parse::<u64>(), Ok(*here), "{name}");
    }
}

#[test]
fn numbers_are_those_that_the_compiler_sees() {
    let seen: BTreeMap<String, u64> = numbers().into_iter().collect();
    assert_eq!(seen["WA_VALID_MAGIC"], WA_VALID_MAGIC);
    assert_eq!(seen["WA_ERROR_ARGUMENT"], u64::from(WA_ERROR_ARGUMENT));
    assert_eq!(seen["WA_GENERATION_CAPACITY"], WA_GENERATION_CAPACITY as u64);
}

/// A C type as Rust writes it.
fn rust_type(c: &str) -> String {
    let c = c.trim();
    if let Some(pointed) = c.strip_suffix('*') {
        let pointed = pointed.trim();
        return match pointed.strip_prefix("const ") {
            Some(constant) => format!("*const {}", rust_type(constant)),
            None => format!("*mut {}", rust_type(pointed)),
        };
    }
    match c {
        "char" => "c_char",
        "int" => "c_int",
        "int64_t" => "i64",
        "size_t" => "usize",
        "uint32_t" => "u32",
        "uint64_t" => "u64",
        "uint8_t" => "u8",
        other => other,
    }
    .to_owned()
}

/// Name -> declaration, of `WA_EXPORT type name(type name, ...) WA_NOEXCEPT;`.
fn prototypes(headers: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for piece in headers.split("WA_EXPORT ").skip(1) {
        let text = piece.split(" WA_NOEXCEPT;").next().expect("an end");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (head, arguments) = text.split_once('(').expect("arguments");
        let at = head.rfind([' ', '*']).expect("a type") + 1;
        let (returned, name) = (rust_type(&head[..at]), &head[at..]);
        let arguments = arguments.trim_end_matches(')').split(',').map(|argument| {
            let argument = argument.trim();
            let at = argument.rfind([' ', '*']).expect("a type") + 1;
            format!("{}: {}", &argument[at..], rust_type(&argument[..at]))
        });
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        let returned = if returned == "void" {
            String::new()
        } else {
            format!(" -> {returned}")
        };
        found.insert(name.to_owned(), format!("fn {name}({arguments}){returned}"));
    }
    found
}

/// Name -> declaration, of the block `extern "C"`.
fn declarations() -> BTreeMap<String, String> {
    let blocks = SOURCE
        .split("\nextern \"C\" {")
        .skip(1)
        .map(|text| text.split("\n}").next().expect("an end"));
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    blocks
        .flat_map(|block| block.split("pub fn ").skip(1))
        .map(|piece| {
            let text = one_line(piece.split(';').next().expect("an end"))
                .replace("( ", "(")
                .replace(", )", ")");
            (text.split('(').next().expect("a name").to_owned(), format!("fn {text}"))
        })
        .collect()
}

#[test]
fn functions_are_those_of_the_headers() {
    let mut prototypes = prototypes(&headers());
    // For programs that link plugins: not with this library.
    assert!(prototypes.remove("wa_open_static").is_some());
    assert!(prototypes.len() > 15);
    assert_eq!(declarations(), prototypes);
}
