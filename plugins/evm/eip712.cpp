// SPDX-License-Identifier: Apache-2.0
#include "eip712.hpp"

#include "eip712_values.hpp"
#include "integer_text.hpp"
#include "notation.hpp"
#include "ownership.hpp"
#include "refusal_text.hpp"

#include <walletauth/request/typed_data.hpp>
#include <walletauth/text/json.hpp>

#include <array>

namespace walletauth::evm {
namespace {

using eip712::Base;
using eip712::Reading;
using eip712::Types;

constexpr json::Limits limits{
    .max_size = max_typed_data_size, .max_depth = 64, .max_nodes = 1 << 13};

/// The declared chainId in decimal. It must be an integer to be compared with a chain.
Result<std::optional<std::string>> chain_id_of(const Types &types, const json::Value &domain) {
    for (const auto &declared : types.at(*types.find(eip712::domain_name)).members) {
        if (declared.name != "chainId") continue;
        const auto value = *domain.find("chainId"); // hashing has found it
        const bool is_integer =
            (declared.type.base == Base::unsigned_integer || declared.type.base == Base::integer) &&
            declared.type.arrays.empty();
        const auto number = value.kind() == json::Kind::number ? parse_json_integer(value.text())
                                                               : parse_integer(value.text());
        if (!is_integer || !number || number->negative) {
            return refuse_value(value, "declared as ", DetailPart::shown(declared.type_text),
                                ", expected uint256 and no negative number");
        }
        return to_decimal(number->magnitude);
    }
    return std::nullopt;
}

/// EIP-712, "Definition of hashStruct": 0x19 0x01, the domain separator, the message's hash.
Hash256 digest_of(const TypedDataHash &hash) noexcept {
    constexpr std::array<std::uint8_t, 2> prefix{0x19, 0x01};
    Keccak256 hasher;
    hasher.update(prefix);
    hasher.update(hash.domain_separator);
    if (hash.message) hasher.update(*hash.message);
    return hasher.finish();
}

/// Only what the document declares is signed, so only that may be in the message.
Result<std::optional<Hash256>> hash_message(Types &types, const typed_data::Document &document,
                                            std::string_view chain) {
    const auto name = document.primary_type.text();
    const auto primary = types.find(name);
    if (!primary) {
        return refuse_value(document.primary_type, "types has no ",
                            source_of(document.primary_type));
    }
    if (name == eip712::domain_name) {
        if (document.message.size() != 0) {
            return refuse_value(document.message.at(0),
                                "with primaryType EIP712Domain no message is signed");
        }
        return std::nullopt;
    }
    const auto hash =
        eip712::hash_struct(types, *primary, document.message, Reading::message, chain);
    if (!hash) return std::unexpected(hash.error());
    return *hash;
}

} // namespace

Result<TypedDataHash> hash_typed_data(std::string_view text, Rule rule, std::string_view chain) {
    const auto parsed = json::Document::parse(text, limits);
    if (!parsed) {
        if (const auto plain = typed_data::explain_plain_text(text); !plain.empty()) {
            return refuse(WA_MALFORMED_MESSAGE, plain);
        }
        const auto &error = parsed.error();
        return refuse_fitting(WA_MALFORMED_MESSAGE, {DetailPart::path(error.path),
                                                     error.path.empty() ? "" : ": ", error.reason});
    }
    const auto document = typed_data::read_document(parsed->root());
    if (!document) return std::unexpected(document.error());
    auto types = Types::read(document->types, document->domain);
    if (!types) return std::unexpected(types.error());
    const auto reading = rule == Rule::compat ? Reading::unsigned_domain : Reading::domain;
    const auto domain = eip712::hash_struct(*types, *types->find(eip712::domain_name),
                                            document->domain, reading, chain);
    if (!domain) return std::unexpected(domain.error());
    auto chain_id = chain_id_of(*types, document->domain);
    if (!chain_id) return std::unexpected(chain_id.error());
    auto message = hash_message(*types, *document, chain);
    if (!message) return std::unexpected(message.error());
    TypedDataHash hash{*domain, *message, {}, std::move(*chain_id)};
    hash.digest = digest_of(hash);
    return hash;
}

namespace {

Result<Statement> read_statement(const wa_request &request) {
    const auto chain = view(request.chain);
    const auto bytes = view(request.message);
    const auto hash = hash_typed_data({reinterpret_cast<const char *>(bytes.data()), bytes.size()},
                                      rule_of(request), chain);
    if (!hash) return std::unexpected(hash.error());
    Statement statement{.digest = hash->digest,
                        .hashes = DerivedHashes{hash->domain_separator, hash->digest},
                        .flags = hash->chain_id ? WA_VERDICT_CHAIN_BOUND : 0,
                        .policy = {}};
    const auto reference = chain.substr(chain.find(':') + 1);
    if (hash->chain_id && *hash->chain_id != reference) {
        statement.policy = refuse_fitting(WA_REJECTED_POLICY,
                                          {"domain.chainId is ", DetailPart::shown(*hash->chain_id),
                                           ", the request is for ", reference})
                               .error();
    }
    return statement;
}

} // namespace

constexpr SchemeVerifier eip712_verifier{{.verify = &verify_statement<&read_statement>,
                                          .notation = hex_notation,
                                          .evidence_queries = &statement_queries<&read_statement>}};

} // namespace walletauth::evm
