// SPDX-License-Identifier: Apache-2.0
#include "account_info.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace walletauth::xrpl {
namespace {

constexpr std::uint64_t disable_master = 0x00100000; // lsfDisableMaster

template <class... Parts>
std::unexpected<Refusal> unreadable(const Parts &...what) noexcept {
    return refuse(WA_ERROR_EVIDENCE, "no readable answer of an XRPL node: ", what...);
}

/// The member that names the ledger.
JsonMember ledger_member(std::string_view block) {
    if (block.empty()) return {"ledger_index", json::quote("validated")};
    if (parse_decimal_u64(block)) return {"ledger_index", std::string{block}};
    return {"ledger_hash", json::quote(block)};
}

std::optional<std::uint64_t> number_member(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    if (!value || value->kind() != json::Kind::number) return std::nullopt;
    return parse_decimal_u64(value->text());
}

/// Of a ledger: 64 hex digits.
bool is_hash(std::string_view text) noexcept {
    std::array<std::uint8_t, 32> bytes{};
    return decode_hex_into(text, bytes);
}

bool is_same_hash(std::string_view a, std::string_view b) noexcept {
    const auto upper = [](char c) {
        return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    };
    return std::ranges::equal(a, b, {}, upper, upper);
}

/// Where the answer stands: in a validated ledger, and in the one that was asked for.
Result<void> read_ledger(const json::Value &result, std::string_view asked, AccountInfo &info) {
    const auto hash = json::text_member(result, "ledger_hash");
    if (hash && (!is_hash(*hash) || !info.block.hash.assign(*hash)))
        return unreadable("its ledger_hash is no hash");
    info.block.height = number_member(result, "ledger_index");
    if (asked.empty()) return {};
    const auto index = parse_decimal_u64(asked);
    const bool other = index ? info.block.height && *info.block.height != *index
                             : hash && !is_same_hash(*hash, asked);
    if (other) return unreadable("it is of another ledger than ", asked);
    return {};
}

/// actNotFound. Clio states no ledger beside an error; rippled does, and its account.
Result<AccountInfo> read_absence(const json::Value &result, std::string_view account,
                                 std::string_view error, AccountInfo info) {
    if (error != "actNotFound") return unreadable("error is ", printable_ascii(error, 40));
    const auto validated = result.find("validated");
    if (validated && !validated->is_true()) return unreadable("its ledger is not validated");
    if (result.find("account") && json::text_member(result, "account") != account) {
        return unreadable("it is of another account");
    }
    if (result.find("account_data")) return unreadable("it has an error and an account");
    info.is_absent = true;
    return info;
}

Result<AccountInfo> read_presence(const json::Value &result, std::string_view account,
                                  std::string_view asked, AccountInfo info) {
    // Unlike Clio's word of an account that is not there, this one always names its ledger.
    const bool is_named =
        parse_decimal_u64(asked) ? info.block.height.has_value() : !info.block.hash.view().empty();
    if (!asked.empty() && !is_named) return unreadable("it does not name the ledger ", asked);
    const auto data = result.find("account_data");
    if (!data || data->kind() != json::Kind::object) return unreadable("no account_data");
    const auto validated = result.find("validated");
    if (!validated || !validated->is_true()) return unreadable("its ledger is not validated");
    if (json::text_member(*data, "Account") != account)
        return unreadable("it is of another account");
    const auto flags = number_member(*data, "Flags");
    if (!flags || *flags > std::numeric_limits<std::uint32_t>::max()) {
        return unreadable("account_data.Flags is no number of 32 bits");
    }
    info.master_disabled = (*flags & disable_master) != 0;
    if (!data->find("RegularKey")) return info;
    const auto key = json::text_member(*data, "RegularKey");
    if (!key || key->empty()) return unreadable("account_data.RegularKey is no address");
    info.regular_key = *key;
    return info;
}

} // namespace

Result<void> check_block(std::string_view block) noexcept {
    const auto index = parse_decimal_u64(block);
    const bool is_index = index && *index <= std::numeric_limits<std::uint32_t>::max();
    if (block.empty() || is_index || is_hash(block)) return {};
    return refuse(WA_MALFORMED_REQUEST, "block is ", printable_ascii(block, 80),
                  ", expected 64 hex digits or a decimal number of 32 bits; leave it out for the "
                  "newest validated ledger");
}

std::string account_info_query(std::string_view account, std::string_view block) {
    const std::array params{canonical_object({{"account", json::quote(account)},
                                              {"api_version", "2"},
                                              ledger_member(block),
                                              {"signer_lists", "true"}})};
    return canonical_call("account_info", canonical_array(params));
}

Result<AccountInfo> read_account_info(const wa_evidence &evidence, std::string_view account,
                                      std::string_view asked_block) {
    const auto document = json::Document::parse(as_text(view(evidence.answer)));
    if (!document) return unreadable("it is no JSON");
    const auto result = document->root();
    // Nodes put their errors into the result; an error object is of somebody before them.
    if (!is_result(evidence)) return unreadable("it is an error object");
    if (result.kind() != json::Kind::object) return unreadable("it is no object");
    if (result.find("result")) return unreadable("give its member result alone");
    AccountInfo info;
    if (auto good = read_ledger(result, asked_block, info); !good) {
        return std::unexpected(good.error());
    }
    const auto status = json::text_member(result, "status");
    if (result.find("error")) {
        return read_absence(result, account, json::text_member(result, "error").value_or(""),
                            std::move(info));
    }
    if (status && *status != "success") return unreadable("status is no success");
    return read_presence(result, account, asked_block, std::move(info));
}

} // namespace walletauth::xrpl
