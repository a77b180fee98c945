// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/key_ring.hpp>

#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

#include <sodium/randombytes.h>
#include <sodium/utils.h>

namespace walletauth::signin {
namespace {

constexpr std::size_t max_text_size = 4096;

struct Line {
    std::uint8_t id;
    NonceKey key;
};

std::expected<Line, std::string> read_line(std::string_view text, std::size_t number) {
    const auto bad = [number](std::string_view what) {
        return std::unexpected("line " + std::to_string(number) + ' ' + std::string{what} +
                               ": expected an id of 0 to 15, a blank and 64 hex digits");
    };
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos) return bad("has no blank");
    const auto id = parse_decimal_u64(text.substr(0, blank));
    if (!id || *id > max_key_id) return bad("has no id");
    Line line{static_cast<std::uint8_t>(*id), {}};
    if (!decode_hex_into(text.substr(blank + 1), line.key)) return bad("has no key");
    return line;
}

NonceKey new_key(const Random &random) {
    NonceKey key{};
    random(key);
    return key;
}

} // namespace

Random system_random() {
    return [](std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); };
}

KeyRing KeyRing::generate(const Random &random) {
    KeyRing ring;
    ring.keys_[0] = new_key(random);
    return ring;
}

std::expected<KeyRing, std::string> KeyRing::parse(std::string_view text) {
    if (text.size() > max_text_size) return std::unexpected("it is larger than 4096 bytes");
    KeyRing ring;
    ring.outlives_process_ = true;
    bool is_first = true;
    for (std::size_t from = 0, number = 1; from < text.size(); ++number) {
        const auto end = std::min(text.find('\n', from), text.size());
        auto line = read_line(text.substr(from, end - from), number);
        if (!line) return std::unexpected(line.error());
        if (ring.keys_[line->id]) {
            return std::unexpected("line " + std::to_string(number) + " has an id twice");
        }
        ring.keys_[line->id] = line->key;
        if (is_first) ring.signer_ = line->id;
        is_first = false;
        from = end + 1;
    }
    if (is_first) return std::unexpected("it has no key");
    return ring;
}

std::string KeyRing::new_file(const Random &random) {
    return "0 " + encode_hex(new_key(random)) + '\n';
}

KeyRing::~KeyRing() {
    for (auto &key : keys_) {
        if (key) sodium_memzero(key->data(), key->size());
    }
}

const NonceKey *KeyRing::find(std::uint8_t id) const noexcept {
    if (id > max_key_id) return nullptr;
    const auto &key = keys_[id];
    return key ? &*key : nullptr;
}

} // namespace walletauth::signin
