// SPDX-License-Identifier: Apache-2.0
// What servers of the XRP Ledger answer to account_info: a state is read only of a validated ledger
// and of the account that was asked for; all else is an error and no verdict. One byte chooses kind
// and block; the rest is the answer.
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/json_mutator.hpp"

#include "plugins/xrpl/account_info.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <array>

namespace {

using namespace walletauth;
using fuzz::require;

constexpr std::array<std::string_view, 3> blocks{
    "", "90000000", "4BC50C9B0D8515D3EAAE1E74B29A95804346C491EE1A95BF25E4AAB854A6A652"};

std::string text_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::string ? std::string{value->text()} : "";
}

/// The account that an answer speaks of, wherever it stands: it is taken as the one asked for.
std::string account_of(std::string_view answer) {
    const auto document = json::Document::parse(answer);
    if (!document || document->root().kind() != json::Kind::object) return "r";
    const auto data = document->root().find("account_data");
    const auto text = data && data->kind() == json::Kind::object
                          ? text_of(*data, "Account")
                          : text_of(document->root(), "account");
    return text.empty() ? "r" : text;
}

void check_info(const xrpl::AccountInfo &info, const json::Value &root, std::string_view account) {
    const auto validated = root.find("validated");
    require(!validated || validated->is_true(), "a ledger that is not validated");
    if (info.is_absent) {
        require(text_of(root, "error") == "actNotFound", "absent by the one error that says so");
        return;
    }
    require(!root.find("error") && validated, "an error says nothing of keys");
    const auto data = *root.find("account_data");
    require(text_of(data, "Account") == account, "the account that was asked for");
    const auto flags = parse_decimal_u64(data.find("Flags")->text());
    require(flags && info.master_disabled == ((*flags & 0x00100000) != 0), "lsfDisableMaster");
    require(info.regular_key == text_of(data, "RegularKey"), "RegularKey");
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t capacity, unsigned seed) {
    return fuzz::mutate_behind_prefix(data, size, capacity, seed, 2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    fuzz::Input input{{data, size}};
    const std::uint32_t kind = input.below(8) == 0 ? WA_EVIDENCE_ERROR : WA_EVIDENCE_RESULT;
    const auto block = blocks[input.below(blocks.size())];
    const auto answer = input.text();
    const auto account = account_of(answer);
    const wa_evidence evidence{{}, bytes_of(as_bytes(answer)), kind, 0};
    const auto info = xrpl::read_account_info(evidence, account, block);
    if (!info) {
        require(info.error().status == WA_ERROR_EVIDENCE, "status of an answer");
        require(fuzz::is_printable(info.error().detail.view()), "detail");
        return 0;
    }
    require(kind == WA_EVIDENCE_RESULT, "an error object is no answer");
    const auto document = json::Document::parse(answer);
    require(document.has_value(), "an answer is JSON");
    check_info(*info, document->root(), account);
    return 0;
}
