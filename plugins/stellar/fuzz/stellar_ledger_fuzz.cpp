// SPDX-License-Identifier: Apache-2.0
// What nodes of Stellar answer, and the XDR of accounts. The first byte chooses: 0 and 1 are a
// result and an error to a question about the key that stands in the answer; 2 is XDR.
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/json_mutator.hpp"

#include "plugins/stellar/ledger_answer.hpp"

#include <walletauth/text/json.hpp>

#include <algorithm>

namespace {

using namespace walletauth;
using fuzz::require;

/// A big-endian number at an offset.
std::uint32_t number_at(std::span<const std::uint8_t> xdr, std::size_t offset) {
    std::uint32_t value = 0;
    for (const auto byte : xdr.subspan(offset, 4))
        value = value << 8 | byte;
    return value;
}

/// What is read stands where Stellar-ledger-entries.x has it, counted by hand.
void check_xdr(std::span<const std::uint8_t> xdr) {
    const auto entry = stellar::read_account_entry(xdr);
    if (!entry) return;
    require(xdr.size() % 4 == 0, "XDR is of fours");
    require(number_at(xdr, 0) == 0 && number_at(xdr, 4) == 0, "an account of an Ed25519 key");
    require(std::ranges::equal(xdr.subspan(8, 32), entry->master), "the master key");
    const std::size_t flags = 8 + 32 + 16 + 4 + 4 + (number_at(xdr, 60) == 1 ? 36 : 0);
    const std::size_t home = number_at(xdr, flags + 4);
    const std::size_t thresholds = flags + 8 + (home + 3) / 4 * 4;
    require(xdr[thresholds] == entry->master_weight, "the master key's weight");
    require(std::ranges::equal(xdr.subspan(thresholds + 1, 3), entry->thresholds), "thresholds");
    require(entry->signer_count <= number_at(xdr, thresholds + 4), "as many signers as stated");
    require(entry->weight_of(entry->master) == entry->master_weight, "weight of the master key");
    auto cut = xdr.first(xdr.size() - 1);
    require(!stellar::read_account_entry(cut), "nothing is left out at the end");
}

/// An account that is read is the one that was asked for.
void check_answer(std::string_view answer, std::uint32_t kind) {
    stellar::Key key{};
    key.fill(7);
    const wa_evidence evidence{{}, bytes_of(as_bytes(answer)), kind, 0};
    const auto read = stellar::read_answer(evidence, key);
    if (!read) {
        require(read.error().status == WA_ERROR_EVIDENCE, "status of an answer");
        require(fuzz::is_printable(read.error().detail.view()), "detail");
        return;
    }
    require(kind == WA_EVIDENCE_RESULT, "an error says nothing");
    require(!read->latest.view().empty(), "it stands at a ledger");
    require(!read->entry || read->entry->master == key, "the entry is of the account");
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 1);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0) return 0;
    const auto choice = data[0] % 3;
    const std::span rest{data + 1, size - 1};
    if (choice == 2) {
        check_xdr(rest);
    } else {
        check_answer({reinterpret_cast<const char *>(rest.data()), rest.size()},
                     choice == 0 ? WA_EVIDENCE_RESULT : WA_EVIDENCE_ERROR);
    }
    return 0;
}
