// SPDX-License-Identifier: Apache-2.0
#include "request_options.hpp"

#include "conformance/vectors/table.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>
#include <walletauth/wire.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <utility>

namespace walletauth::cli {
namespace {

using Text = std::expected<std::string, std::string>;

/// The object, member by member; the first option that is wrong.
class RequestText {
  public:
    void add_source(std::string_view name, std::string_view source) {
        if (out_.size() > 1) out_ += ',';
        out_.append(json::quote(name)).append(":").append(source);
    }
    void add_text(std::string_view name, const TextOption &text) {
        if (text) add_source(name, json::quote(*text));
    }
    /// JSON from an option is read by itself: an error is then the option's, and no text reaches
    /// beyond its member.
    void add_json(std::string_view name, std::string_view option, const TextOption &source) {
        if (!source) return;
        const json::Limits limits{.max_size = max_request_size, .max_nodes = max_request_size};
        const auto document = json::Document::parse(*source, limits);
        if (!document && error_.empty())
            error_ = std::string{option} + " is no JSON: " + document.error().text();
        add_source(name, *source);
    }
    /// A notation that is a JSON array goes as such, everything else as text.
    void add_notation(std::string_view name, std::string_view option, const TextOption &text) {
        text && text->starts_with('[') ? add_json(name, option, text) : add_text(name, text);
    }
    [[nodiscard]] Text take() {
        if (!error_.empty()) return std::unexpected(std::move(error_));
        return std::move(out_) + '}';
    }

  private:
    std::string out_ = "{";
    std::string error_;
};

Text read_file(std::string_view option, const std::string &name) {
    const std::string failed = "cannot read " + std::string{option} + ' ' + without_controls(name);
    std::error_code error;
    if (std::filesystem::is_directory(name, error)) {
        return std::unexpected(failed + ": it is a directory");
    }
    std::ifstream file(name, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (!file.good() && !file.eof()) return std::unexpected(failed);
    return bytes;
}

} // namespace

Text json_or_file(std::string_view option, const std::string &text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && text[first] == '{') return text;
    auto read = read_file(option, text);
    if (read || read.error().ends_with("directory")) return read;
    return std::unexpected(
        std::string{option} +
        " is neither a JSON object nor a file that can be read: " + without_controls(text));
}

namespace {

Text message_source(const RequestOptions &options) {
    if (options.message.has_value() + options.message_hex.has_value() +
            options.message_file.has_value() + options.message_json.has_value() >
        1) {
        return std::unexpected(
            "give one of --message, --message-hex, --message-file and --message-json");
    }
    if (options.message) return "{\"text\":" + json::quote(*options.message) + '}';
    if (options.message_hex) return "{\"hex\":" + json::quote(*options.message_hex) + '}';
    if (options.message_json) {
        const auto document = json_or_file("--message-json", *options.message_json);
        if (!document) return document;
        RequestText out;
        out.add_json("json", "--message-json", *document);
        return out.take();
    }
    if (!options.message_file) return std::unexpected("a request needs --message");
    const auto bytes = read_file("--message-file", *options.message_file);
    if (!bytes) return bytes;
    const std::span raw{reinterpret_cast<const std::uint8_t *>(bytes->data()), bytes->size()};
    return "{\"hex\":\"" + encode_hex(raw) + "\"}";
}

/// The options that a request lacks; empty if none.
std::string missing(const RequestOptions &options) {
    std::string all;
    const auto need = [&all](bool given, std::string_view name) {
        if (!given) all.append(all.empty() ? "" : ", ").append(name);
    };
    need(options.chain.has_value(), "--chain");
    need(options.scheme.has_value(), "--scheme");
    need(options.message || options.message_hex || options.message_file || options.message_json,
         "--message");
    need(options.signature.has_value(), "--signature");
    return all;
}

// JSON has no way to write such bytes: something else would be verified.
Text not_utf8_error(std::string_view option) {
    std::string error{option};
    error += " is not UTF-8";
    if (option == "--message") error += ": give its bytes as --message-hex or --message-file";
    return std::unexpected(std::move(error));
}

} // namespace

bool RequestOptions::given() const { return json || beside_json(); }

bool RequestOptions::beside_json() const {
    return chain || scheme || account || public_key || message || message_hex || message_file ||
           message_json || signature || params;
}

std::string RequestOptions::not_utf8() const {
    const std::array<std::pair<std::string_view, const TextOption *>, 10> all{
        {{"--request", &json},
         {"--chain", &chain},
         {"--scheme", &scheme},
         {"--account", &account},
         {"--public-key", &public_key},
         {"--message", &message},
         {"--message-hex", &message_hex},
         {"--message-json", &message_json},
         {"--signature", &signature},
         {"--params", &params}}};
    for (const auto &[name, text] : all) {
        if (*text && !is_utf8(std::string_view{**text})) return std::string{name};
    }
    return {};
}

Text whole_request(const RequestOptions &options, bool is_more_given) {
    if (options.beside_json() || is_more_given) {
        return std::unexpected(
            "--request is a whole request: leave out the other options of one, or "
            "put them into the object");
    }
    return options.json ? json_or_file("--request", *options.json)
                        : std::unexpected("a request needs --request");
}

Text verify_request(const RequestOptions &options) {
    if (const auto name = options.not_utf8(); !name.empty()) return not_utf8_error(name);
    if (options.json) return whole_request(options);
    if (const auto names = missing(options); !names.empty()) {
        return std::unexpected("a request needs " + names);
    }
    const auto message = message_source(options);
    if (!message) return message;
    RequestText out;
    out.add_text("chain", options.chain);
    out.add_text("scheme", options.scheme);
    out.add_text("account", options.account);
    out.add_notation("public_key", "--public-key", options.public_key);
    out.add_source("message", *message);
    out.add_notation("signature", "--signature", options.signature);
    out.add_json("params", "--params", options.params);
    return out.take();
}

Text account_request(const RequestOptions &options) {
    if (const auto name = options.not_utf8(); !name.empty()) return not_utf8_error(name);
    if (options.json) return whole_request(options);
    // Some accounts follow from parameters alone.
    const bool derived = options.public_key || options.params;
    if (!options.chain || (options.account && options.public_key) ||
        (!options.account && !derived)) {
        return std::unexpected("give --chain with --account, or with --scheme and --public-key "
                               "or --params");
    }
    RequestText out;
    out.add_text("chain", options.chain);
    out.add_text("scheme", options.scheme);
    out.add_text("account", options.account);
    out.add_notation("public_key", "--public-key", options.public_key);
    out.add_json("params", "--params", options.params);
    return out.take();
}

namespace {

Text accept_source(std::string_view words) {
    std::string source;
    for (std::size_t from = 0; from <= words.size();) {
        const auto comma = std::min(words.find(',', from), words.size());
        const auto word = words.substr(from, comma - from);
        if (word != "derived" && word != "chain_state" && word != "counterfactual") {
            return std::unexpected("--accept has \"" + without_controls(word) +
                                   "\", expected derived, chain_state, counterfactual, or several "
                                   "with commas between");
        }
        source += (source.empty() ? "[\"" : ",\"") + std::string{word} + '"';
        from = comma + 1;
    }
    return source + ']';
}

/// A service's part that says nothing of what may prove an account, with all that may.
std::string with_all_accepted(const std::string &service) {
    const std::string all = R"("accept":["derived","chain_state","counterfactual"])";
    const auto document = json::Document::parse(service, {.max_size = max_request_size});
    if (!document) return '{' + all + '}'; // the empty text
    const auto root = document->root();
    if (root.find("accept")) return service;
    const auto members = root.source().substr(1);
    return '{' + all + (root.size() == 0 ? "" : ",") + std::string{members};
}

} // namespace

Text service_text(const ServiceOptions &options, bool accepts_all) {
    const bool words = options.accept || options.compat;
    if (options.service && words) {
        return std::unexpected("give --service, or --accept and --compat, not both");
    }
    std::string text;
    if (words) {
        RequestText out;
        if (options.accept) {
            const auto accept = accept_source(*options.accept);
            if (!accept) return accept;
            out.add_source("accept", *accept);
        }
        if (options.compat) out.add_source("compat", "true");
        text = *out.take();
    } else if (options.service) {
        auto given = json_or_file("--service", *options.service);
        if (!given) return given;
        if (given->empty()) return std::unexpected("--service: the file is empty");
        text = std::move(*given);
    }
    if (const auto wrong = service_error(text); !wrong.empty())
        return std::unexpected("--" + wrong);
    return accepts_all ? with_all_accepted(text) : text;
}

} // namespace walletauth::cli
