// SPDX-License-Identifier: Apache-2.0
#include "account_entry.hpp"

#include <algorithm>

namespace walletauth::stellar {
namespace {

/// XDR from its first byte on. After what cannot be read, `good` is false and all values are 0.
class Reader {
  public:
    explicit Reader(std::span<const std::uint8_t> bytes) noexcept : rest_(bytes) {}

    [[nodiscard]] bool is_good() const noexcept { return good_; }
    [[nodiscard]] bool is_at_end() const noexcept { return good_ && rest_.empty(); }
    void fail() noexcept { good_ = false; }

    std::span<const std::uint8_t> take(std::size_t size) noexcept {
        if (!good_ || size > rest_.size()) {
            good_ = false;
            return {};
        }
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    std::uint32_t number() noexcept {
        std::uint32_t value = 0;
        for (const auto byte : take(4))
            value = value << 8 | byte;
        return value;
    }
    /// A number of which only some values have a meaning: the arm of a union, a boolean, a count.
    std::uint32_t number_to(std::uint32_t most) noexcept {
        const auto value = number();
        if (value > most) good_ = false;
        return good_ ? value : 0;
    }
    Key key() noexcept {
        Key key{};
        std::ranges::copy(take(key_size), key.begin());
        return key;
    }
    /// Bytes of a stated size, with zeros to a multiple of four.
    void skip_bytes(std::uint32_t most) noexcept {
        const auto size = number_to(most);
        take(size);
        for (const auto byte : take((4 - size % 4) % 4)) {
            if (byte != 0) good_ = false;
        }
    }

  private:
    std::span<const std::uint8_t> rest_;
    bool good_ = true;
};

/// AccountID: a PublicKey, of which there is one kind.
Key read_account_id(Reader &reader) noexcept {
    reader.number_to(0);
    return reader.key();
}

void skip_optional_account(Reader &reader) noexcept {
    if (reader.number_to(1) == 1) read_account_id(reader);
}

// SignerKeyType. Hashes of transactions and of secrets, and keys that sign a payload, sign no
// message.
constexpr std::uint32_t signer_ed25519 = 0;
constexpr std::uint32_t signer_payload = 3;
constexpr std::uint32_t max_payload = 64;

void read_signers(Reader &reader, AccountEntry &entry) noexcept {
    const auto count = reader.number_to(max_signers);
    for (std::uint32_t i = 0; i < count && reader.is_good(); ++i) {
        const auto type = reader.number_to(signer_payload);
        const auto key = reader.key();
        if (type == signer_payload) reader.skip_bytes(max_payload);
        const auto weight = reader.number();
        if (type == signer_ed25519) entry.signers[entry.signer_count++] = {key, weight};
    }
}

/// AccountEntryExtensionV1 to V3, which say nothing of who may sign. Another version is not
/// understood: it may.
void skip_extensions(Reader &reader) noexcept {
    if (reader.number_to(1) == 0) return;
    reader.take(16); // liabilities
    const auto second = reader.number();
    if (second == 0) return;
    if (second != 2) return reader.fail();
    reader.take(8); // numbers of sponsored entries
    const auto sponsors = reader.number_to(max_signers);
    for (std::uint32_t i = 0; i < sponsors && reader.is_good(); ++i)
        skip_optional_account(reader);
    const auto third = reader.number();
    if (third == 0) return;
    if (third != 3) return reader.fail();
    reader.number_to(0); // ExtensionPoint
    reader.take(12);     // when the sequence number was raised: ledger and time
}

} // namespace

std::uint32_t AccountEntry::weight_of(const Key &key) const noexcept {
    if (key == master) return master_weight;
    const auto known = std::span{signers}.first(signer_count);
    const auto found = std::ranges::find(known, key, &Signer::key);
    return found == known.end() ? 0 : found->weight;
}

std::optional<AccountEntry> read_account_entry(std::span<const std::uint8_t> xdr) noexcept {
    Reader reader(xdr);
    AccountEntry entry;
    reader.number_to(0); // LedgerEntryType: ACCOUNT
    entry.master = read_account_id(reader);
    reader.take(16);               // balance, sequence number
    reader.number();               // of sub-entries
    skip_optional_account(reader); // inflation destination
    reader.number();               // flags
    reader.skip_bytes(32);         // home domain
    if (const auto thresholds = reader.take(4); !thresholds.empty()) {
        entry.master_weight = thresholds[0];
        std::ranges::copy(thresholds.subspan(1), entry.thresholds.begin());
    }
    read_signers(reader, entry);
    skip_extensions(reader);
    if (!reader.is_at_end()) return std::nullopt;
    return entry;
}

std::array<std::uint8_t, 8 + key_size> account_ledger_key(const Key &key) noexcept {
    std::array<std::uint8_t, 8 + key_size> xdr{}; // two numbers 0: an account, an Ed25519 key
    std::ranges::copy(key, xdr.begin() + 8);
    return xdr;
}

} // namespace walletauth::stellar
