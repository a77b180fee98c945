// SPDX-License-Identifier: Apache-2.0
#include "toy_plugin.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/plugin.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>

namespace toy {
namespace {

using namespace walletauth;

bool is_name(std::string_view text) {
    return text.size() >= 2 && text.size() <= 20 &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

bool is_key_account(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// The parameter `steps`, one digit from 1; 1 without it.
Result<std::size_t> steps_of(const wa_request &request) {
    std::string_view text = "1";
    for (std::size_t i = 0; i < request.parameter_count; ++i) {
        const auto &given = request.parameters[i];
        if (view(given.name) == "steps") {
            text = {reinterpret_cast<const char *>(given.value.data), given.value.size};
        }
    }
    if (text.size() != 1 || text[0] < '1' || text[0] > '9') {
        return refuse(WA_MALFORMED_PARAMS, "steps is no digit from 1 to 9");
    }
    return static_cast<std::size_t>(text[0] - '0');
}

std::string query(const wa_request &request, std::size_t step) {
    const auto block = view(request.block);
    return R"({"method":"key_of","params":{)" +
           (block.empty() ? "" : R"("block":)" + json::quote(block) + ',') + R"("name":)" +
           json::quote(view(request.account)) + R"(,"step":)" + std::to_string(step) + "}}";
}

const wa_evidence *find_answer(const wa_request &request, std::string_view wanted) {
    for (std::size_t i = 0; i < request.evidence_count; ++i) {
        if (std::ranges::equal(view(request.evidence[i].query), as_bytes(wanted))) {
            return &request.evidence[i];
        }
    }
    return nullptr;
}

class Verifier final : public SignatureVerifier {
  public:
    [[nodiscard]] Result<Proof> verify(const wa_request &request) const override {
        if (is_name(view(request.account)) && (request.accept & WA_ACCEPT_CHAIN_STATE) == 0) {
            return refuse(WA_UNSUPPORTED_EVIDENCE, "a name is proven by chain state only");
        }
        if (!std::ranges::all_of(view(request.block),
                                 [](char c) { return c >= '0' && c <= '9'; })) {
            return refuse(WA_MALFORMED_REQUEST, "block is no number");
        }
        const auto key = view(request.public_key);
        if (key.empty()) return refuse(WA_MALFORMED_PUBLIC_KEY, "toy needs the key");
        if (const auto steps = steps_of(request); !steps) return std::unexpected(steps.error());
        if (request.signature.size != 32) {
            return refuse(WA_MALFORMED_SIGNATURE, "signature has ", request.signature.size,
                          " bytes, expected 32");
        }
        Keccak256 hasher;
        hasher.update(key);
        hasher.update(view(request.message));
        auto expected = hasher.finish();
        const auto matches = [&] { return std::ranges::equal(view(request.signature), expected); };
        bool good = matches();
        if (!good && (request.flags & WA_REQUEST_COMPAT) != 0) {
            std::ranges::reverse(expected);
            good = matches();
        }
        if (!good) return refuse(WA_REJECTED_SIGNATURE, "toy signature does not match");
        const std::string derived = encode_hex(key);
        const auto claim = view(request.account);
        Proof proof;
        (void)proof.public_key.assign(key);
        if (claim.empty() || claim == derived) {
            (void)proof.account.assign(derived);
            return proof;
        }
        if (!is_name(claim)) return refuse(WA_REJECTED_SIGNER, "signed by ", derived);
        return by_name(request, derived, proof);
    }

    [[nodiscard]] Result<std::vector<std::string>> evidence_queries(
        const wa_request &request) const override {
        const auto steps = steps_of(request);
        if (!steps) return std::unexpected(steps.error());
        std::vector<std::string> queries;
        for (std::size_t step = 1; step <= *steps; ++step) {
            queries.push_back(query(request, step));
            if (find_answer(request, queries.back()) == nullptr) break;
        }
        return queries;
    }

    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view, std::string_view, std::string_view text) const override {
        auto bytes = decode_hex(text);
        if (!bytes) return refuse(WA_MALFORMED_SIGNATURE, "signature is no hex");
        return std::move(*bytes);
    }
    [[nodiscard]] Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view, std::string_view, std::string_view text) const override {
        auto bytes = decode_hex(text);
        if (!bytes || bytes->size() != 32) {
            return refuse(WA_MALFORMED_PUBLIC_KEY, "public key is no 64 hex digits");
        }
        return std::move(*bytes);
    }
    [[nodiscard]] Result<std::string> format_public_key(
        std::string_view, std::string_view, std::span<const std::uint8_t> key) const override {
        return encode_hex(key);
    }

  private:
    [[nodiscard]] static Result<Proof> by_name(const wa_request &request, std::string_view derived,
                                               Proof proof) {
        std::string last;
        for (std::size_t step = 1; step <= *steps_of(request); ++step) {
            const auto *item = find_answer(request, query(request, step));
            if (item == nullptr) return refuse(WA_NEEDS_EVIDENCE, "step ", step, " is missing");
            const auto answer = json::Document::parse(
                {reinterpret_cast<const char *>(item->answer.data), item->answer.size});
            if (item->kind != WA_EVIDENCE_RESULT || !answer ||
                answer->root().kind() != json::Kind::string || answer->root().text().empty()) {
                return refuse(WA_ERROR_EVIDENCE, "the chain named no key in step ", step);
            }
            last = answer->root().text();
        }
        if (last != derived) return refuse(WA_REJECTED_SIGNER, "the name has another key");
        (void)proof.account.assign({request.account.data, request.account.size});
        proof.link = WA_LINK_CHAIN_STATE;
        return proof;
    }
};

class Deriver final : public AddressDeriver {
  public:
    [[nodiscard]] Result<std::string> derive_account(std::string_view, std::string_view,
                                                     std::span<const std::uint8_t> key,
                                                     std::span<const wa_parameter>) const override {
        if (key.size() != 32) return refuse(WA_MALFORMED_PUBLIC_KEY, "key has not 32 bytes");
        return encode_hex(key);
    }
    [[nodiscard]] Result<std::string> normalize_account(std::string_view,
                                                        std::string_view account) const override {
        std::string lower{account};
        std::ranges::transform(lower, lower.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        if (!is_name(lower) && !is_key_account(lower)) {
            return refuse(WA_MALFORMED_ACCOUNT, "neither a name nor 64 hex digits: ", account);
        }
        return lower;
    }
};

constexpr Verifier verifier;
constexpr Deriver deriver;
constexpr wa_key_info key{sizeof(wa_key_info), 32, text_of("toy")};
constexpr const wa_key_info *keys[]{&key};
constexpr wa_text chains[]{text_of("toynet")};
constexpr wa_text methods[]{text_of("key_of")};
constexpr wa_parameter_info steps{sizeof(wa_parameter_info),
                                  WA_PARAMETER_TEXT,
                                  WA_ROLE_EXPECTED,
                                  0,
                                  text_of("steps"),
                                  text_of("how many answers a name takes"),
                                  1};
constexpr wa_parameter_info wide{sizeof(wa_parameter_info),
                                 WA_PARAMETER_TEXT,
                                 WA_ROLE_SERVICE,
                                 0,
                                 text_of("wide"),
                                 text_of("says nothing: what only the service may give"),
                                 8};
constexpr const wa_parameter_info *parameters[]{&steps, &wide};
constexpr wa_scheme scheme{
    .struct_size = sizeof(wa_scheme),
    .revision = 3,
    .flags = WA_SCHEME_MAY_NEED_EVIDENCE | WA_SCHEME_HAS_COMPAT | WA_SCHEME_COMPACT_ID_KEY,
    .id = text_of("toy"),
    .description = text_of("a scheme for tests"),
    .specification = text_of("https://example.org/toy"),
    .compat_of = text_of("a client that reads backwards"),
    .chains = chains,
    .chain_count = 1,
    .keys = keys,
    .key_count = 1,
    .parameters = parameters,
    .parameter_count = 2,
    .evidence_methods = methods,
    .evidence_method_count = 1,
    .chain_bound = WA_CHAIN_BOUND_NEVER,
    .reserved = 0,
    .max_message_size = 1024,
    .max_signature_size = 64,
    .max_signature_text_size = 256,
    .max_public_key_size = 32,
    .max_public_key_text_size = 128,
    .max_account_size = 64,
    .max_account_text_size = 64,
    .max_evidence_size = 4096,
};
constexpr SchemeEntry schemes[]{{&scheme, &verifier}};

Result<void> self_test() { return {}; }

constexpr PluginDefinition definition{
    .id = "toy",
    .version = "1.0.0",
    .license = "Apache-2.0",
    .description = "a plugin for tests",
    .schemes = schemes,
    .account_namespaces = chains,
    .deriver = &deriver,
    .self_test = &self_test,
};

} // namespace

const wa_plugin *entry() noexcept { return &walletauth::kit::table<definition>; }

} // namespace toy
