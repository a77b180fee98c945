// SPDX-License-Identifier: Apache-2.0
// Stacks, transactions and addresses: what is read, written again, is the same bytes. A writer
// apart from the reader makes them.
#include "tests/fuzz/input.hpp"

#include "plugins/bitcoin/address.hpp"
#include "plugins/bitcoin/bip322_signature.hpp"
#include "plugins/bitcoin/notation.hpp"

#include <walletauth/text/base64.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace walletauth;
using namespace walletauth::bitcoin;
using fuzz::require;
using Written = std::vector<std::uint8_t>;

void add_number(Written &out, std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void add_size(Written &out, std::uint64_t size) {
    if (size < 0xfd) return add_number(out, size, 1);
    const std::size_t width = size <= 0xffff ? 2 : size <= 0xffffffff ? 4 : 8;
    out.push_back(width == 2 ? 0xfd : width == 4 ? 0xfe : 0xff);
    add_number(out, size, width);
}

void add_counted(Written &out, std::span<const std::uint8_t> bytes) {
    add_size(out, bytes.size());
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void add_stack(Written &out, const Stack &stack) {
    add_size(out, stack.size());
    for (const auto &item : stack)
        add_counted(out, item);
}

/// BIP-144; without a witness the form of before.
Written written(const Transaction &transaction) {
    Written out;
    add_number(out, transaction.version, 4);
    const bool has_witness = std::ranges::any_of(
        transaction.inputs, [](const Input &input) { return !input.witness.empty(); });
    if (has_witness) out.insert(out.end(), {0, 1});
    add_size(out, transaction.inputs.size());
    for (const auto &input : transaction.inputs) {
        out.insert(out.end(), input.output_id.begin(), input.output_id.end());
        add_number(out, input.output_index, 4);
        add_counted(out, input.script);
        add_number(out, input.sequence, 4);
    }
    add_size(out, transaction.outputs.size());
    for (const auto &output : transaction.outputs) {
        add_number(out, output.value, 8);
        add_counted(out, output.script);
    }
    for (const auto &input : transaction.inputs) {
        if (has_witness) add_stack(out, input.witness);
    }
    add_number(out, transaction.lock_time, 4);
    return out;
}

void check_serialisation(std::span<const std::uint8_t> bytes) {
    if (const auto transaction = parse_transaction(bytes)) {
        require(!transaction->inputs.empty(), "a transaction has an input");
        require(std::ranges::equal(written(*transaction), bytes), "one spelling of a transaction");
    }
    ByteReader reader{bytes};
    const auto stack = read_stack(reader);
    if (!stack) return;
    Written out;
    add_stack(out, *stack);
    out.insert(out.end(), reader.left().begin(), reader.left().end());
    require(std::ranges::equal(out, bytes), "one spelling of a stack");
}

/// The bytes of a signature, as a host may hand them in; and their text, which must read as they.
void check_signature(std::span<const std::uint8_t> bytes) {
    for (const bool of_key_hash : {false, true}) {
        const auto signature = read_bip322(bytes, of_key_hash);
        if (!signature) continue;
        require(signature->variant != Variant::full || signature->to_sign.inputs.size() == 1,
                "to_sign has one input");
        require(signature->variant != Variant::legacy || of_key_hash,
                "only P2PKH has the old form");
        const auto prefix = prefix_of(as_text(bytes));
        const auto text = std::string{prefix} + encode_base64(bytes.subspan(prefix.size()));
        const auto read = parse_bip322_text(text);
        require(!read || std::ranges::equal(*read, bytes), "a text reads as its bytes");
    }
}

void check_address(std::string_view text) {
    for (const auto &network : networks) {
        const auto address = parse_address(network, text);
        if (!address) {
            require(address.error().status == WA_MALFORMED_ACCOUNT, "status of an address");
            continue;
        }
        const auto canonical = format_address(network, *address);
        const auto again = parse_address(network, canonical);
        require(again && *again == *address, "the one spelling reads back");
        const auto script = script_of(*address);
        require(script.size() >= 4 && script.size() <= 42, "a script of an address");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::span input{data, size};
    check_serialisation(input);
    check_signature(input);
    check_address({reinterpret_cast<const char *>(data), size});
    return 0;
}
