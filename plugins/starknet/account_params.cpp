// SPDX-License-Identifier: Apache-2.0
#include "account_params.hpp"

#include "felt_array.hpp"
#include "felt_text.hpp"

#include <walletauth/text/text.hpp>

#include <string_view>

namespace walletauth::starknet {
namespace {

Result<std::vector<Felt>> read_calldata(std::string_view text) {
    constexpr std::string_view name = "constructor_calldata";
    auto calldata = parse_felts(text, WA_MALFORMED_PARAMS, name, Numbers::refused);
    if (calldata && calldata->size() > max_calldata_felts) {
        return refuse(WA_MALFORMED_PARAMS, name, " has ", calldata->size(), " felts, the limit is ",
                      max_calldata_felts);
    }
    return calldata;
}

} // namespace

Result<AccountParams> read_params(std::span<const wa_parameter> parameters) {
    AccountParams params;
    for (const auto &parameter : parameters) {
        const auto name = view(parameter.name);
        const auto text = as_text(view(parameter.value));
        if (name == "constructor_calldata") {
            auto calldata = read_calldata(text);
            if (!calldata) return std::unexpected(calldata.error());
            params.calldata = std::move(*calldata);
            continue;
        }
        if (name != "class_hash" && name != "salt" && name != "deployer") continue;
        const auto felt = read_named_felt(WA_MALFORMED_PARAMS, name, text);
        if (!felt) return std::unexpected(felt.error());
        if (name == "class_hash") params.class_hash = *felt;
        if (name == "salt") params.salt = *felt;
        if (name == "deployer") params.deployer = *felt;
    }
    return params;
}

} // namespace walletauth::starknet
