// SPDX-License-Identifier: Apache-2.0
#include <walletauth/sign_in/claims.hpp>

#include <walletauth/sign_in.h>
#include <walletauth/text/json.hpp>

#include <utility>

namespace walletauth::sign_in {
namespace {

constexpr std::size_t usual_size = 768; // bytes of claims

using Text = std::optional<std::string> Claims::*;
using Moment = std::optional<Time> Claims::*;

/// One member of the claims; one of the three is set, or none for `resources`.
struct Member {
    std::string_view name;
    Text text = nullptr;
    Moment time = nullptr;
};
// In the order of canonical JSON: by bytes.
constexpr Member members[]{
    {"account", &Claims::account},
    {"callback_url", &Claims::callback_url},
    {"chain", &Claims::chain},
    {"domain", &Claims::domain},
    {"expiration_time", nullptr, &Claims::expiration_time},
    {"issued_at", nullptr, &Claims::issued_at},
    {"nonce", &Claims::nonce},
    {"not_before", nullptr, &Claims::not_before},
    {"request_id", &Claims::request_id},
    {"resources"},
    {"scheme", &Claims::scheme},
    {"statement", &Claims::statement},
    {"uri", &Claims::uri},
    {"version", &Claims::version},
};

void add_name(std::string &json, std::string_view name) {
    json.append(json.size() == 1 ? "\"" : ",\"").append(name).append("\":");
}
void add_text(std::string &json, std::string_view name, std::string_view text) {
    add_name(json, name);
    json::append_quoted(json, text);
}
void add_time(std::string &json, std::string_view name, const Time &time) {
    add_text(json, name, time.text);
    json.append(",\"").append(name).append("_seconds\":").append(std::to_string(time.seconds));
}
void add_texts(std::string &json, std::string_view name, const std::vector<std::string> &texts) {
    add_name(json, name);
    json += '[';
    for (const auto &text : texts) {
        if (&text != texts.data()) json += ',';
        json::append_quoted(json, text);
    }
    json += ']';
}

const Member *find_member(std::string_view name) noexcept {
    for (const auto &member : members) {
        if (member.name == name) return &member;
    }
    return nullptr;
}

Result<void> read_resources(const json::Value &value, Claims &claims) {
    if (value.kind() != json::Kind::array) return refuse_check("resources", "no array");
    claims.resources.emplace();
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value.at(i).kind() != json::Kind::string) {
            return refuse_check("resources", "item ", i, " is no string");
        }
        claims.resources->emplace_back(value.at(i).text());
    }
    return {};
}

Result<void> read_member(const Member &member, const json::Value &value, Claims &claims) {
    if (member.text == nullptr && member.time == nullptr) return read_resources(value, claims);
    if (value.kind() != json::Kind::string) return refuse_check(member.name, "no string");
    if (member.text != nullptr) {
        (claims.*member.text).emplace(value.text());
        return {};
    }
    auto time = read_time(value.text());
    if (!time) return refuse_check(member.name, "no time as 2026-01-15T12:00:00Z");
    claims.*member.time = std::move(*time);
    return {};
}

} // namespace

Result<std::string> to_json(const Claims &claims) {
    std::string json = "{";
    json.reserve(usual_size);
    for (const auto &member : members) {
        if (member.text != nullptr) {
            if (const auto &text = claims.*member.text) add_text(json, member.name, *text);
        } else if (member.time != nullptr) {
            if (const auto &time = claims.*member.time) add_time(json, member.name, *time);
        } else if (claims.resources) {
            add_texts(json, member.name, *claims.resources);
        }
    }
    json += '}';
    if (json.size() > WA_CLAIMS_CAPACITY) {
        return refuse_check("size", "the claims have ", json.size(), " bytes, the limit is ",
                            WA_CLAIMS_CAPACITY);
    }
    return json;
}

Result<Claims> read_fields(std::string_view json) {
    const auto document =
        json::Document::parse(json, {.max_size = WA_CLAIMS_CAPACITY, .max_depth = 2});
    if (!document || document->root().kind() != json::Kind::object) {
        return refuse_check("grammar", "the fields are no JSON object");
    }
    const auto root = document->root();
    Claims claims;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto *member = find_member(root.name(i));
        if (member == nullptr) {
            return refuse_check("grammar", "unknown field ", json::quote(root.name(i)));
        }
        if (auto good = read_member(*member, root.at(i), claims); !good) {
            return std::unexpected(good.error());
        }
    }
    return claims;
}

} // namespace walletauth::sign_in
