// SPDX-License-Identifier: Apache-2.0
#include <walletauth/sign_in/claims.hpp>

#include <walletauth/sign_in.h>
#include <walletauth/text/plain_json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::sign_in {
namespace {

constexpr std::size_t usual_size = 768; // bytes of claims

using Text = std::optional<std::string> Claims::*;
using Moment = std::optional<Time> Claims::*;

/// One member of the claims; one of the two is set, or none for `resources`.
struct Member {
    Text text = nullptr;
    Moment time = nullptr;
};
// In the order of canonical JSON: by bytes.
constexpr std::array<json::PlainKey, 14> keys{
    R"("account":)",   R"("callback_url":)",    R"("chain":)",
    R"("domain":)",    R"("expiration_time":)", R"("issued_at":)",
    R"("nonce":)",     R"("not_before":)",      R"("request_id":)",
    R"("resources":)", R"("scheme":)",          R"("statement":)",
    R"("uri":)",       R"("version":)"};
constexpr std::array<Member, keys.size()> members{{
    {&Claims::account},
    {&Claims::callback_url},
    {&Claims::chain},
    {&Claims::domain},
    {nullptr, &Claims::expiration_time},
    {nullptr, &Claims::issued_at},
    {&Claims::nonce},
    {nullptr, &Claims::not_before},
    {&Claims::request_id},
    {},
    {&Claims::scheme},
    {&Claims::statement},
    {&Claims::uri},
    {&Claims::version},
}};

void add_key(std::string &json, json::PlainKey key) {
    if (json.size() != 1) json += ',';
    json += key;
}
void add_text(std::string &json, json::PlainKey key, std::string_view text) {
    add_key(json, key);
    json::append_quoted(json, text);
}
void add_time(std::string &json, json::PlainKey key, const Time &time) {
    add_text(json, key, time.text);
    json.append(",\"").append(json::name_of(key)).append("_seconds\":");
    json.append(std::to_string(time.seconds));
}
void add_texts(std::string &json, json::PlainKey key, const std::vector<std::string> &texts) {
    add_key(json, key);
    json += '[';
    for (const auto &text : texts) {
        if (&text != texts.data()) json += ',';
        json::append_quoted(json, text);
    }
    json += ']';
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

/// The member of keys[i]; an array is that of plain JSON.
Result<void> read_member(std::size_t i, json::Kind kind, std::string_view value, Claims &claims) {
    const auto &member = members[i];
    const auto name = json::name_of(keys[i]);
    if (member.text == nullptr && member.time == nullptr) {
        if (kind != json::Kind::array) return refuse_check(name, "no array");
        claims.resources.emplace();
        json::each_plain_text(value,
                              [&](std::string_view text) { claims.resources->emplace_back(text); });
        return {};
    }
    if (kind != json::Kind::string) return refuse_check(name, "no string");
    if (member.text != nullptr) {
        (claims.*member.text).emplace(value);
        return {};
    }
    auto time = read_time(value);
    if (!time) return refuse_check(name, "no time as 2026-01-15T12:00:00Z");
    claims.*member.time = std::move(*time);
    return {};
}

/// The same of any JSON.
Result<void> read_member(std::string_view name, const json::Value &value, Claims &claims) {
    const auto key = std::ranges::find(keys, name, json::name_of);
    if (key == keys.end()) return refuse_check("grammar", "unknown field ", json::quote(name));
    if (name == "resources") return read_resources(value, claims);
    return read_member(static_cast<std::size_t>(key - keys.begin()), value.kind(), value.text(),
                       claims);
}

} // namespace

Result<std::string> to_json(const Claims &claims) {
    std::string json = "{";
    json.reserve(usual_size);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto &member = members[i];
        if (member.text != nullptr) {
            if (const auto &text = claims.*member.text) add_text(json, keys[i], *text);
        } else if (member.time != nullptr) {
            if (const auto &time = claims.*member.time) add_time(json, keys[i], *time);
        } else if (claims.resources) {
            add_texts(json, keys[i], *claims.resources);
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
    Claims claims;
    Result<void> good;
    const auto add = [&](auto... member) {
        if (good) good = read_member(member..., claims);
    };
    if (json.size() > WA_CLAIMS_CAPACITY || !json::read_plain_object(json, keys, add)) {
        claims = {};
        good = {};
        const auto document =
            json::Document::parse(json, {.max_size = WA_CLAIMS_CAPACITY, .max_depth = 2});
        if (!document || document->root().kind() != json::Kind::object) {
            return refuse_check("grammar", "the fields are no JSON object");
        }
        const auto root = document->root();
        for (std::size_t i = 0; good && i < root.size(); ++i)
            good = read_member(root.name(i), root.at(i), claims);
    }
    if (!good) return std::unexpected(good.error());
    return claims;
}

} // namespace walletauth::sign_in
