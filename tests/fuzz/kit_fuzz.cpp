// SPDX-License-Identifier: Apache-2.0
// The kit's notations and hashes. The first byte names a check, the second its options; the rest is
// read as a text and as bytes. What a text is read as is written as the same text, what bytes are
// written as is read as the same bytes, and hashes are OpenSSL's.
#include "input.hpp"

#include <walletauth/hash/base58check.hpp>
#include <walletauth/hash/blake2b.hpp>
#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/base32.hpp>
#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/bech32.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/segwit.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace walletauth;
using fuzz::require;

using Bytes = std::vector<std::uint8_t>;
using View = std::span<const std::uint8_t>;
constexpr std::size_t max_base58_text = 2000; // quadratic

View bytes_of(std::string_view text) noexcept {
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

std::string lower(std::string_view text) {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

/// decode(text), encode(bytes) and decode_into(text, out) of one notation, over one input.
template <class Decode, class DecodeInto, class Encode>
void check_notation(std::string_view text, const Decode &decode, const DecodeInto &decode_into,
                    const Encode &encode) {
    const auto read = decode(text);
    if (read) {
        require(encode(*read) == text, "what is read is written as the same text");
        Bytes out(read->size());
        require(decode_into(text, out) && out == *read, "both ways of reading agree");
        Bytes larger(read->size() + 1);
        require(!decode_into(text, larger), "only the exact size is filled");
    } else {
        require(read.error().index <= text.size(), "an error is within the text");
        Bytes out(text.size() / 2);
        require(!decode_into(text, out), "both ways of reading agree to refuse");
    }
    const auto bytes = bytes_of(text);
    const auto again = decode(encode(bytes));
    require(again && std::ranges::equal(*again, bytes),
            "what is written is read as the same bytes");
}

void check_base58(std::string_view text, unsigned options) {
    text = text.substr(0, max_base58_text);
    const auto &alphabet = options % 2 == 0 ? base58_standard : base58_ripple;
    check_notation(
        text, [&](auto read) { return decode_base58(read, 2 * max_base58_text, alphabet); },
        [&](auto read, auto &out) { return decode_base58_into(read, out, alphabet); },
        [&](auto bytes) { return encode_base58(bytes, alphabet); });
    const auto short_limit = decode_base58(text, text.size() / 2, alphabet);
    require(text.empty() || !short_limit, "a limit is kept");
}

void check_base58check(std::string_view text, unsigned options) {
    text = text.substr(0, max_base58_text);
    const auto &alphabet = options % 2 == 0 ? base58_standard : base58_ripple;
    if (const auto read = decode_base58check(text, text.size(), alphabet)) {
        require(encode_base58check(*read, alphabet) == text, "base58check has one spelling");
    } else {
        require(read.error().index <= text.size(), "an error is within the text");
    }
    const auto bytes = bytes_of(text);
    const auto written = encode_base58check(bytes, alphabet);
    require(written.size() <= base58_max_text(bytes.size() + base58check_checksum_size),
            "the limit of a text");
    const auto again = decode_base58check(written, written.size(), alphabet);
    require(again && std::ranges::equal(*again, bytes), "base58check goes there and back");
}

void check_base32(std::string_view text, unsigned options) {
    const auto alphabet = options % 2 == 0 ? Base32Alphabet::upper : Base32Alphabet::lower;
    const auto padding = options / 2 % 2 == 0 ? Padding::required : Padding::none;
    check_notation(
        text, [&](auto read) { return decode_base32(read, padding, alphabet); },
        [&](auto read, auto &out) { return decode_base32_into(read, out, padding, alphabet); },
        [&](auto bytes) { return encode_base32(bytes, padding, alphabet); });
}

void check_base64(std::string_view text, unsigned options) {
    const auto alphabet = options % 2 == 0 ? Base64Alphabet::standard : Base64Alphabet::url;
    const auto padding = options / 2 % 2 == 0 ? Padding::required : Padding::none;
    check_notation(
        text, [&](auto read) { return decode_base64(read, alphabet, padding); },
        [&](auto read, auto &out) { return decode_base64_into(read, out, alphabet, padding); },
        [&](auto bytes) { return encode_base64(bytes, alphabet, padding); });
}

void check_hex(std::string_view text, unsigned) {
    if (const auto read = decode_hex(text)) {
        require(encode_hex(*read) == lower(text), "hex is read and written");
    }
    const auto again = decode_hex(encode_hex(bytes_of(text)));
    require(again && std::ranges::equal(*again, bytes_of(text)), "hex goes there and back");
}

/// The options are the size of a prefix; digits that are none are as good as any.
void check_bech32(std::string_view text, unsigned options) {
    const auto max_text = options % 2 == 0 ? bech32_max_text : 1000;
    if (const auto read = decode_bech32(text, max_text)) {
        require(encode_bech32(read->kind, read->prefix, read->digits, max_text) == lower(text),
                "bech32 is read and written");
        if (const auto bytes = bech32_bytes(read->digits)) {
            require(bech32_digits(*bytes) == read->digits, "digits are bytes are digits");
        }
    } else {
        require(read.error().index <= text.size(), "an error is within the text");
    }
    const auto prefix = text.substr(0, options / 4);
    const auto digits = bytes_of(text.substr(prefix.size()));
    const auto kind = options / 2 % 2 == 0 ? Bech32Kind::bech32 : Bech32Kind::bech32m;
    if (const auto written = encode_bech32(kind, prefix, digits, max_text)) {
        const auto again = decode_bech32(*written, max_text);
        require(again && again->kind == kind && again->prefix == prefix &&
                    std::ranges::equal(again->digits, digits),
                "what is written as bech32 is read so");
    }
    const auto bytes = bech32_bytes(bech32_digits(digits));
    require(bytes && std::ranges::equal(*bytes, digits), "bytes are digits are bytes");
}

void check_segwit(std::string_view text, unsigned options) {
    if (const auto read = decode_segwit("bc", text)) {
        require(encode_segwit("bc", read->version, read->program) == lower(text),
                "an address is read and written");
    }
    const auto version = static_cast<std::uint8_t>(options % 20);
    if (const auto written = encode_segwit("tb", version, bytes_of(text))) {
        const auto again = decode_segwit("tb", *written);
        require(again && again->version == version &&
                    std::ranges::equal(again->program, bytes_of(text)),
                "an address goes there and back");
    }
}

Bytes openssl_digest(const char *name, View data) {
    Bytes hash(EVP_MAX_MD_SIZE);
    std::size_t size = 0;
    require(EVP_Q_digest(nullptr, name, nullptr, data.data(), data.size(), hash.data(), &size) == 1,
            "OpenSSL has the hash");
    hash.resize(size);
    return hash;
}

void check_hashes(std::string_view text, unsigned options) {
    const auto data = bytes_of(text);
    const auto cut = data.size() * (options % 64) / 64;
    const auto a = data.first(cut);
    const auto b = data.subspan(cut);
    const auto is_openssls = [&](View whole, View pieces, const char *name) {
        require(std::ranges::equal(whole, openssl_digest(name, data)), name);
        require(std::ranges::equal(whole, pieces), "pieces hash as the whole");
    };
    is_openssls(sha256(data), sha256({a, b}), "SHA256");
    is_openssls(sha512(data), sha512({a, b}), "SHA512");
    is_openssls(sha512_256(data), sha512_256({a, b}), "SHA512-256");
    is_openssls(ripemd160(data), ripemd160({a, b}), "RIPEMD160");
    is_openssls(blake2b<64>(data), blake2b<64>({a, b}), "BLAKE2B-512");
}

void check_json(std::string_view text, unsigned) {
    const auto document = json::Document::parse(text);
    if (!document) return;
    const auto canonical = json::canonical(document->root());
    if (!canonical) return;
    const auto again = json::Document::parse(*canonical);
    require(again && json::canonical(again->root()) == *canonical, "the one spelling stays");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    // scripts/fuzz-seeds counts them.
    static constexpr std::array checks{&check_base58, &check_base58check, &check_base32,
                                       &check_base64, &check_hex,         &check_bech32,
                                       &check_segwit, &check_hashes,      &check_json};
    fuzz::Input input{{data, size}};
    const auto check = checks[input.below(checks.size())];
    const unsigned options = input.byte();
    check(input.text(), options);
    return 0;
}
