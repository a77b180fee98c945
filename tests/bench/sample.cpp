// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include "core/support/base64.hpp"
#include "core/support/hex.hpp"
#include "core/support/json.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace walletauth::bench {
namespace {

std::string read(const std::string &path) {
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (text.empty()) throw std::runtime_error("cannot read " + path);
    return text;
}

std::string text_at(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::string{value->text()} : std::string{};
}

/// The bytes of {"text"}, {"hex"}, {"base64"} or {"json"}; a plain text is itself.
std::string bytes_of_value(const json::Value &value) {
    if (value.kind() != json::Kind::object) {
        return std::string{value.kind() == json::Kind::string ? value.text() : value.source()};
    }
    if (const auto text = value.find("text")) return std::string{text->text()};
    if (const auto source = value.find("json")) return std::string{source->source()};
    if (const auto hex = value.find("hex")) {
        const auto bytes = decode_hex(hex->text()).value();
        return {bytes.begin(), bytes.end()};
    }
    const auto bytes = decode_base64(value.find("base64")->text()).value();
    return {bytes.begin(), bytes.end()};
}

std::uint32_t kind_of(std::string_view name, const wa_scheme &scheme) {
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        if (view(scheme.parameters[i]->name) == name) return scheme.parameters[i]->kind;
    }
    throw std::runtime_error("unknown parameter");
}

bool is_plain_and_valid(const json::Value &vector, std::string_view scheme) {
    const auto request = *vector.find("request");
    return text_at(*vector.find("expect"), "status") == "valid" &&
           text_at(request, "scheme") == scheme && request.find("signature") &&
           !request.find("evidence") && !request.find("compat");
}

} // namespace

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = PluginSet::from_directory(WALLETAUTH_PLUGINS);
        if (!set) throw std::runtime_error(set.error().message());
        return Verifier{std::make_shared<const PluginSet>(std::move(*set))};
    }();
    return instance;
}

Sample::Sample(const std::string &file, std::string_view scheme)
    : file_(read(WALLETAUTH_VECTORS "/" + file)), scheme_(scheme) {
    const auto document = json::Document::parse(
        file_,
        {.max_size = std::size_t{64} << 20, .max_depth = 64, .max_nodes = std::size_t{1} << 24});
    if (!document) throw std::runtime_error(document.error().reason);
    const auto vectors = *document->root().find("vectors");
    std::size_t index = 0;
    while (index < vectors.size() && !is_plain_and_valid(vectors.at(index), scheme))
        ++index;
    if (index == vectors.size()) throw std::runtime_error("no valid vector in " + file);
    const auto source = *vectors.at(index).find("request");
    json = source.source();
    chain_ = text_at(source, "chain");
    account_ = text_at(source, "account");
    message_ = bytes_of_value(*source.find("message"));
    const auto signature = *source.find("signature");
    signature_ = verifier()
                     .parse_signature(chain_, scheme_,
                                      signature.kind() == json::Kind::string ? signature.text()
                                                                             : signature.source())
                     .value();
    if (const auto key = source.find("public_key")) {
        public_key_ = verifier().parse_public_key(chain_, scheme_, key->text()).value();
    }
    const auto *route = verifier().route(chain_, scheme_).value();
    if (const auto params = source.find("params")) {
        values_.reserve(params->size());
        names_.reserve(params->size());
        for (std::size_t i = 0; i < params->size(); ++i) {
            const auto &name = names_.emplace_back(params->name(i));
            const auto &value = values_.emplace_back(bytes_of_value(params->at(i)));
            parameters_.push_back(
                {text_of(name), bytes_of(as_bytes(value)), kind_of(name, *route->scheme), 0});
        }
    }
    // Plugins are given the canonical spelling.
    if (!account_.empty()) account_ = verifier().normalize_account(chain_, account_).value();
    request.chain = chain_;
    request.scheme = scheme_;
    request.account = account_;
    request.message = as_bytes(message_);
    request.signature = signature_;
    request.public_key = public_key_;
    request.parameters = parameters_;
    raw.struct_size = sizeof raw;
    raw.chain = text_of(chain_);
    raw.scheme = text_of(scheme_);
    raw.account = text_of(account_);
    raw.message = bytes_of(request.message);
    raw.signature = bytes_of(signature_);
    raw.public_key = bytes_of(public_key_);
    raw.parameters = parameters_.data();
    raw.parameter_count = parameters_.size();
    raw.accept = WA_ACCEPT_DERIVED;
}

const wa_plugin &Sample::plugin() const {
    return *verifier().route(chain_, scheme_).value()->plugin;
}

} // namespace walletauth::bench
