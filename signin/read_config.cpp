// SPDX-License-Identifier: Apache-2.0
#include "json_reader.hpp"

#include <walletauth/signin/wire.hpp>

#include <array>
#include <utility>

namespace walletauth::signin {
namespace {

using json::Kind;

constexpr std::size_t max_size = std::size_t{64} << 10;

template <class Word, std::size_t Count>
using Words = std::array<std::pair<std::string_view, Word>, Count>;

constexpr Words<std::uint32_t, 3> accept_words{{{"derived", WA_ACCEPT_DERIVED},
                                                {"chain_state", WA_ACCEPT_CHAIN_STATE},
                                                {"counterfactual", WA_ACCEPT_COUNTERFACTUAL}}};
constexpr Words<Channel::Kind, 3> channel_words{{{"none", Channel::Kind::none},
                                                 {"cookie", Channel::Kind::cookie},
                                                 {"verifier", Channel::Kind::verifier}}};

/// The meanings of a list of words, each at most once; nothing if there is no such list.
template <class Word, std::size_t Count>
std::optional<std::vector<Word>> meanings(JsonReader &reader, std::string_view name,
                                          const Words<Word, Count> &words) {
    std::vector<std::string> given;
    if (!reader.texts(name, given)) return std::nullopt;
    std::vector<Word> out;
    for (const auto &text : given) {
        const auto found =
            std::ranges::find(words, text, &std::pair<std::string_view, Word>::first);
        if (found == words.end() || std::ranges::find(out, found->second) != out.end()) {
            std::string known;
            for (const auto &[word, meaning] : words)
                known.append(known.empty() ? "" : ", ").append(word);
            reader.fail(name, "has the word \"" + printable_ascii(text, 40) +
                                  "\", which is unknown or there twice: write some of " + known);
            return std::nullopt;
        }
        out.push_back(found->second);
    }
    return out;
}

void read_seconds(JsonReader &reader, std::string_view name, std::chrono::seconds &to) {
    std::int64_t seconds = to.count();
    reader.number(name, seconds);
    to = std::chrono::seconds{seconds};
}

void read_policy(JsonReader &reader, Policy &policy) {
    reader.text("domain", policy.domain);
    reader.text("scheme", policy.scheme);
    reader.texts("chains", policy.chains);
    reader.texts("uris", policy.uris);
    reader.texts("recipients", policy.recipients);
    reader.texts("callback_origins", policy.callback_origins);
    read_seconds(reader, "skew", policy.skew);
    reader.flag("require_issued_at", policy.require_issued_at);
    reader.flag("require_expiry", policy.require_expiry);
}

} // namespace

std::expected<Config, std::string> read_config(std::string_view text) {
    const auto document = json::Document::parse(text, {.max_size = max_size, .max_depth = 4});
    if (!document) return std::unexpected(document.error().text());
    JsonReader reader(document->root());
    Config config;
    read_policy(reader, config.policy);
    reader.text("issuer", config.issuer);
    reader.text("client_id", config.client_id);
    reader.texts("forms", config.forms);
    reader.text("statement", config.statement);
    read_seconds(reader, "lifetime", config.lifetime);
    reader.flag("prefer_state", config.prefer_state);
    if (const auto channels = meanings(reader, "channels", channel_words)) {
        config.channels = *channels;
    }
    if (const auto accept = meanings(reader, "accept", accept_words)) {
        config.accept = 0;
        for (const auto bit : *accept)
            config.accept |= bit;
    }
    bool compat = false;
    reader.flag("compat", compat);
    config.flags = compat ? WA_REQUEST_COMPAT : 0;
    if (const auto homes = reader.member("home_chains", Kind::object)) {
        for (std::size_t i = 0; i < homes->size(); ++i) {
            if (homes->at(i).kind() != Kind::string)
                reader.fail("home_chains", "has no text in it");
            config.home_chains.emplace(homes->name(i), homes->at(i).text());
        }
    }
    if (auto wrong = reader.finish(); !wrong.empty()) return std::unexpected(std::move(wrong));
    return config;
}

} // namespace walletauth::signin
