// SPDX-License-Identifier: Apache-2.0
#include "retry_ticket.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/crypto_generichash.h>
#include <sodium/utils.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

namespace walletauth::signin {
namespace {

constexpr std::size_t salt_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES; // 24
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;     // 16
constexpr std::size_t plain_size = 8 + sizeof(RequestDigest);
/// Key id, salt, and what is sealed.
constexpr std::size_t ticket_size = 1 + salt_size + plain_size + tag_size;
constexpr std::string_view type = "walletauth retry ticket 1";

using Ticket = std::array<std::uint8_t, ticket_size>;
using Plain = std::array<std::uint8_t, plain_size>;
using SealKey = std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

std::array<std::uint8_t, 8> bytes_of_number(std::uint64_t number) noexcept {
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    return bytes;
}

std::uint64_t number_of_bytes(std::span<const std::uint8_t> bytes) noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number |= std::uint64_t{bytes[i]} << (8 * i);
    return number;
}

/// A key for tickets alone, of the key for nonces.
SealKey seal_key(const NonceKey &key) noexcept {
    SealKey derived{};
    const auto text = as_bytes(type);
    crypto_generichash(derived.data(), derived.size(), text.data(), text.size(), key.data(),
                       key.size());
    return derived;
}

void append(std::vector<std::uint8_t> &out, std::string_view text) {
    const auto size = bytes_of_number(text.size());
    out.insert(out.end(), size.begin(), size.end());
    out.insert(out.end(), text.begin(), text.end());
}

std::vector<std::uint8_t> associated(const TicketSealer &sealer) {
    std::vector<std::uint8_t> data;
    for (const auto text : {type, sealer.issuer, sealer.client, sealer.generation})
        append(data, text);
    return data;
}

/// Hashes each piece with its size before it.
class PieceHash {
  public:
    PieceHash() noexcept { crypto_generichash_init(&state_, nullptr, 0, sizeof(RequestDigest)); }
    void add(std::span<const std::uint8_t> bytes) noexcept {
        const auto size = bytes_of_number(bytes.size());
        crypto_generichash_update(&state_, size.data(), size.size());
        crypto_generichash_update(&state_, bytes.data(), bytes.size());
    }
    void add(std::string_view text) noexcept { add(as_bytes(text)); }
    [[nodiscard]] RequestDigest digest() noexcept {
        RequestDigest out{};
        crypto_generichash_final(&state_, out.data(), out.size());
        return out;
    }

  private:
    crypto_generichash_state state_;
};

} // namespace

RequestDigest digest_of(const Attempt &attempt, const std::optional<std::string> &channel) {
    const auto &request = attempt.request;
    PieceHash hash;
    for (const auto text : {request.chain, request.scheme, request.account, attempt.form})
        hash.add(text);
    hash.add(channel ? std::string_view{*channel} : std::string_view{});
    for (const auto bytes : {request.public_key, request.message, request.signature})
        hash.add(bytes);
    for (const auto &parameter : request.parameters) {
        hash.add(view(parameter.name));
        hash.add(view(parameter.value));
        hash.add(bytes_of_number(parameter.kind));
    }
    return hash.digest();
}

std::string TicketSealer::seal(const RequestDigest &digest, Time first,
                               const Random &random) const {
    Ticket ticket{};
    ticket[0] = keys.signer_id();
    const std::span salt = std::span{ticket}.subspan(1, salt_size);
    random(salt);
    Plain plain{};
    const auto time = bytes_of_number(static_cast<std::uint64_t>(first.time_since_epoch().count()));
    std::ranges::copy(time, plain.begin());
    std::ranges::copy(digest, plain.begin() + time.size());
    auto key = seal_key(*keys.find(keys.signer_id()));
    const auto data = associated(*this);
    unsigned long long size = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(ticket.data() + 1 + salt_size, &size, plain.data(),
                                               plain.size(), data.data(), data.size(), nullptr,
                                               salt.data(), key.data());
    sodium_memzero(key.data(), key.size());
    return encode_base64(ticket, Base64Alphabet::url, Padding::none);
}

std::optional<TicketSealer::Opened> TicketSealer::open(std::string_view text,
                                                       const RequestDigest &digest) const {
    Ticket ticket{};
    if (!decode_base64_into(text, ticket, Base64Alphabet::url, Padding::none)) return std::nullopt;
    const auto *key_of_nonces = keys.find(ticket[0]);
    if (key_of_nonces == nullptr) return std::nullopt;
    auto key = seal_key(*key_of_nonces);
    const auto data = associated(*this);
    const std::span salt = std::span{ticket}.subspan(1, salt_size);
    Plain plain{};
    unsigned long long size = 0;
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.data(), &size, nullptr, ticket.data() + 1 + salt_size, plain_size + tag_size,
        data.data(), data.size(), salt.data(), key.data());
    sodium_memzero(key.data(), key.size());
    if (opened != 0 || sodium_memcmp(plain.data() + 8, digest.data(), digest.size()) != 0) {
        return std::nullopt;
    }
    const auto first = static_cast<std::int64_t>(number_of_bytes(plain));
    return Opened{Time{std::chrono::seconds{first}}, encode_hex(salt)};
}

} // namespace walletauth::signin
