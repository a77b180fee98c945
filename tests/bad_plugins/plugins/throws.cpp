// SPDX-License-Identifier: Apache-2.0
// Its verifier throws; the author kit must not let that out.
#include <walletauth/plugin.hpp>

#include <stdexcept>

namespace {

using namespace walletauth;

class Thrower final : public SignatureVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &) const override {
        throw std::runtime_error("thrown by a plugin");
    }
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view, std::string_view, std::string_view) const override {
        throw std::bad_alloc{};
    }
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view, std::string_view, std::string_view) const override {
        throw 1;
    }
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view, std::string_view, std::span<const std::uint8_t>) const override {
        throw 1;
    }
};

class Accounts final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(std::string_view, std::string_view,
                                                     std::span<const std::uint8_t>,
                                                     std::span<const wa_parameter>) const override {
        throw 1;
    }
    [[nodiscard]] Result<std::string> normalize_account(std::string_view,
                                                        std::string_view account) const override {
        return std::string{account};
    }
};

constexpr Thrower thrower;
constexpr Accounts accounts;
constexpr wa_text chains[]{text_of("badnet")};
constexpr wa_key_info key{sizeof(wa_key_info), 32, text_of("none")};
constexpr const wa_key_info *keys[]{&key};
constexpr wa_scheme scheme = [] {
    wa_scheme it{};
    it.struct_size = sizeof(wa_scheme);
    it.revision = 1;
    it.flags = WA_SCHEME_RECOVERS_KEY;
    it.id = text_of("bad");
    it.description = text_of("throws");
    it.specification = text_of("https://example.org/throws");
    it.chains = chains;
    it.chain_count = 1;
    it.keys = keys;
    it.key_count = 1;
    it.max_message_size = it.max_signature_size = it.max_signature_text_size = 1024;
    it.max_public_key_size = it.max_account_size = it.max_account_text_size = 64;
    it.max_public_key_text_size = 128;
    return it;
}();
constexpr SchemeEntry schemes[]{{&scheme, &thrower}};

Result<void> self_test() { return {}; }

constexpr PluginDefinition definition{.id = "bad",
                                      .version = "1.0.0",
                                      .license = "Apache-2.0",
                                      .description = "throws",
                                      .schemes = schemes,
                                      .account_namespaces = chains,
                                      .deriver = &accounts,
                                      .self_test = &self_test};

} // namespace

WALLETAUTH_EXPORT_PLUGIN("bad", definition);
