// SPDX-License-Identifier: Apache-2.0
#include "felt_array.hpp"

#include "felt_text.hpp"

#include "core/support/json.hpp"
#include "core/support/json_excerpt.hpp"

#include <string>

namespace walletauth::starknet {

Result<std::vector<Felt>> parse_felts(std::string_view json, std::uint32_t status,
                                      std::string_view name) {
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
        const auto element = root.at(i);
        if (element.kind() != json::Kind::string) {
            return refuse(status, name, "[", i, "]: found ", json::kind_name(element.kind()), " ",
                          json::excerpt(element.source(), 24),
                          ", expected a text (most readers round numbers)");
        }
        const auto felt = read_felt_text(element.text());
        if (!felt) {
            const auto where = std::string{name} + '[' + std::to_string(i) + ']';
            return refuse_felt(status, where, felt.error(), element.text());
        }
        felts.push_back(*felt);
    }
    return felts;
}

} // namespace walletauth::starknet
