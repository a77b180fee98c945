// SPDX-License-Identifier: Apache-2.0
#include "shown.hpp"

#include <walletauth/checks.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::conformance {
namespace {

std::string member_text(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::string ? std::string{value->text()}
                                                        : std::string{};
}

/// The message's bytes as a request writes them; of JSON its source.
std::string message_of(const json::Value &request) {
    const auto message = request.find("message");
    if (!message || message->kind() != json::Kind::object || message->size() == 0) return {};
    const auto value = message->at(0);
    if (value.kind() != json::Kind::string) return std::string{value.source()};
    const auto text = value.text();
    if (message->name(0) == "text") return std::string{text};
    if (message->name(0) == "base64") {
        const auto bytes = decode_base64(text);
        return bytes ? std::string(bytes->begin(), bytes->end()) : std::string{};
    }
    const auto bytes = decode_hex(text.starts_with("0x") ? text.substr(2) : text);
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string{};
}

} // namespace

Shown::Shown(const std::vector<VectorFile> &files, const wa_scheme &scheme) {
    for (const auto &file : files) {
        for (const auto &vector : file.vectors())
            read(vector, scheme);
    }
}

/// An account request is of every scheme of its chain, unless it names one.
void Shown::read(const Vector &vector, const wa_scheme &scheme) {
    const auto name = vector.request.find("scheme");
    if (name && member_text(vector.request, "scheme") != view(scheme.id)) return;
    if (!name && !vector.is_account_request()) return;
    if (!covers_chain(scheme, member_text(vector.request, "chain"))) return;
    const auto status = member_text(vector.expect, "status");
    answers_.emplace(status, member_text(vector.expect, "reason"));
    if (vector.request.find("message")) messages_.push_back(message_of(vector.request));
    if (status != "valid") return;
    for (const std::string member : {"signature", "public_key"}) {
        const auto value = vector.request.find(member);
        if (!value) continue;
        texts_[member].emplace(value->kind() == json::Kind::string ? value->text()
                                                                   : value->source());
    }
}

bool Shown::refusal(std::string_view status, std::string_view reason) const {
    return std::ranges::any_of(answers_, [&](const auto &answer) {
        return answer.first == status && (reason.empty() || answer.second == reason);
    });
}

bool Shown::message(const std::function<bool(std::string_view)> &is) const {
    return std::ranges::any_of(messages_, [&](const std::string &each) { return is(each); });
}

const std::set<std::string> &Shown::valid_texts(const std::string &member) const {
    static const std::set<std::string> none;
    const auto found = texts_.find(member);
    return found == texts_.end() ? none : found->second;
}

} // namespace walletauth::conformance
