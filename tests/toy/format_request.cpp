// SPDX-License-Identifier: Apache-2.0
#include "format_request.hpp"

#include "tests/support/service_fields.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/text/hex.hpp>

#include <vector>

namespace toy {

std::string request_json(const Fields &fields) {
    std::vector<std::uint8_t> signed_bytes(32, 0x11);
    for (const char c : std::string{"hello"})
        signed_bytes.push_back(static_cast<std::uint8_t>(c));
    const std::string key(64, '1');
    Fields all{
        {"id", R"("1")"},
        {"chain", R"("toynet:main")"},
        {"scheme", R"("toy")"},
        {"account", '"' + key + '"'},
        {"public_key", '"' + key + '"'},
        {"message", R"({"text":"hello"})"},
        {"signature", '"' + walletauth::encode_hex(walletauth::keccak256(signed_bytes)) + '"'}};
    for (const auto &[name, source] : fields)
        all[name] = source;
    std::string json = "{";
    for (const auto &[name, source] : all) {
        if (source.empty() || walletauth_test::is_service_field(name)) continue;
        if (json.size() > 1) json += ',';
        json += '"' + name + "\":" + source;
    }
    return json + '}';
}

} // namespace toy
