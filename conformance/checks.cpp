// SPDX-License-Identifier: Apache-2.0
// The list of checks, in the order in which they run.
#include "check.hpp"

namespace walletauth::conformance {
namespace {

using enum Scope;

constexpr Check checks[]{
    {"self-test", "self-test", "returns", plugin, false, &check_self_test},
    {"stubs", "self-test", "returns", plugin, false, &check_stubs},
    {"extensions", "extensions", "returns", plugin, false, &check_extensions},
    {"quiet", "quiet", "returns", both, false, &check_quiet},
    {"vectors", "vectors verdict", "returns", both, true, &check_vectors},
    {"coverage", "vectors", "returns", scheme, true, &check_coverage},
    {"verdicts", "verdict", "returns", scheme, false, &check_verdicts},
    {"signature-bits", "signature-exact", "returns", scheme, true, &check_signature_bits},
    {"message-bits", "message-exact", "returns", scheme, true, &check_message_bits},
    {"key-bits", "key-exact", "returns", scheme, true, &check_key_bits},
    {"fields", "signature-exact message-exact key-exact account-exact routes", "returns", scheme,
     true, &check_fields},
    {"message-ends", "message-exact", "returns", scheme, true, &check_message_ends},
    {"byte-orders", "signature-exact key-exact", "returns", scheme, true, &check_byte_orders},
    {"similar-accounts", "account-exact", "returns", scheme, true, &check_similar_accounts},
    {"malleability", "signature-unique", "returns", scheme, true, &check_malleability},
    {"claims", "account-exact", "returns", scheme, true, &check_claims},
    {"key-substitution", "account-exact", "returns", scheme, true, &check_key_substitution},
    {"routes", "routes chain-bound", "returns", scheme, true, &check_routes},
    {"limits", "limits parameters accept", "returns", scheme, false, &check_limits},
    {"derivations", "limits parameters", "returns", scheme, false, &check_derivations},
    {"precedence", "precedence", "returns", scheme, false, &check_precedence},
    {"crossings", "precedence", "returns", scheme, true, &check_crossings},
    {"must-understand", "must-understand", "returns", scheme, false, &check_must_understand},
    {"agreement", "accounts notation recovers-key key-exact", "returns", scheme, true,
     &check_agreement},
    {"accounts", "accounts", "returns", plugin, true, &check_accounts},
    {"texts", "notation", "returns", scheme, true, &check_texts},
    {"respellings", "notation account-exact", "returns", scheme, true, &check_respellings},
    {"keys", "accounts key-exact", "returns", scheme, true, &check_keys},
    {"evidence", "evidence", "returns", scheme, true, &check_evidence},
    {"sign-in-table", "sign-in-table", "returns", plugin, false, &check_sign_in_table},
    {"sign-in-texts", "sign-in-table sign-in-exact", "returns", scheme, true, &check_sign_in_texts},
    {"sign-in-signed", "sign-in-signed", "returns", scheme, true, &check_sign_in_signed},
    {"outputs", "outputs", "outputs", both, false, &check_outputs},
    {"inputs", "inputs", "inputs", both, false, &check_inputs},
    {"sizes", "sizes limits inputs", "inputs", scheme, false, &check_sizes},
    {"repeats", "pure", "returns", scheme, false, &check_repeats},
    {"surroundings", "pure", "returns", scheme, false, &check_surroundings},
    {"threads", "threads pure", "threads", scheme, false, &check_threads},
    {"arrays", "array", "returns", scheme, false, &check_arrays},
    {"cost", "cost", "returns", scheme, true, &check_cost},
    {"resources", "resources", "returns", scheme, false, &check_resources},
    {"allocations", "memory", "memory", both, false, &check_allocations},
};

} // namespace

std::span<const Check> all_checks() noexcept { return checks; }

} // namespace walletauth::conformance
