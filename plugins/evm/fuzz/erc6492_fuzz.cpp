// SPDX-License-Identifier: Apache-2.0
// The wrapper's reader: whatever it reads, an encoder written apart writes again byte for byte; and
// the reader of the probe's answer, whose yes is only the whole answer.
#include "tests/fuzz/input.hpp"

#include "plugins/evm/account_probe.hpp"
#include "plugins/evm/erc6492.hpp"

#include <walletauth/text/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace walletauth;
using fuzz::require;
using Bytes = std::vector<std::uint8_t>;

void add_word(Bytes &out, std::size_t number) {
    for (int byte = 31; byte >= 0; --byte)
        out.push_back(byte >= 8 ? 0 : static_cast<std::uint8_t>(number >> (8 * byte)));
}

void add_bytes(Bytes &out, std::span<const std::uint8_t> bytes) {
    add_word(out, bytes.size());
    out.insert(out.end(), bytes.begin(), bytes.end());
    while (out.size() % 32 != 0)
        out.push_back(0);
}

/// abi.encode(address, bytes, bytes) (Solidity ABI specification), and the suffix of ERC-6492.
Bytes encode(const evm::Wrapper &wrapper) {
    Bytes out(12, 0);
    out.insert(out.end(), wrapper.factory.begin(), wrapper.factory.end());
    add_word(out, 96);
    add_word(out, 128 + (wrapper.factory_data.size() + 31) / 32 * 32);
    add_bytes(out, wrapper.factory_data);
    add_bytes(out, wrapper.signature);
    for (int i = 0; i < 16; ++i)
        out.insert(out.end(), {0x64, 0x92});
    return out;
}

void read_wrapper(std::span<const std::uint8_t> input) {
    const auto wrapper = evm::read_erc6492(input);
    require(!wrapper || evm::is_erc6492(input), "a wrapper has the suffix");
    if (wrapper) {
        require(std::ranges::equal(encode(*wrapper), input), "what is read is written the same");
    }
}

/// A yes is the words 7a69, any height, size and code, 1, and the magic value.
void read_answer(std::span<const std::uint8_t> input) {
    const std::string text(input.begin(), input.end());
    const wa_evidence evidence{{}, bytes_of(as_bytes(text)), WA_EVIDENCE_RESULT, 0};
    const auto state = evm::read_probe(evidence, "31337");
    if (!state || state->outcome != evm::Outcome::magic) return;
    const auto document = json::Document::parse(text);
    require(document.has_value(), "a yes is JSON");
    const auto words = document->root().text();
    require(words.size() == 386 && words.substr(2, 64) == std::string(60, '0') + "7a69",
            "a yes is six words of this chain");
    require(words.ends_with("11626ba7e" + std::string(56, '0')), "a yes is the magic value");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::span input{data, size};
    read_wrapper(input);
    read_answer(input);
    return 0;
}
