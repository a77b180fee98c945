// SPDX-License-Identifier: Apache-2.0
//! Bytes of texts; `None` for a text that is none.

pub fn of_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    if digits.len() % 2 != 0 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    (0..digits.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&digits[i..i + 2], 16).ok())
        .collect()
}

pub fn of_base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let used = text.trim_end_matches('=');
    if text.len() % 4 != 0 || text.len() - used.len() > 2 {
        return None;
    }
    let (mut bits, mut count, mut bytes) = (0u32, 0, Vec::new());
    for letter in used.bytes() {
        let value = ALPHABET.iter().position(|one| *one == letter)?;
        bits = (bits << 6 | u32::try_from(value).ok()?) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    (bits & ((1 << count) - 1) == 0).then_some(bytes)
}

pub fn to_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

#[test]
fn base64_is_that_of_rfc_4648() {
    assert_eq!(of_base64("Zm9vYg==").as_deref(), Some(&b"foob"[..]));
    assert_eq!(of_base64("Zm9vYmFy").as_deref(), Some(&b"foobar"[..]));
    assert_eq!(of_base64("Zm9vYh=="), None);
    assert_eq!(of_base64("Zm9vYg"), None);
}
