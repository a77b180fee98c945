// SPDX-License-Identifier: Apache-2.0
// The smallest plugin: a chain "echonet" where a signature is the message reversed. It protects
// nothing; it shows what an author writes.
#include <walletauth/plugin.hpp>

#include <algorithm>

namespace {

using namespace walletauth;

class Echo final : public SignatureVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override {
        const auto message = view(request.message);
        const auto signature = view(request.signature);
        if (!std::equal(message.rbegin(), message.rend(), signature.begin(), signature.end())) {
            return refuse(WA_REJECTED_SIGNATURE, "the signature is not the message reversed");
        }
        Proof proof;
        (void)proof.account.assign({request.account.data, request.account.size});
        return proof;
    }
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view, std::string_view, std::string_view text) const override {
        return std::vector<std::uint8_t>(text.begin(), text.end());
    }
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view, std::string_view, std::string_view) const override {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "echonet has no keys");
    }
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view, std::string_view, std::span<const std::uint8_t>) const override {
        return refuse(WA_UNSUPPORTED_OPERATION, "echonet has no keys");
    }
};

class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(std::string_view, std::string_view,
                                                     std::span<const std::uint8_t>,
                                                     std::span<const wa_parameter>) const override {
        return refuse(WA_UNSUPPORTED_OPERATION, "echonet has no keys");
    }
    [[nodiscard]] Result<std::string> normalize_account(std::string_view,
                                                        std::string_view account) const override {
        if (account.empty() || account.size() > 32) {
            return refuse(WA_MALFORMED_ACCOUNT, "account has ", account.size(), " bytes");
        }
        return std::string{account};
    }
};

constexpr Echo echo;
constexpr Accounts accounts;
constexpr wa_text chains[]{text_of("echonet")};
constexpr wa_key_info no_key{sizeof(wa_key_info), 32, text_of("none")};
constexpr const wa_key_info *keys[]{&no_key};
constexpr wa_scheme scheme{
    .struct_size = sizeof(wa_scheme),
    .revision = 1,
    .flags = WA_SCHEME_RECOVERS_KEY,
    .id = text_of("echo"),
    .description = text_of("the message reversed"),
    .specification = text_of("https://example.org/echo"),
    .compat_of = {},
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 1,
    .parameters = nullptr,
    .parameter_count = 0,
    .evidence_methods = nullptr,
    .evidence_method_count = 0,
    .chain_bound = WA_CHAIN_BOUND_NEVER,
    .reserved = 0,
    .max_message_size = 1024,
    .max_signature_size = 1024,
    .max_signature_text_size = 1024,
    .max_public_key_size = 32,
    .max_public_key_text_size = 64,
    .max_account_size = 32,
    .max_account_text_size = 32,
    .max_evidence_size = 0,
};
constexpr SchemeEntry schemes[]{{&scheme, &echo}};

Result<void> self_test() { return {}; }

constexpr PluginDefinition definition{
    .id = "echo",
    .version = "0.1.0",
    .license = "Apache-2.0",
    .description = "an example",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &accounts,
    .self_test = &self_test,
};

} // namespace

WALLETAUTH_EXPORT_PLUGIN("echo", definition);
