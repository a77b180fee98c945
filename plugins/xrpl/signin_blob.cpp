// SPDX-License-Identifier: Apache-2.0
#include "signin_blob.hpp"

#include "field_reader.hpp"
#include "known_fields.hpp"

#include <algorithm>

namespace walletauth::xrpl {
namespace {

constexpr std::uint32_t uint32_type = 2;
constexpr FieldId transaction_type{1, 2};
constexpr FieldId network_id{uint32_type, 1};
constexpr FieldId fee{6, 8};
constexpr FieldId signing_key{7, 3};
constexpr FieldId signature_field{7, 4};
constexpr FieldId account_field{8, 1};
constexpr FieldId signers{15, 3};
constexpr FieldId memos{15, 9};
constexpr FieldId memo{14, 10};
constexpr FieldId object_end{14, 1};
constexpr FieldId array_end{15, 1};
constexpr FieldId memo_type{7, 12};
constexpr FieldId memo_data{7, 13};
constexpr FieldId memo_format{7, 14};
constexpr std::size_t fee_size = 8;

template <class... Parts>
std::unexpected<Refusal> malformed(const Parts &...parts) noexcept {
    return refuse(WA_MALFORMED_SIGNATURE, "signed blob: ", parts...);
}

/// Flags, SourceTag, Sequence, FirstLedgerSequence, LastLedgerSequence and TicketSequence: read,
/// and of no meaning here.
constexpr bool is_plain_number(FieldId field) noexcept {
    if (field.type != uint32_type) return false;
    const auto code = field.code;
    return code == 2 || code == 3 || code == 4 || code == 26 || code == 27 || code == 41;
}

class BlobReader {
  public:
    explicit BlobReader(std::span<const std::uint8_t> bytes) noexcept
        : reader_(bytes), size_(bytes.size()) {}

    Result<SignInBlob> read() noexcept {
        FieldId last{};
        while (!reader_.at_end()) {
            const auto begin = position();
            const auto field = reader_.take_field();
            if (!field) return malformed("no head of a field at ", begin);
            if (*field <= last) return malformed("a field at ", begin, " is out of its order");
            last = *field;
            if (auto good = read_field(*field, begin); !good) {
                return std::unexpected(good.error());
            }
        }
        return finish();
    }

  private:
    [[nodiscard]] std::size_t position() const noexcept { return size_ - reader_.left(); }

    Result<void> read_field(FieldId field, std::size_t begin) noexcept {
        if (field == transaction_type) {
            return refuse(WA_REJECTED_POLICY, "the signed blob is a transaction, not a SignIn");
        }
        if (field == network_id) return read_network_id();
        if (is_plain_number(field)) return skip(4, begin);
        if (field == fee) return read_fee(begin);
        if (field == signing_key) return read_key_field();
        if (field == signature_field) return read_signature_field(begin);
        if (field == account_field) return read_account_field();
        if (field == memos) return read_memos();
        if (field == signers) return malformed("it is signed for several signers");
        if (!is_known_field(field.type, field.code)) {
            return malformed("unknown field (", field.type, ", ", field.code, ") at ", begin);
        }
        return refuse(WA_REJECTED_POLICY, "signed blob has the field (", field.type, ", ",
                      field.code, ") of transactions, which no SignIn has");
    }

    Result<void> skip(std::size_t size, std::size_t begin) noexcept {
        if (reader_.take(size)) return {};
        return malformed("the field at ", begin, " is cut off");
    }

    Result<void> read_network_id() noexcept {
        const auto bytes = reader_.take(4);
        if (!bytes) return malformed("NetworkID is cut off");
        std::uint32_t value = 0;
        for (const std::uint8_t byte : *bytes)
            value = value << 8 | byte;
        blob_.network_id = value;
        return {};
    }

    // Bit 7 says that it is not XRP, bit 5 that it is a token of another kind: both are longer.
    Result<void> read_fee(std::size_t begin) noexcept {
        const auto bytes = reader_.take(fee_size);
        if (!bytes) return malformed("the field at ", begin, " is cut off");
        if (((*bytes)[0] & 0xA0) != 0) return malformed("Fee is no amount of XRP");
        return {};
    }

    Result<void> read_key_field() noexcept {
        const auto bytes = reader_.take_variable();
        if (!bytes) return malformed("SigningPubKey is cut off");
        if (bytes->empty()) return malformed("SigningPubKey is empty, as with several signers");
        const auto key = read_key(*bytes);
        if (!key) return malformed("SigningPubKey is no key of 33 bytes from 02, 03 or ED");
        blob_.key = *key;
        has_key_ = true;
        return {};
    }

    // Its form depends on the key, which stands before it.
    Result<void> read_signature_field(std::size_t begin) noexcept {
        const auto bytes = reader_.take_variable();
        if (!bytes) return malformed("TxnSignature is cut off");
        if (!has_key_) return malformed("no SigningPubKey");
        blob_.signature_begin = begin;
        blob_.signature_end = position();
        const auto signature = read_signature(blob_.key, *bytes);
        if (signature) {
            blob_.signature = *signature;
        } else if (WA_STATUS_CLASS(signature.error().status) == WA_CLASS_MALFORMED) {
            return std::unexpected(signature.error());
        } else {
            blob_.out_of_range = signature.error();
        }
        return {};
    }

    Result<void> read_account_field() noexcept {
        const auto bytes = reader_.take_variable();
        if (!bytes || bytes->size() != blob_.account.size()) {
            return malformed("Account has not 20 bytes");
        }
        std::ranges::copy(*bytes, blob_.account.begin());
        has_account_ = true;
        return {};
    }

    Result<void> read_memos() noexcept {
        while (true) {
            const auto field = reader_.take_field();
            if (field == array_end) return {};
            if (field != memo) return malformed("Memos has something else than memos in it");
            ++blob_.memo_count;
            blob_.memo_data.reset();
            if (auto good = read_memo(); !good) return good;
        }
    }

    Result<void> read_memo() noexcept {
        FieldId last{};
        while (true) {
            const auto field = reader_.take_field();
            if (field == object_end) return {};
            const bool known = field == memo_type || field == memo_data || field == memo_format;
            if (!known) return malformed("a memo has something else than type, data and format");
            if (*field <= last) return malformed("a field of a memo is out of its order");
            last = *field;
            const auto bytes = reader_.take_variable();
            if (!bytes) return malformed("a memo is cut off");
            if (field == memo_data) blob_.memo_data = *bytes;
        }
    }

    Result<SignInBlob> finish() const noexcept {
        if (size_ == 0) return malformed("it is empty");
        if (!has_key_) return malformed("no SigningPubKey");
        if (blob_.signature_end == 0) return malformed("no TxnSignature");
        if (!has_account_) return malformed("no Account");
        return blob_;
    }

    FieldReader reader_;
    std::size_t size_;
    SignInBlob blob_;
    bool has_key_ = false;
    bool has_account_ = false;
};

} // namespace

Result<SignInBlob> read_signin_blob(std::span<const std::uint8_t> bytes) noexcept {
    if (has_hash_prefix(bytes)) return malformed("these are the bytes to sign, not the blob");
    return BlobReader{bytes}.read();
}

std::vector<std::uint8_t> signed_bytes(const SignInBlob &blob,
                                       std::span<const std::uint8_t> bytes) {
    std::vector<std::uint8_t> whole{'S', 'T', 'X', 0};
    whole.reserve(whole.size() + bytes.size());
    const auto append = [&](std::span<const std::uint8_t> part) {
        whole.insert(whole.end(), part.begin(), part.end());
    };
    append(bytes.first(blob.signature_begin));
    append(bytes.subspan(blob.signature_end));
    return whole;
}

} // namespace walletauth::xrpl
