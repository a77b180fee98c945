// SPDX-License-Identifier: Apache-2.0
#include <walletauth/signin/nonce.hpp>

#include <walletauth/interface.hpp>
#include <walletauth/text/base32.hpp>

#include <sodium/crypto_generichash.h>

#include <algorithm>

namespace walletauth::signin {
namespace {

constexpr std::size_t head_size = 10; // bytes before the MAC
constexpr std::size_t bytes_of_nonce = 20;
/// Rises when what the MAC covers changes.
constexpr std::uint8_t format_version = 1;

using Head = std::array<std::uint8_t, head_size>;

/// The first 80 bits, the most significant first.
Head head_of(const Nonce &nonce) noexcept {
    const std::uint64_t key_id = nonce.key_id & max_key_id;
    const std::uint64_t high = key_id << 30 | (nonce.issued_at & max_nonce_seconds);
    const std::uint64_t low = nonce.random & max_nonce_random;
    Head head{};
    // 34 bits and 46 bits: the first 32 are of `high` alone.
    const std::uint64_t rest = (high & 3) << 46 | low;
    for (std::size_t i = 0; i < 4; ++i)
        head[i] = static_cast<std::uint8_t>(high >> (26 - 8 * i));
    for (std::size_t i = 0; i < 6; ++i)
        head[4 + i] = static_cast<std::uint8_t>(rest >> (40 - 8 * i));
    return head;
}

/// Hashes fields so that no two bindings give the same bytes.
class FieldHash {
  public:
    explicit FieldHash(const NonceKey &key) noexcept {
        crypto_generichash_init(&state_, key.data(), key.size(), hash_size);
    }
    /// Fields are small: they are gathered, since each call of the hash has its price.
    void add(std::span<const std::uint8_t> bytes) noexcept {
        if (bytes.size() > gathered_.size() - size_) flush();
        if (bytes.size() > gathered_.size()) {
            crypto_generichash_update(&state_, bytes.data(), bytes.size());
            return;
        }
        std::ranges::copy(bytes, gathered_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += bytes.size();
    }
    void add_number(std::uint64_t number) noexcept {
        std::array<std::uint8_t, 8> bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
        add(bytes);
    }
    void add_text(std::string_view text) noexcept {
        add_number(text.size());
        add(as_bytes(text));
    }
    void add_presence(bool present) noexcept {
        const std::uint8_t byte = present ? 1 : 0;
        add({&byte, 1});
    }
    void add_field(const std::optional<std::string_view> &text) noexcept {
        add_presence(text.has_value());
        if (text) add_text(*text);
    }
    [[nodiscard]] std::array<std::uint8_t, 10> mac() noexcept {
        flush();
        std::array<std::uint8_t, hash_size> hash{};
        crypto_generichash_final(&state_, hash.data(), hash.size());
        std::array<std::uint8_t, 10> first{};
        std::copy_n(hash.begin(), first.size(), first.begin());
        return first;
    }

  private:
    void flush() noexcept {
        crypto_generichash_update(&state_, gathered_.data(), size_);
        size_ = 0;
    }

    static constexpr std::size_t hash_size = 32;
    crypto_generichash_state state_;
    std::array<std::uint8_t, 512> gathered_; // the first size_ bytes are set
    std::size_t size_ = 0;
};

} // namespace

std::optional<Nonce> read_nonce(std::string_view text) noexcept {
    std::array<std::uint8_t, bytes_of_nonce> bytes{};
    if (text.size() != nonce_size ||
        !decode_base32_into(text, bytes, Padding::none, Base32Alphabet::lower)) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t from, std::size_t count) {
        std::uint64_t value = 0;
        for (std::size_t i = from; i < from + count; ++i)
            value = value << 8 | bytes[i];
        return value;
    };
    const std::uint64_t first = number(0, 4);
    const std::uint64_t rest = number(4, 6);
    Nonce nonce;
    nonce.key_id = static_cast<std::uint8_t>(first >> 28);
    nonce.issued_at = static_cast<std::uint32_t>((first & 0x0fffffff) << 2 | rest >> 46);
    nonce.random = rest & max_nonce_random;
    std::copy(bytes.begin() + head_size, bytes.end(), nonce.mac.begin());
    return nonce;
}

std::string write_nonce(const Nonce &nonce) {
    const auto head = head_of(nonce);
    std::array<std::uint8_t, bytes_of_nonce> bytes{};
    std::ranges::copy(head, bytes.begin());
    std::ranges::copy(nonce.mac, bytes.begin() + head_size);
    return encode_base32(bytes, Padding::none, Base32Alphabet::lower);
}

std::array<std::uint8_t, 10> nonce_mac(const NonceKey &key, const Nonce &nonce,
                                       const Binding &binding) noexcept {
    FieldHash hash(key);
    hash.add({&format_version, 1});
    hash.add(head_of(nonce));
    for (const auto text : {binding.generation, binding.issuer, binding.domain, binding.form,
                            binding.scheme, binding.chain, binding.client}) {
        hash.add_field(text);
    }
    for (const auto &text :
         {binding.uri, binding.statement, binding.request_id, binding.account, binding.channel}) {
        hash.add_field(text);
    }
    hash.add_presence(binding.resources != nullptr);
    if (binding.resources != nullptr) {
        hash.add_number(binding.resources->size());
        for (const auto &resource : *binding.resources)
            hash.add_text(resource);
    }
    hash.add_number(static_cast<std::uint64_t>(binding.lifetime.count()));
    return hash.mac();
}

} // namespace walletauth::signin
