// SPDX-License-Identifier: Apache-2.0
#include "account_probe.hpp"

#include "call_error.hpp"
#include "integer_text.hpp"
#include "probe_code.hpp"

#include <walletauth/request/evidence.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>

namespace walletauth::evm {
namespace {

constexpr std::size_t word_size = 32;
using Word = std::array<std::uint8_t, word_size>;
using Bytes = std::span<const std::uint8_t>;

/// isValidSignature(bytes32,bytes) (ERC-1271): the selector, which is also the first of the answer
/// yes.
constexpr std::array<std::uint8_t, 4> selector{0x16, 0x26, 0xba, 0x7e};

/// Writes ABI words as hex text.
class HexWriter {
  public:
    explicit HexWriter(std::size_t bytes) { text_.reserve(2 + 2 * bytes); }

    void bytes(Bytes bytes) { text_ += encode_hex(bytes); }
    void zeros(std::size_t count) { text_.append(2 * count, '0'); }
    void number(std::uint64_t number) {
        Word word{};
        for (std::size_t i = word.size(); number != 0; number >>= 8)
            word[--i] = static_cast<std::uint8_t>(number);
        bytes(word);
    }
    void address(const Address &address) {
        zeros(word_size - address.size());
        bytes(address);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string text_ = "0x";
};

/// The calldata of isValidSignature(hash, signature).
void write_call(HexWriter &out, const AccountQuestion &question) {
    const auto size = question.signature.size();
    out.bytes(selector);
    out.bytes(question.hash);
    out.number(2 * word_size); // where the signature stands
    out.number(size);
    out.bytes(question.signature);
    out.zeros((word_size - size % word_size) % word_size);
}

std::string call(std::string object, const std::string &block) {
    return canonical_call("eth_call", canonical_array(std::array{std::move(object), block}));
}

std::string quoted(std::string text) { return '"' + std::move(text) + '"'; }

std::string hex_text(Bytes bytes) { return "0x" + encode_hex(bytes); }

std::unexpected<Refusal> unreadable(std::string_view call) noexcept {
    return refuse(WA_ERROR_EVIDENCE, "no readable answer to ", call);
}

std::expected<json::Document, json::Error> parse(const wa_evidence &answer) {
    const auto source = view(answer.answer);
    return json::Document::parse({reinterpret_cast<const char *>(source.data()), source.size()},
                                 {.max_size = std::size_t{1} << 20, .max_nodes = 1 << 12});
}

/// The bytes of a result that is `0x` and an even number of lower-case hex digits.
Result<std::vector<std::uint8_t>> read_bytes(const wa_evidence &answer, std::string_view call) {
    const auto document = parse(answer);
    if (!is_result(answer) || !document || document->root().kind() != json::Kind::string) {
        return unreadable(call);
    }
    const auto hex = document->root().text();
    if (!hex.starts_with("0x") || !is_lower_hex(hex.substr(2))) return unreadable(call);
    auto bytes = decode_hex(hex.substr(2));
    if (!bytes) return unreadable(call);
    return std::move(*bytes);
}

Result<void> check_reference(std::string_view stated, std::string_view reference) noexcept {
    if (stated == reference) return {};
    return refuse(WA_ERROR_EVIDENCE, "the node is of chain ", stated, ", not of ", reference);
}

Word word_at(Bytes answer, std::size_t index) noexcept {
    Word word{};
    std::ranges::copy(answer.subspan(index * word_size, word_size), word.begin());
    return word;
}

/// A number of the answer, or one that no answer has.
std::uint64_t small_number(const Word &word) noexcept {
    const auto high = std::span{word}.first(word_size - 4);
    if (std::ranges::any_of(high, [](std::uint8_t byte) { return byte != 0; })) return UINT64_MAX;
    std::uint64_t number = 0;
    for (const std::uint8_t byte : std::span{word}.last(4))
        number = number << 8 | byte;
    return number;
}

bool is_magic(Bytes answer) noexcept {
    Word yes{};
    std::ranges::copy(selector, yes.begin());
    return answer.size() >= word_size && std::ranges::equal(answer.first(word_size), yes);
}

bool starts_with(Bytes bytes, std::initializer_list<std::uint8_t> beginning) noexcept {
    return bytes.size() >= beginning.size() &&
           std::equal(beginning.begin(), beginning.end(), bytes.begin());
}

/// What the code's size and beginning tell.
void read_code(AccountState &state, std::uint64_t size, Bytes beginning) noexcept {
    constexpr std::uint64_t delegation_size = 23;   // EIP-7702: ef0100 and an address
    constexpr std::uint64_t token_bound_size = 173; // ERC-6551: a proxy and 128 bytes behind it
    state.has_code = size != 0;
    state.is_delegated = size == delegation_size && starts_with(beginning, {0xef, 0x01, 0x00});
    state.is_token_bound =
        size == token_bound_size &&
        starts_with(beginning, {0x36, 0x3d, 0x3d, 0x37, 0x3d, 0x3d, 0x3d, 0x36, 0x3d, 0x73});
}

/// What an error object says of a call: a refusal by the account, or nothing.
Outcome read_call_error(const wa_evidence &answer) {
    const auto document = parse(answer);
    const bool is_object = document && document->root().kind() == json::Kind::object;
    return is_object && is_revert(document->root()) ? Outcome::reverted : Outcome::spent;
}

bool lacks_gas(const wa_evidence &answer) noexcept {
    const auto source = view(answer.answer);
    return is_about_gas({reinterpret_cast<const char *>(source.data()), source.size()});
}

} // namespace

Result<std::string> block_parameter(std::string_view block) {
    constexpr std::size_t max_digits = 20;
    constexpr std::size_t hash_size = 66;
    if (block.empty()) return std::string{R"("finalized")"};
    const bool is_decimal = block.size() <= max_digits && (block == "0" || block.front() != '0') &&
                            std::ranges::all_of(block, [](char c) { return c >= '0' && c <= '9'; });
    if (is_decimal) {
        const auto number = encode_hex(parse_integer(block)->magnitude);
        const auto first = number.find_first_not_of('0');
        return quoted("0x" + (first == number.npos ? "0" : number.substr(first)));
    }
    if (block.size() == hash_size && block.starts_with("0x") && is_lower_hex(block.substr(2))) {
        return canonical_object({{"blockHash", json::quote(block)}, {"requireCanonical", "true"}});
    }
    return refuse(WA_MALFORMED_REQUEST, "block is no decimal height and no hash of 0x and 64 ",
                  "lower-case hex digits");
}

std::string probe_query(const AccountQuestion &question, const std::string &block) {
    const auto *deployment = question.deployment;
    const Bytes factory_data = deployment ? deployment->factory_data : Bytes{};
    HexWriter out{probe_code.size() + 9 * word_size + factory_data.size() +
                  question.signature.size()};
    out.bytes(probe_code);
    out.address(question.account);
    out.address(deployment ? deployment->factory : Address{});
    out.number(deployment && question.prepares ? 1 : 0);
    out.number(factory_data.size());
    out.bytes(factory_data);
    write_call(out, question);
    return call(canonical_object({{"data", quoted(out.take())}}), block);
}

std::string chain_query() { return canonical_call("eth_chainId", canonical_array({})); }

std::string code_query(const Address &account, const std::string &block) {
    return canonical_call("eth_getCode",
                          canonical_array(std::array{quoted(hex_text(account)), block}));
}

std::string call_query(const AccountQuestion &question, const std::string &block) {
    HexWriter out{5 * word_size + question.signature.size()};
    write_call(out, question);
    return call(canonical_object(
                    {{"data", quoted(out.take())}, {"to", quoted(hex_text(question.account))}}),
                block);
}

Result<AccountState> read_probe(const wa_evidence &answer, std::string_view reference) {
    constexpr std::size_t words = 6;
    const auto bytes = read_bytes(answer, "the probe");
    if (!bytes) return std::unexpected(bytes.error());
    if (bytes->size() != words * word_size) return unreadable("the probe");
    if (auto good = check_reference(to_decimal(word_at(*bytes, 0)), reference); !good) {
        return std::unexpected(good.error());
    }
    AccountState state;
    state.height = to_decimal(word_at(*bytes, 1));
    if (state.height.size() > WA_BLOCK_CAPACITY) return unreadable("the probe: no block's height");
    const auto beginning = word_at(*bytes, 3);
    read_code(state, small_number(word_at(*bytes, 2)), beginning);
    const auto outcome = small_number(word_at(*bytes, 4));
    if (outcome > static_cast<std::uint64_t>(Outcome::spent)) {
        return refuse(WA_ERROR_EVIDENCE, "the probe has no such outcome");
    }
    state.outcome = static_cast<Outcome>(outcome);
    if (state.outcome == Outcome::magic && !is_magic(word_at(*bytes, 5))) {
        return refuse(WA_ERROR_EVIDENCE, "the probe contradicts itself: yes, and another answer");
    }
    return state;
}

Result<void> check_error(const wa_evidence &answer) {
    const auto document = parse(answer);
    if (document && document->root().kind() == json::Kind::object) return {};
    return refuse(WA_ERROR_EVIDENCE, "the probe was refused with an error that is no JSON object");
}

Result<AccountState> read_plain(const wa_evidence &probe, const wa_evidence &chain,
                                const wa_evidence &code, const wa_evidence &call,
                                std::string_view reference) {
    const auto document = parse(chain);
    if (!is_result(chain) || !document || document->root().kind() != json::Kind::string) {
        return unreadable("eth_chainId");
    }
    const auto quantity = document->root().text();
    const auto digits = quantity.substr(std::min<std::size_t>(2, quantity.size()));
    const bool is_quantity = quantity.starts_with("0x") && !digits.empty() &&
                             is_lower_hex(digits) && (digits == "0" || digits.front() != '0');
    const auto number = is_quantity ? parse_integer(quantity) : std::nullopt;
    if (!number) return unreadable("eth_chainId");
    if (auto good = check_reference(to_decimal(number->magnitude), reference); !good) {
        return std::unexpected(good.error());
    }
    const auto bytes = read_bytes(code, "eth_getCode");
    if (!bytes) return std::unexpected(bytes.error());
    AccountState state;
    read_code(state, bytes->size(), *bytes);
    if (!state.has_code) return state;
    if (is_result(call)) {
        const auto answer = read_bytes(call, "eth_call");
        if (!answer) return std::unexpected(answer.error());
        state.outcome = is_magic(*answer) ? Outcome::magic : Outcome::another;
    } else {
        state.outcome = read_call_error(call);
    }
    if (state.outcome != Outcome::magic && lacks_gas(probe)) state.outcome = Outcome::spent;
    return state;
}

} // namespace walletauth::evm
