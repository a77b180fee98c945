// SPDX-License-Identifier: Apache-2.0
#include "spellings.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::conformance {
namespace {

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
}

std::string array(const Bytes &bytes) {
    std::string text = "[";
    for (const auto byte : bytes)
        text += (text.size() > 1 ? "," : "") + std::to_string(byte);
    return text + ']';
}

} // namespace

std::vector<Spelling> spellings_of(const Bytes &bytes) {
    constexpr std::size_t most = 1024; // base58 is quadratic
    const auto hex = encode_hex(bytes);
    const auto url = Base64Alphabet::url;
    std::vector<Spelling> all;
    const auto add = [&](std::string_view notation, std::string text) {
        if (text.empty() || std::ranges::find(all, text, &Spelling::text) != all.end()) return;
        all.push_back({notation, std::move(text)});
    };
    add("hex", hex);
    add("hex in upper case", upper(hex));
    add("hex with 0x", "0x" + hex);
    add("hex in upper case with 0x", "0x" + upper(hex));
    if (bytes.size() % 3 == 0) {
        add("base64", encode_base64(bytes));
    } else {
        add("base64 with padding", encode_base64(bytes));
        add("base64 without padding",
            encode_base64(bytes, Base64Alphabet::standard, Padding::none));
    }
    add("base64 of URLs with padding", encode_base64(bytes, url, Padding::required));
    add("base64 of URLs without padding", encode_base64(bytes, url, Padding::none));
    if (bytes.size() <= most) add("base58", encode_base58(bytes));
    add("an array of numbers", array(bytes));
    return all;
}

} // namespace walletauth::conformance
