// SPDX-License-Identifier: Apache-2.0
#include "toy_user.h"

#include "form_plugin.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/interface.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <cstring>
#include <string>

extern "C" const wa_plugin *toy_form_entry(void) noexcept { return toy::form_entry(); }

extern "C" char *toy_signed_request(const char *challenge) {
    using namespace walletauth;
    const auto document = json::Document::parse(challenge);
    const auto message = document->root().find("message");
    const std::vector<std::uint8_t> key(32, 0x11);
    Keccak256 hasher;
    hasher.update(key);
    hasher.update(as_bytes(message->at(0).text()));
    const auto key_text = json::quote(encode_hex(key));
    const auto text = R"({"chain":"toynet:main","scheme":"toy","form":"toy-nonce","account":)" +
                      key_text + R"(,"public_key":)" + key_text + R"(,"message":)" +
                      std::string{message->source()} + R"(,"signature":)" +
                      json::quote(encode_hex(hasher.finish())) + '}';
    return ::strdup(text.c_str());
}
