// SPDX-License-Identifier: Apache-2.0
#include "offchain_params.hpp"

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
    text_of("32 bytes that a v0 envelope must name; the other layouts name none and are refused"),
    application_domain_size};

using Check = std::expected<void, Refusal>;

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
    const std::string_view text{reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    if (name == view(envelope_info.name)) return read_envelope(bytes, params);
    if (name == view(layout_info.name)) return read_layout(text, params);
    if (name == view(format_info.name)) return read_format(text, params);
    return read_application_domain(bytes, params);
}

} // namespace

constexpr const wa_parameter_info *offchain_parameters[4] = {
    &envelope_info, &layout_info, &format_info, &application_domain_info};

bool OffchainParams::allow(Layout wanted, std::uint8_t wanted_format) const noexcept {
    if (layout && *layout != wanted) return false;
    if (format && (wanted == Layout::v1 || *format != wanted_format)) return false;
    return application_domain.empty() || wanted == Layout::v0;
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
    if (layout != Layout::v0 && !params.application_domain.empty()) {
        return refuse(WA_MALFORMED_PARAMS, "layout ", layout_name(layout),
                      " has no application_domain, one is expected");
    }
    return params;
}

Check check_expected(const OffchainParams &params, const Envelope &envelope) noexcept {
    if (!params.allow(envelope.layout, envelope.format)) {
        return refuse(WA_REJECTED_POLICY, "the envelope is ", layout_name(envelope.layout),
                      " format ", envelope.format, ", not what layout, format or domain want");
    }
    if (!params.application_domain.empty() &&
        !std::ranges::equal(params.application_domain, envelope.application_domain)) {
        return refuse(WA_REJECTED_POLICY, "the envelope names another application domain");
    }
    return {};
}

} // namespace walletauth::solana
