// SPDX-License-Identifier: Apache-2.0
#include "snip12.hpp"

#include "address.hpp"
#include "chain_state.hpp"
#include "ownership.hpp"
#include "signature_text.hpp"
#include "snip12_hash.hpp"
#include "stark_key.hpp"

#include <optional>

namespace walletauth::starknet {
namespace {

Result<Felt> read_account(const wa_request &request) {
    if (request.account.size == 0) {
        return refuse(WA_MALFORMED_ACCOUNT,
                      "the account is part of what is signed, so it is needed");
    }
    return parse_address(view(request.account));
}

Result<std::optional<Felt>> read_key(const wa_request &request) noexcept {
    if (request.public_key.size == 0) return std::nullopt;
    const auto key = read_stark_key(view(request.public_key));
    if (!key) return std::unexpected(key.error());
    return *key;
}

/// The signature is a felt of 32 bytes after the other.
Result<std::vector<Felt>> read_signature(const wa_request &request) {
    const auto bytes = view(request.signature);
    if (bytes.size() % 32 != 0) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes.size(),
                      " bytes, expected 32 for each felt");
    }
    std::vector<Felt> felts;
    felts.reserve(bytes.size() / 32);
    for (std::size_t at = 0; at < bytes.size(); at += 32) {
        const auto felt = Felt::from_bytes(bytes.subspan(at).first<32>());
        if (!felt) {
            return refuse(WA_MALFORMED_SIGNATURE, "signature[", at / 32,
                          "] is not below the field's prime");
        }
        felts.push_back(*felt);
    }
    return felts;
}

struct Reading {
    Statement statement;
    std::optional<Felt> chain_id; ///< that the document names
};

/// Every input, read. Of several bad ones the first in the order of the status codes is named.
Result<Reading> read(const wa_request &request) {
    const auto account = read_account(request);
    const auto message = view(request.message);
    const auto document =
        hash_typed_data({reinterpret_cast<const char *>(message.data()), message.size()},
                        account.value_or(Felt{}), rule_of(request));
    if (!document && WA_STATUS_CLASS(document.error().status) == WA_CLASS_UNSUPPORTED) {
        return std::unexpected(document.error());
    }
    if (auto block = block_id(view(request.block)); !block) return std::unexpected(block.error());
    if (!account) return std::unexpected(account.error());
    const auto key = read_key(request);
    if (!key) return std::unexpected(key.error());
    auto params = read_params({request.parameters, request.parameter_count});
    if (!params) return std::unexpected(params.error());
    if (!document) return std::unexpected(document.error());
    auto signature = read_signature(request);
    if (!signature) return std::unexpected(signature.error());
    return Reading{{*account, document->message_hash, std::move(*signature), *key,
                    std::move(*params), rule_of(request)},
                   document->chain_id};
}

/// An unreadable input is named before a wrong chain; that a chain is not to be asked is not, since
/// no answer would help.
bool comes_before_policy(const Refusal &refusal) noexcept {
    return WA_STATUS_CLASS(refusal.status) == WA_CLASS_MALFORMED;
}

/// What was hashed, for whoever compares it with the wallet's: if there is room.
void add_hash(Refusal &refusal, const Felt &hash) {
    const auto text = "; hash " + hash.hex();
    const bool is_shown = refusal.detail.view().contains("0x");
    if (refusal.status != WA_REJECTED_SIGNATURE || is_shown ||
        refusal.detail.size() + text.size() > WA_DETAIL_CAPACITY) {
        return;
    }
    refusal.detail.append_cut(std::span{text.data(), text.size()});
}

/// Whether the document names the request's chain. With compat a domain may name none: Dojo writes
/// the number 1 for every chain, older documents nothing.
Result<bool> check_chain_id(const wa_request &request, const std::optional<Felt> &stated,
                            const Felt &chain) {
    if (stated == chain) return true;
    if (rule_of(request) == Rule::compat && (!stated || *stated == Felt{1})) return false;
    return refuse(WA_REJECTED_POLICY, "domain.chainId is ", chain_text(stated.value_or(Felt{})),
                  ", the request is on ", chain_text(chain));
}

Result<Proof> verify(const wa_request &request) {
    const auto chain = chain_id(view(request.chain));
    if (!chain) return std::unexpected(chain.error());
    const auto reading = read(request);
    if (!reading) return std::unexpected(reading.error());
    auto proof = prove_ownership(request, reading->statement);
    if (!proof) add_hash(proof.error(), reading->statement.hash);
    if (!proof && comes_before_policy(proof.error())) return proof;
    const auto is_bound = check_chain_id(request, reading->chain_id, *chain);
    if (!is_bound) return std::unexpected(is_bound.error());
    if (proof && *is_bound) proof->flags |= WA_VERDICT_CHAIN_BOUND;
    return proof;
}

Result<std::vector<std::string>> evidence_queries(const wa_request &request) {
    const auto reading = read(request);
    if (!reading) return std::unexpected(reading.error());
    const auto &statement = reading->statement;
    return state_queries(request, statement.account, statement.hash, statement.signature);
}

Result<std::vector<std::uint8_t>> parse_signature(std::string_view text) {
    const auto felts = parse_signature_text(text);
    if (!felts) return std::unexpected(felts.error());
    std::vector<std::uint8_t> bytes;
    bytes.reserve(felts->size() * 32);
    for (const Felt &felt : *felts) {
        const auto part = felt.bytes();
        bytes.insert(bytes.end(), part.begin(), part.end());
    }
    return bytes;
}

Result<std::vector<std::uint8_t>> parse_public_key(std::string_view text) {
    const auto key = parse_stark_key(text);
    if (!key) return std::unexpected(key.error());
    const auto bytes = key->bytes();
    return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    const auto key = read_stark_key(public_key);
    if (!key) return std::unexpected(key.error());
    return key->padded_hex();
}

} // namespace

constexpr SchemeVerifier snip12_verifier{
    {.verify = &verify,
     .notation = {&parse_signature, &parse_public_key, &format_public_key},
     .evidence_queries = &evidence_queries}};

} // namespace walletauth::starknet
