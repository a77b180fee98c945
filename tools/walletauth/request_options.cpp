// SPDX-License-Identifier: Apache-2.0
#include "request_options.hpp"

#include "core/support/hex.hpp"
#include "core/support/json.hpp"

#include <fstream>
#include <iterator>
#include <span>

namespace walletauth::cli {
namespace {

void append_text(std::string &out, std::string_view name, const std::string &text) {
    if (text.empty()) return;
    if (out.size() > 1) out += ',';
    out += json::quote(name) + ':' + json::quote(text);
}

void append_source(std::string &out, std::string_view name, const std::string &source) {
    if (source.empty()) return;
    if (out.size() > 1) out += ',';
    out += json::quote(name) + ':' + source;
}

/// A notation that is a JSON array goes as such, everything else as text.
void append_notation(std::string &out, std::string_view name, const std::string &text) {
    text.starts_with('[') ? append_source(out, name, text) : append_text(out, name, text);
}

std::expected<std::string, std::string> message_source(const RequestOptions &options) {
    const int forms =
        !options.message.empty() + !options.message_hex.empty() + !options.message_file.empty();
    if (forms > 1) {
        return std::unexpected("give one of --message, --message-hex and --message-file");
    }
    if (!options.message_hex.empty()) return "{\"hex\":" + json::quote(options.message_hex) + '}';
    if (options.message_file.empty()) return "{\"text\":" + json::quote(options.message) + '}';
    std::ifstream file(options.message_file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file.good() && !file.eof()) {
        return std::unexpected("cannot read --message-file " + options.message_file);
    }
    const std::span raw{reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size()};
    return "{\"hex\":\"" + encode_hex(raw) + "\"}";
}

} // namespace

bool RequestOptions::given() const {
    return compat || !accept.empty() || !json.empty() || !chain.empty() || !scheme.empty() ||
           !account.empty() || !public_key.empty() || !message.empty() || !message_hex.empty() ||
           !message_file.empty() || !signature.empty() || !params.empty();
}

std::expected<std::string, std::string> verify_request(const RequestOptions &options) {
    if (!options.json.empty()) return options.json;
    if (options.chain.empty() || options.scheme.empty() || options.signature.empty()) {
        return std::unexpected("a request needs --chain, --scheme and --signature");
    }
    const auto message = message_source(options);
    if (!message) return message;
    std::string out = "{";
    append_text(out, "chain", options.chain);
    append_text(out, "scheme", options.scheme);
    append_text(out, "account", options.account);
    append_notation(out, "public_key", options.public_key);
    append_source(out, "message", *message);
    append_notation(out, "signature", options.signature);
    append_source(out, "params", options.params);
    std::string accept;
    for (const auto &link : options.accept)
        accept += (accept.empty() ? "[" : ",") + json::quote(link);
    append_source(out, "accept", accept.empty() ? accept : accept + ']');
    append_source(out, "compat", options.compat ? "true" : "");
    return out + '}';
}

std::expected<std::string, std::string> account_request(const RequestOptions &options) {
    if (!options.json.empty()) return options.json;
    if (options.chain.empty() || options.account.empty() == options.public_key.empty()) {
        return std::unexpected("give --chain with --account, or with --scheme and --public-key");
    }
    std::string out = "{";
    append_text(out, "chain", options.chain);
    append_text(out, "scheme", options.scheme);
    append_text(out, "account", options.account);
    append_notation(out, "public_key", options.public_key);
    append_source(out, "params", options.params);
    return out + '}';
}

} // namespace walletauth::cli
