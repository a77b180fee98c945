// SPDX-License-Identifier: Apache-2.0
//! Finds `libwalletauth.so`, and the resolver if it is wanted, by pkg-config. Where docs are built, no library is there, and none is needed.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=DOCS_RS");
    if std::env::var_os("DOCS_RS").is_some() {
        return;
    }
    find("libwalletauth");
    if std::env::var_os("CARGO_FEATURE_RESOLVER").is_some() {
        find("libwalletauth-resolver");
    }
}

fn find(library: &str) {
    if let Err(error) = pkg_config::Config::new().atleast_version("0.2").probe(library) {
        eprintln!(
            "walletauth-sys: {library} was not found. Install libwalletauth-dev, or set PKG_CONFIG_PATH to the \
             folder of {library}.pc.\n{error}"
        );
        std::process::exit(1);
    }
}
