// SPDX-License-Identifier: Apache-2.0
// Signed blobs: what is read stands there in one place and in one form. A second writer, of the
// fields that were read, gives the bytes of the blob back.
#include "tests/fuzz/input.hpp"

#include "plugins/xrpl/signin_blob.hpp"

#include <algorithm>

namespace {

using namespace walletauth;
using fuzz::require;
using Bytes = std::span<const std::uint8_t>;

/// Whether `part` stands in `whole`, at `head` and behind its length in one byte.
bool has_field(Bytes whole, std::uint8_t head, Bytes part) {
    std::vector<std::uint8_t> field{head, static_cast<std::uint8_t>(part.size())};
    field.insert(field.end(), part.begin(), part.end());
    return !std::ranges::search(whole, field).empty();
}

void check_blob(const xrpl::SignInBlob &blob, Bytes bytes) {
    require(blob.signature_begin < blob.signature_end && blob.signature_end < bytes.size(),
            "the signature lies within the blob");
    require(bytes[blob.signature_begin] == 0x74, "TxnSignature");
    require(has_field(bytes.first(blob.signature_begin), 0x73, blob.key.bytes),
            "the key stands before the signature");
    require(has_field(bytes.subspan(blob.signature_end), 0x81, blob.account),
            "the account stands behind it");
    if (blob.memo_data && blob.memo_data->size() <= 192)
        require(has_field(bytes, 0x7d, *blob.memo_data), "the memo");
    require(!blob.memo_data || blob.memo_count != 0, "no memo, no data");
    if (blob.memo_count != 0) require(bytes.back() == 0xf1, "memos end the blob");
    const auto whole = xrpl::signed_bytes(blob, bytes);
    require(whole.size() + (blob.signature_end - blob.signature_begin) == bytes.size() + 4,
            "all but the signature is signed");
    // A byte more or less is another blob, or none.
    require(!xrpl::read_signin_blob(bytes.first(bytes.size() - 1)) || blob.memo_count == 0,
            "a blob that is cut off");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const Bytes bytes{data, size};
    const auto blob = xrpl::read_signin_blob(bytes);
    if (blob) {
        check_blob(*blob, bytes);
        return 0;
    }
    require(blob.error().status == WA_MALFORMED_SIGNATURE ||
                blob.error().status == WA_REJECTED_POLICY,
            "status");
    require(fuzz::is_printable(blob.error().detail.view()), "detail");
    return 0;
}
