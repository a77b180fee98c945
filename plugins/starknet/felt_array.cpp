// SPDX-License-Identifier: Apache-2.0
#include "felt_array.hpp"

#include "felt_text.hpp"

#include <walletauth/text/json_excerpt.hpp>

#include <string>

namespace walletauth::starknet {

namespace {

constexpr std::size_t max_digits = 78; // of 2^256, more than any felt has

bool is_plain_integer(const json::Value &value) noexcept {
    return value.kind() == json::Kind::number && value.text().size() <= max_digits &&
           value.text().find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

Result<Felt> read_json_felt(const json::Value &value, std::uint32_t status, const std::string &name,
                            Numbers numbers) {
    const bool takes_numbers = numbers == Numbers::accepted;
    const bool is_felt =
        value.kind() == json::Kind::string || (takes_numbers && is_plain_integer(value));
    if (!is_felt) {
        return refuse(status, name, ": found ", json::kind_name(value.kind()), " ",
                      json::excerpt(value.source(), 24),
                      takes_numbers ? ", expected a text or an integer of at most 78 digits"
                                    : ", expected a text (most readers round numbers)");
    }
    const auto felt = read_felt_text(value.text());
    if (felt) return *felt;
    return refuse_felt(status, name, felt.error(), value.text());
}

Result<std::vector<Felt>> parse_felts(std::string_view json, std::uint32_t status,
                                      std::string_view name, Numbers numbers) {
    const auto document = json::Document::parse(json);
    if (!document) {
        return refuse(status, name, " is no JSON: ", document.error().reason, ": ", excerpt(json));
    }
    const auto root = document->root();
    if (root.kind() != json::Kind::array) {
        return refuse(status, name, " is no array of felts, but ", json::kind_name(root.kind()),
                      ": ", excerpt(json));
    }
    std::vector<Felt> felts;
    felts.reserve(root.size());
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto felt = read_json_felt(
            root.at(i), status, std::string{name} + '[' + std::to_string(i) + ']', numbers);
        if (!felt) return std::unexpected(felt.error());
        felts.push_back(*felt);
    }
    return felts;
}

} // namespace walletauth::starknet
