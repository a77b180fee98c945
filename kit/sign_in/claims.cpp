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

/// One member of the claims; one of the two is set, or none for `chain` and `resources`.
template <class Text>
struct Member {
    std::optional<Text> BasicClaims<Text>::*text = nullptr;
    std::optional<BasicTime<Text>> BasicClaims<Text>::*time = nullptr;
};
// In the order of canonical JSON: by bytes.
constexpr std::array<json::PlainKey, 14> keys{
    R"("account":)",   R"("callback_url":)",    R"("chain":)",
    R"("domain":)",    R"("expiration_time":)", R"("issued_at":)",
    R"("nonce":)",     R"("not_before":)",      R"("request_id":)",
    R"("resources":)", R"("scheme":)",          R"("statement":)",
    R"("uri":)",       R"("version":)"};
constexpr std::size_t chain_key = 2, resources_key = 9;
template <class Text, class Of = BasicClaims<Text>>
constexpr std::array<Member<Text>, keys.size()> members{{
    {&Of::account},
    {&Of::callback_url},
    {}, // chain
    {&Of::domain},
    {nullptr, &Of::expiration_time},
    {nullptr, &Of::issued_at},
    {&Of::nonce},
    {nullptr, &Of::not_before},
    {&Of::request_id},
    {}, // resources
    {&Of::scheme},
    {&Of::statement},
    {&Of::uri},
    {&Of::version},
}};

void add_key(std::string &json, json::PlainKey key) {
    if (json.size() != 1) json += ',';
    json += key;
}
void add_text(std::string &json, json::PlainKey key, std::string_view text) {
    add_key(json, key);
    json::append_quoted(json, text);
}
template <class Text>
void add_time(std::string &json, json::PlainKey key, const BasicTime<Text> &time) {
    add_text(json, key, time.text);
    json.append(",\"").append(json::name_of(key)).append("_seconds\":");
    json.append(std::to_string(time.seconds));
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

template <class Text>
Result<std::string> json_of(const BasicClaims<Text> &claims) {
    std::string json = "{";
    json.reserve(usual_size);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto &[text, time] = members<Text>[i];
        if (text != nullptr) {
            if (const auto &value = claims.*text) add_text(json, keys[i], *value);
        } else if (time != nullptr) {
            if (const auto &value = claims.*time) add_time(json, keys[i], *value);
        } else if (i == chain_key) {
            if (claims.chain) add_text(json, keys[i], *claims.chain);
        } else if (claims.resources) {
            add_key(json, keys[i]);
            json::append_quoted_array(json, *claims.resources);
        }
    }
    json += '}';
    if (json.size() > WA_CLAIMS_CAPACITY) {
        return refuse_check("size", "the claims have ", json.size(), " bytes, the limit is ",
                            WA_CLAIMS_CAPACITY);
    }
    return json;
}

/// Of fields beyond the limit: which one to shorten, as far as that can be told.
std::unexpected<Refusal> refuse_size(std::string_view json) {
    constexpr std::size_t max_size = std::size_t{64} << 10;
    std::string_view longest = "that is longest";
    std::size_t most = 0;
    const auto document = json::Document::parse(json, {.max_size = max_size, .max_depth = 2});
    if (document && document->root().kind() == json::Kind::object) {
        const auto root = document->root();
        for (std::size_t i = 0; i < root.size(); ++i) {
            const auto key = std::ranges::find(keys, root.name(i), json::name_of);
            if (key == keys.end() || root.at(i).source().size() <= most) continue;
            longest = json::name_of(*key);
            most = root.at(i).source().size();
        }
    }
    return refuse_check("size", "the fields have ", json.size(), " bytes, the limit is ",
                        WA_CLAIMS_CAPACITY, ": shorten the claim ", longest);
}

/// The member of keys[i]; an array is that of plain JSON.
Result<void> read_member(std::size_t i, json::Kind kind, std::string_view value, Claims &claims) {
    const auto name = json::name_of(keys[i]);
    if (i == resources_key) {
        if (kind != json::Kind::array) return refuse_check(name, "no array");
        claims.resources.emplace();
        json::each_plain_text(value,
                              [&](std::string_view text) { claims.resources->emplace_back(text); });
        return {};
    }
    if (kind != json::Kind::string) return refuse_check(name, "no string");
    const auto &[text, time] = members<std::string>[i];
    if (time != nullptr) {
        claims.*time = read_time(value);
        if (!(claims.*time)) return refuse_check(name, "no time as 2026-01-15T12:00:00Z");
        return {};
    }
    (text != nullptr ? claims.*text : claims.chain).emplace(value);
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

Result<std::string> to_json(const Claims &claims) { return json_of(claims); }
Result<std::string> to_json(const ClaimsView &claims) { return json_of(claims); }

Claims owned(const ClaimsView &claims) {
    Claims out;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto &[text, time] = members<std::string_view>[i];
        const auto &[own_text, own_time] = members<std::string>[i];
        if (text != nullptr && claims.*text) (out.*own_text).emplace(*(claims.*text));
        if (time != nullptr && claims.*time) {
            out.*own_time = Time{std::string{(claims.*time)->text}, (claims.*time)->seconds};
        }
    }
    out.chain = claims.chain;
    if (claims.resources) out.resources.emplace(claims.resources->begin(), claims.resources->end());
    return out;
}

bool are_same(const ClaimsView &one, const Claims &other) noexcept {
    const auto same_time = [](const auto &a, const auto &b) {
        return a.has_value() == b.has_value() &&
               (!a || (a->seconds == b->seconds && a->text == b->text));
    };
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto &[text, time] = members<std::string_view>[i];
        const auto &[own_text, own_time] = members<std::string>[i];
        if (text != nullptr && one.*text != other.*own_text) return false;
        if (time != nullptr && !same_time(one.*time, other.*own_time)) return false;
    }
    return one.chain == other.chain && one.resources.has_value() == other.resources.has_value() &&
           (!one.resources || std::ranges::equal(*one.resources, *other.resources));
}

Result<Claims> read_fields(std::string_view json) {
    Claims claims;
    Result<void> good;
    const auto add = [&](auto... member) {
        if (good) good = read_member(member..., claims);
    };
    if (json.size() > WA_CLAIMS_CAPACITY) return refuse_size(json);
    if (!json::read_plain_object(json, keys, add)) {
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
