// SPDX-License-Identifier: Apache-2.0
#include "sep53.hpp"

#include "account.hpp"
#include "ledger_answer.hpp"
#include "ownership.hpp"
#include "schemes.hpp"

#include <walletauth/curve/ed25519.hpp>
#include <walletauth/hash/sha2.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::stellar {
namespace {

/// Who a request says has signed, and for whom.
struct Parties {
    Key key;
    Key account;
};

Result<Parties> parties_of(const wa_request &request) {
    const auto claim = view(request.account);
    const auto given = view(request.public_key);
    const auto account = claim.empty() ? Result<Key>{} : read_strkey(WA_MALFORMED_ACCOUNT, claim);
    if (!account) return std::unexpected(account.error());
    if (given.empty()) return Parties{*account, *account};
    const auto key = read_key(given);
    if (!key) return std::unexpected(key.error());
    return Parties{*key, claim.empty() ? *key : *account};
}

/// What no request of Stellar's can be proven by.
Result<void> check_accepted(const wa_request &request) noexcept {
    if (!accepts(request, WA_ACCEPT_DERIVED) && !accepts(request, WA_ACCEPT_CHAIN_STATE)) {
        return refuse(WA_UNSUPPORTED_EVIDENCE, "accounts of Stellar are proven by derivation or ",
                      "by chain_state, and neither is accepted");
    }
    if (request.block.size == 0) return {};
    return refuse(WA_UNSUPPORTED_EVIDENCE, "nodes of Stellar answer at their newest ledger alone, ",
                  "so no block can be named");
}

Result<void> check_signature(const wa_request &request, const Key &key) {
    const auto signature = view(request.signature);
    if (ed25519_verify(signature.first<signature_size>(), sep53_hash(view(request.message)), key,
                       Rule::strict)) {
        return {};
    }
    return refuse(WA_REJECTED_SIGNATURE, "ed25519 signature does not match; was it signed ",
                  "behind SEP-53's prefix?");
}

Result<Proof> verify(const wa_request &request) {
    if (auto good = check_accepted(request); !good) return std::unexpected(good.error());
    const auto parties = parties_of(request);
    if (!parties) return std::unexpected(parties.error());
    if (auto good = read_threshold(Parameters{request}); !good)
        return std::unexpected(good.error());
    if (const auto size = view(request.signature).size(); size != signature_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", size, " bytes, expected 64");
    }
    const auto &[key, account] = *parties;
    if (auto good = check_evidence(request, account); !good) return std::unexpected(good.error());
    if (auto good = check_derived(request, key, account); !good)
        return std::unexpected(good.error());
    if (auto good = check_signature(request, key); !good) return std::unexpected(good.error());
    return prove_ownership(request, key, account);
}

Result<std::vector<std::string>> evidence_queries(const wa_request &request) {
    const auto parties = parties_of(request);
    if (!parties) return std::unexpected(parties.error());
    return std::vector{account_query(parties->account)};
}

/// A key is written as its account, or as hex, as idOS has it; so is the compact id.
Result<std::vector<std::uint8_t>> parse_public_key(std::string_view text) {
    if (text.size() == 2 * key_size || text.size() == 2 * strkey_size) {
        if (auto bytes = decode_hex(text)) return std::move(*bytes);
    }
    const auto key = read_strkey(WA_MALFORMED_PUBLIC_KEY, text);
    if (!key) return std::unexpected(key.error());
    return std::vector<std::uint8_t>(key->begin(), key->end());
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    if (public_key.size() == strkey_size) return encode_hex(public_key);
    if (public_key.size() != key_size) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32, or the 56 characters of an account");
    }
    return format_strkey(public_key.first<key_size>());
}

// Wallets answer base64 (SEP-43's wallets) or hex (Albedo, Bitget).
constexpr TextForm signature_form = forms::base64<signature_size> | forms::hex<signature_size>;

} // namespace

Hash256 sep53_hash(std::span<const std::uint8_t> message) noexcept {
    return sha256({as_bytes("Stellar Signed Message:\n"), message});
}

constexpr SchemeVerifier sep53_verifier{
    {.verify = &verify,
     .notation = {&parse_signature_as<signature_form>, &parse_public_key, &format_public_key},
     .evidence_queries = &evidence_queries,
     .check_chain = &check_chain}};

} // namespace walletauth::stellar
