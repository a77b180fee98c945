// SPDX-License-Identifier: Apache-2.0
//! Finds `libwalletauth.so` by pkg-config. Where docs are built, no library is there, and none is needed.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=DOCS_RS");
    if std::env::var_os("DOCS_RS").is_some() {
        return;
    }
    if let Err(error) = pkg_config::Config::new().atleast_version("0.2").probe("libwalletauth") {
        eprintln!(
            "walletauth-sys: libwalletauth was not found. Install libwalletauth-dev, or set PKG_CONFIG_PATH \
             to the folder of libwalletauth.pc.\n{error}"
        );
        std::process::exit(1);
    }
}
