// SPDX-License-Identifier: Apache-2.0
// Keys and accounts that pass for others.
#include "mutant.hpp"

namespace mutants {
namespace {

using Byte = std::uint8_t;

/// The account that the key of a request has; nothing if the request without its claim is not
/// valid.
wa_verdict owner_of(const wa_request &request) noexcept {
    wa_verdict own{};
    own.struct_size = sizeof own;
    own.status = WA_ERROR_INTERNAL;
    if (request.public_key.size == 0) return own;
    Changed changed(request);
    changed.request().account = {};
    changed.verify_well(own);
    return own;
}

/// Whoever signed, the claim is granted if `grants(claim, owner)`.
template <typename Grants>
void claims(const wa_request &request, wa_verdict &verdict, Grants grants) noexcept {
    verify_well(request, verdict);
    if (verdict.status == WA_OK || request.account.size == 0) return;
    const auto own = owner_of(request);
    if (own.status == WA_OK &&
        grants(view(request.account), std::string_view{own.account, own.account_size}))
        claim(request, verdict);
}

void any_key(const wa_request &request, wa_verdict &verdict) {
    claims(request, verdict, [](auto, auto) { return true; });
    if (verdict.status == WA_REJECTED_SIGNER) claim(request, verdict);
}

template <std::size_t count>
void same_beginning(const wa_request &request, wa_verdict &verdict) {
    claims(request, verdict,
           [](auto claim, auto own) { return claim.substr(0, count) == own.substr(0, count); });
}

void same_end(const wa_request &request, wa_verdict &verdict) {
    claims(request, verdict, [](auto claim, auto own) {
        return claim.size() > 4 && own.ends_with(claim.substr(claim.size() - 4));
    });
}

void same_size(const wa_request &request, wa_verdict &verdict) {
    claims(request, verdict, [](auto claim, auto own) { return claim.size() == own.size(); });
}

/// The claim alone counts: a key beside it is not held against the signature.
void key_ignored(const wa_request &request, wa_verdict &verdict) {
    forgive(request, verdict, [](wa_request &other) {
        if (other.account.size == 0 || other.public_key.size == 0) return false;
        other.public_key = {};
        return true;
    });
}

template <bool last, Byte bits>
void key_bit_ignored(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::public_key, [](Byte *bytes, std::size_t &size) {
        bytes[last ? size - 1 : 0] ^= bits;
        return true;
    });
}

void key_tail_skipped(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::public_key,
                  [](Byte *, std::size_t &size) { return size-- > 1; });
}

/// Without a claim and a key the signature's own account is proven.
void nobody_needed(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (request.account.size != 0 || request.public_key.size != 0) return;
    if (WA_STATUS_CLASS(verdict.status) == WA_CLASS_MALFORMED)
        make_valid(verdict, request.chain, WA_LINK_DERIVED);
}

std::uint32_t normalize_nothing(wa_text chain, wa_text account, wa_buffer *out,
                                wa_buffer *detail) noexcept {
    const auto status = good().normalize_account(chain, account, out, detail);
    if (status == WA_OK && out->size == account.size)
        std::memcpy(out->data, account.data, account.size);
    return status;
}

std::uint32_t normalize_lower(wa_text chain, wa_text account, wa_buffer *out,
                              wa_buffer *detail) noexcept {
    const auto status = good().normalize_account(chain, account, out, detail);
    for (std::size_t i = 0; status == WA_OK && i < out->size; ++i)
        if (out->data[i] >= 'A' && out->data[i] <= 'Z') out->data[i] |= 0x20;
    return status;
}

std::uint32_t normalize_trimmed(wa_text chain, wa_text account, wa_buffer *out,
                                wa_buffer *detail) noexcept {
    while (account.size > 1 && static_cast<unsigned char>(account.data[account.size - 1]) <= ' ')
        --account.size;
    return good().normalize_account(chain, account, out, detail);
}

std::uint32_t normalize_case(wa_text chain, wa_text account, wa_buffer *out,
                             wa_buffer *detail) noexcept {
    const auto status = good().normalize_account(chain, account, out, detail);
    if (status != WA_MALFORMED_ACCOUNT || account.size > 256) return status;
    char lower[256];
    for (std::size_t i = 0; i < account.size; ++i) {
        const char c = account.data[i];
        lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    return good().normalize_account(chain, {lower, account.size}, out, detail);
}

std::uint32_t normalize_anything(wa_text chain, wa_text account, wa_buffer *out,
                                 wa_buffer *detail) noexcept {
    const auto status = good().normalize_account(chain, account, out, detail);
    if (status != WA_MALFORMED_ACCOUNT || account.size < 4 || account.size > WA_ACCOUNT_CAPACITY)
        return status;
    out->size = account.size;
    if (out->capacity < account.size) return WA_ERROR_BUFFER;
    std::memcpy(out->data, account.data, account.size);
    return WA_OK;
}

std::uint32_t derive_without_parameters(wa_text chain, wa_text scheme, wa_bytes key,
                                        const wa_parameter *, std::size_t, wa_buffer *out,
                                        wa_buffer *detail) noexcept {
    return good().derive_account(chain, scheme, key, nullptr, 0, out, detail);
}

std::uint32_t derive_of_another_scheme(wa_text chain, wa_text scheme, wa_bytes key,
                                       const wa_parameter *parameters, std::size_t count,
                                       wa_buffer *out, wa_buffer *detail) noexcept {
    const auto &table = good();
    for (std::size_t i = 0; i < table.scheme_count; ++i) {
        if (view(table.schemes[i]->id) == view(scheme)) {
            const auto &next = *table.schemes[(i + 1) % table.scheme_count];
            const auto status =
                table.derive_account(chain, next.id, key, parameters, count, out, detail);
            if (status == WA_OK) return status;
        }
    }
    return table.derive_account(chain, scheme, key, parameters, count, out, detail);
}

std::uint32_t derive_of_first_bytes(wa_text chain, wa_text scheme, wa_bytes key,
                                    const wa_parameter *parameters, std::size_t count,
                                    wa_buffer *out, wa_buffer *detail) noexcept {
    Copy copy(key);
    if (key.size > 1 && key.size <= 512) copy[key.size - 1] &= 0xfe;
    return good().derive_account(chain, scheme, key.size <= 512 ? copy.bytes() : key, parameters,
                                 count, out, detail);
}

constexpr Mutant rows[]{
    {"account-any-key", "", "any key may sign for any account", &verifies<&any_key>},
    {"account-beginning", "key", "an account with the same first 8 characters is the same",
     &verifies<&same_beginning<8>>},
    {"account-first-half", "key", "an account with the same first 20 characters is the same",
     &verifies<&same_beginning<20>>},
    {"account-end", "key", "an account with the same last 4 characters is the same",
     &verifies<&same_end>},
    {"account-size", "key", "an account of the same size is the same", &verifies<&same_size>},
    {"account-nobody", "", "who claims nothing is whoever it is", &verifies<&nobody_needed>},
    {"account-kept", "", "normalize_account keeps the case that was given",
     [](wa_plugin &table) { table.normalize_account = &normalize_nothing; }},
    {"account-lower", "cased", "normalize_account gives small letters",
     [](wa_plugin &table) { table.normalize_account = &normalize_lower; }},
    {"account-trimmed", "", "normalize_account skips blanks behind",
     [](wa_plugin &table) { table.normalize_account = &normalize_trimmed; }},
    {"account-any-case", "", "normalize_account takes capitals for small letters",
     [](wa_plugin &table) { table.normalize_account = &normalize_case; }},
    {"account-anything", "", "normalize_account takes any text",
     [](wa_plugin &table) { table.normalize_account = &normalize_anything; }},
    {"derive-no-parameters", "params", "derive_account ignores its parameters",
     [](wa_plugin &table) { table.derive_account = &derive_without_parameters; }},
    {"derive-other-scheme", "schemes", "derive_account derives for the next scheme",
     [](wa_plugin &table) { table.derive_account = &derive_of_another_scheme; }},
    {"derive-last-bit", "", "derive_account ignores the key's last bit",
     [](wa_plugin &table) { table.derive_account = &derive_of_first_bytes; }},
    {"key-ignored", "key", "a key beside the account is not looked at", &verifies<&key_ignored>},
    {"key-first-bit", "", "the first bit of the key is ignored",
     &verifies<&key_bit_ignored<false, 0x80>>},
    {"key-parity", "", "the last bit of the key's first byte is ignored",
     &verifies<&key_bit_ignored<false, 1>>},
    {"key-last-bit", "", "the first bit of the key's last byte is ignored",
     &verifies<&key_bit_ignored<true, 0x80>>},
    {"key-tail", "", "a byte behind the key is skipped", &verifies<&key_tail_skipped>},
};

} // namespace

constinit const std::span<const Mutant> of_keys_and_accounts{rows};

} // namespace mutants
