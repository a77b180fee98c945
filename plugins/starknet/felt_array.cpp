// SPDX-License-Identifier: Apache-2.0
#include "felt_array.hpp"

#include "core/support/json.hpp"

namespace walletauth::starknet {

Result<std::vector<Felt>> parse_felts(std::string_view json, std::uint32_t status,
                                      std::string_view name) {
    const auto document = json::Document::parse(json);
    if (!document || document->root().kind() != json::Kind::array) {
        return refuse(status, name, " is no JSON array of felts: ", json);
    }
    const auto root = document->root();
    std::vector<Felt> felts;
    felts.reserve(root.size());
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto element = root.at(i);
        // A JSON number of this size is rounded by most readers.
        if (element.kind() != json::Kind::string) {
            return refuse(status, name, "[", i, "] is no string: ", element.source());
        }
        const auto felt = Felt::from_hex(element.text());
        if (!felt) {
            return refuse(status, name, "[", i,
                          "] is no felt (0x and hex, below p): ", element.text());
        }
        felts.push_back(*felt);
    }
    return felts;
}

} // namespace walletauth::starknet
