// SPDX-License-Identifier: Apache-2.0
#include "envelope.hpp"

#include <optional>

namespace walletauth::resolver {
namespace {

bool is_whole_number(const std::optional<json::Value> &value) {
    return value && value->kind() == json::Kind::number &&
           value->text().find_first_of(".eE") == std::string_view::npos;
}

} // namespace

std::expected<Envelope, std::string> Envelope::read(std::string body) {
    auto own = std::make_unique<std::string>(std::move(body));
    auto document =
        json::Document::parse(*own, {.max_size = std::size_t{1} << 20, .max_depth = 64});
    if (!document) return std::unexpected("the answer is no JSON");
    const auto root = document->root();
    return Envelope(std::move(own), std::move(*document), root, false);
}

std::expected<Envelope, std::string> Envelope::read_rpc(std::string body, std::uint64_t id) {
    auto envelope = read(std::move(body));
    if (!envelope) return envelope;
    const auto root = envelope->value_;
    if (root.kind() != json::Kind::object) return std::unexpected("the answer is no object");
    const auto version = root.find("jsonrpc");
    if (!version || version->kind() != json::Kind::string || version->text() != "2.0") {
        return std::unexpected("jsonrpc is not \"2.0\"");
    }
    const auto answered = root.find("id");
    if (!answered || answered->kind() != json::Kind::number ||
        answered->text() != std::to_string(id)) {
        return std::unexpected("the answer has another id");
    }
    const auto result = root.find("result");
    const auto error = root.find("error");
    if (result.has_value() == error.has_value()) {
        return std::unexpected(result ? "result and error both" : "neither result nor error");
    }
    if (error && (error->kind() != json::Kind::object || !is_whole_number(error->find("code")))) {
        return std::unexpected("error is no object with a whole code");
    }
    envelope->value_ = result ? *result : *error;
    envelope->is_error_ = error.has_value();
    return envelope;
}

std::expected<Envelope, std::string> Envelope::read_rest(std::string body, long status) {
    if (status != 404) return read(std::move(body));
    auto envelope = read(R"({"code":404})");
    if (envelope) envelope->is_error_ = true;
    return envelope;
}

} // namespace walletauth::resolver
