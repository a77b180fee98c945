// SPDX-License-Identifier: Apache-2.0
#include "offchain_params.hpp"

#include "account.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <string_view>

namespace walletauth::solana {
namespace {

constexpr wa_parameter_info envelope_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_BYTES,
    WA_ROLE_PROOF,
    0,
    text_of("envelope"),
    text_of("the exact bytes that were signed; they must carry this message and account"),
    max_envelope_size};
constexpr wa_parameter_info layout_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_TEXT,
    WA_ROLE_PROOF,
    0,
    text_of("layout"),
    text_of("v0, v0-legacy or v1; without it those that a wallet would use are tried"),
    16};
constexpr wa_parameter_info format_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_JSON,
    WA_ROLE_PROOF,
    0,
    text_of("format"),
    text_of("0, 1 or 2, of the layouts v0 and v0-legacy; without it each is tried"),
    8};
constexpr wa_parameter_info application_domain_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_BYTES,
    WA_ROLE_EXPECTED,
    0,
    text_of("application_domain"),
    text_of("32 bytes that a v0 envelope must name; v1 has none, and v0-legacy is refused"),
    application_domain_size};
constexpr wa_parameter_info signers_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_JSON,
    WA_ROLE_EXPECTED,
    0,
    text_of("signers"),
    text_of("array of the accounts that the envelope must name as signers, no others, any order"),
    std::uint64_t{16} * 1024};

using Check = Result<void>;

// By bytes, as v1 wants its signers.
std::vector<std::uint8_t> sorted_keys(Bytes signers) {
    std::vector<Key> keys(signers.size() / Key{}.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        std::ranges::copy(signers.subspan(i * Key{}.size(), Key{}.size()), keys[i].begin());
    std::ranges::sort(keys);
    std::vector<std::uint8_t> sorted;
    sorted.reserve(signers.size());
    for (const auto &key : keys)
        sorted.insert(sorted.end(), key.begin(), key.end());
    return sorted;
}

Check read_layout(std::string_view value, OffchainParams &params) noexcept {
    for (const auto layout : {Layout::v0, Layout::v0_legacy, Layout::v1}) {
        if (value == layout_name(layout)) params.layout = layout;
    }
    if (params.layout) return {};
    return refuse(WA_MALFORMED_PARAMS, "layout is \"", value, "\", expected v0, v0-legacy or v1");
}

Check read_format(std::string_view value, OffchainParams &params) noexcept {
    if (value.size() == 1 && value[0] >= '0' && value[0] <= '2') {
        params.format = static_cast<std::uint8_t>(value[0] - '0');
        return {};
    }
    return refuse(WA_MALFORMED_PARAMS, "format is ", value, ", expected 0, 1 or 2");
}

Check read_application_domain(Bytes value, OffchainParams &params) noexcept {
    if (value.size() != application_domain_size) {
        return refuse(WA_MALFORMED_PARAMS, "application_domain has ", value.size(),
                      " bytes, expected 32");
    }
    params.application_domain = value;
    return {};
}

Check read_signers(std::string_view value, OffchainParams &params) {
    constexpr std::size_t max_signers = 255;
    const auto document = json::Document::parse(
        value, {.max_size = signers_info.max_size, .max_depth = 1, .max_nodes = max_signers + 1});
    if (!document || document->root().kind() != json::Kind::array || document->root().size() == 0) {
        return refuse(WA_MALFORMED_PARAMS, "signers is no array of 1 to 255 accounts");
    }
    const auto array = document->root();
    for (std::size_t i = 0; i < array.size(); ++i) {
        Key key{};
        if (array.at(i).kind() != json::Kind::string ||
            !decode_base58_into(array.at(i).text(), key)) {
            return refuse(WA_MALFORMED_PARAMS, "signers[", i, "] is no account");
        }
        if (has_signer(params.signers, key)) {
            return refuse(WA_MALFORMED_PARAMS, "signers[", i, "] is there twice");
        }
        params.signers.insert(params.signers.end(), key.begin(), key.end());
    }
    return {};
}

Check read_envelope(Bytes value, OffchainParams &params) {
    const auto envelope = parse_envelope(value, WA_MALFORMED_PARAMS);
    if (!envelope) return std::unexpected(envelope.error());
    params.envelope_bytes = value;
    params.envelope = *envelope;
    return {};
}

Check read_one(const wa_parameter &parameter, OffchainParams &params) {
    const auto name = view(parameter.name);
    const auto bytes = view(parameter.value);
    const auto text = as_text(bytes);
    if (name == view(envelope_info.name)) return read_envelope(bytes, params);
    if (name == view(layout_info.name)) return read_layout(text, params);
    if (name == view(format_info.name)) return read_format(text, params);
    if (name == view(signers_info.name)) return read_signers(text, params);
    return read_application_domain(bytes, params);
}

} // namespace

constexpr const wa_parameter_info *offchain_parameters[5] = {
    &envelope_info, &layout_info, &format_info, &application_domain_info, &signers_info};

bool OffchainParams::allow(Layout wanted, std::uint8_t wanted_format) const noexcept {
    if (layout && *layout != wanted) return false;
    if (format && (wanted == Layout::v1 || *format != wanted_format)) return false;
    return wanted != Layout::v0_legacy || (application_domain.empty() && signers.empty());
}

Result<OffchainParams> read_offchain_params(const wa_request &request) {
    OffchainParams params;
    for (std::size_t i = 0; i < request.parameter_count; ++i) {
        if (auto good = read_one(request.parameters[i], params); !good) {
            return std::unexpected(good.error());
        }
    }
    if (!params.layout) return params;
    const auto layout = *params.layout;
    if (layout == Layout::v1 && params.format) {
        return refuse(WA_MALFORMED_PARAMS, "layout v1 has no format, ", *params.format,
                      " is given");
    }
    if (!params.allow(layout, params.format.value_or(format_ascii))) {
        return refuse(WA_MALFORMED_PARAMS, "layout ", layout_name(layout),
                      " names no application_domain and no signers, which are expected");
    }
    return params;
}

Check check_is_expected(const OffchainParams &params,
                        std::span<const std::uint8_t, 32> key) noexcept {
    if (params.signers.empty() || has_signer(params.signers, key)) return {};
    return refuse(WA_REJECTED_SIGNER, "the account is none of the expected signers");
}

std::vector<std::uint8_t> signers_for(const OffchainParams &params, Layout layout,
                                      std::span<const std::uint8_t, 32> key) {
    if (layout == Layout::v0_legacy) return {};
    if (params.signers.empty()) return {key.begin(), key.end()};
    return layout == Layout::v1 ? sorted_keys(params.signers) : params.signers;
}

Check check_expected(const OffchainParams &params, const Envelope &envelope) {
    if (!params.allow(envelope.layout, envelope.format)) {
        return refuse(WA_REJECTED_POLICY, "the envelope is ", layout_name(envelope.layout),
                      " format ", envelope.format, ", not what the parameters want");
    }
    if (!params.signers.empty() && sorted_keys(envelope.signers) != sorted_keys(params.signers)) {
        return refuse(WA_REJECTED_POLICY, "the envelope names other signers than expected");
    }
    if (envelope.layout == Layout::v0 && !params.application_domain.empty() &&
        !std::ranges::equal(params.application_domain, envelope.application_domain)) {
        return refuse(WA_REJECTED_POLICY, "the envelope names another application domain");
    }
    return {};
}

} // namespace walletauth::solana
