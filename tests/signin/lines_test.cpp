// SPDX-License-Identifier: Apache-2.0
// Each row of tests/tables/sign-in-texts.json through the plugin's reader and the policy: accepted
// with the row's claims, or refused by the row's check. What the chains' own libraries say of a row
// is in it.
#include "signin/claims.hpp"
#include "tests/support/every_plugin.hpp"
#include "tests/support/table.hpp"

#include <walletauth/request/parameters.hpp>
#include <walletauth/sign_in.h>
#include <walletauth/sign_in/profiles.hpp>
#include <walletauth/signin.hpp>
#include <walletauth/status.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/text.hpp>
#include <walletauth/wire.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <regex>

namespace walletauth::signin {
namespace {

/// Profiles whose plugins come later, with accounts and chains by the namespaces' own pages.
bool matches(std::string_view text, const char *expression) {
    return std::regex_match(std::string{text}, std::regex{expression});
}
bool is_tezos(std::string_view text, std::string_view) {
    return matches(text, "tz[1-4][1-9A-HJ-NP-Za-km-z]{33}");
}
std::optional<std::string> tezos_chain(std::string_view text) {
    if (text != "NetXdQprcVkpaWU" && text != "mainnet") return std::nullopt;
    return "tezos:NetXdQprcVkpaWU";
}
bool is_xrpl(std::string_view text, std::string_view) {
    return matches(text, "r[1-9A-HJ-NP-Za-km-z]{24,34}");
}
std::optional<std::string> xrpl_chain(std::string_view text) {
    if (!matches(text, "0|[1-9][0-9]{0,9}")) return std::nullopt;
    return "xrpl:" + std::string{text};
}
bool is_stacks(std::string_view text, std::string_view) {
    return matches(text, "S[PTMN][0-9A-HJKMNP-TV-Z]{28,41}");
}
std::optional<std::string> stacks_chain(std::string_view text) {
    if (text != "1" && text != "2147483648") return std::nullopt;
    return "stacks:" + std::string{text};
}
bool is_aptos(std::string_view text, std::string_view) { return matches(text, "0x[0-9a-f]{64}"); }
std::optional<std::string> aptos_chain(std::string_view text) {
    if (text == "mainnet" || text == "aptos:mainnet") return "aptos:1";
    if (text == "testnet" || text == "aptos:testnet") return "aptos:2";
    return matches(text, "aptos:[0-9]{1,3}") ? std::optional{std::string{text}} : std::nullopt;
}

std::optional<sign_in::TextForm> profile_of(const json::Value &row) {
    const auto with = [](sign_in::TextForm form, auto is_account, auto chain_of) {
        form.is_account = is_account;
        form.chain_of = chain_of;
        return form;
    };
    const auto chain = text_of_member(row, "chain");
    if (chain.starts_with("tezos:")) return with(sign_in::tezos_profile, &is_tezos, &tezos_chain);
    if (chain.starts_with("xrpl:"))
        return with(sign_in::caip122_profile("XRPL"), &is_xrpl, &xrpl_chain);
    if (chain.starts_with("stacks:"))
        return with(sign_in::stacks_profile, &is_stacks, &stacks_chain);
    if (chain.starts_with("aptos:")) return with(sign_in::siwa_profile, &is_aptos, &aptos_chain);
    return std::nullopt;
}

/// What was read: claims as JSON, or the check that failed.
struct Reading {
    std::string json;
    std::string check;
};

std::string check_of(std::string_view detail) {
    return std::string{detail.substr(0, detail.find(':'))};
}

Reading read_by_profile(const sign_in::TextForm &form, const json::Value &row) {
    const auto claims =
        sign_in::read_text(form, text_of_member(row, "chain"), text_of_member(row, "text"));
    if (!claims) return {"", check_of(claims.error().detail.view())};
    return {*sign_in::to_json(*claims), ""};
}

const wa_plugin *plugin_of(std::string_view scheme) {
    for (const auto entry : every_plugin()) {
        const auto *plugin = entry();
        for (const auto *each : std::span{plugin->schemes, plugin->scheme_count}) {
            if (view(each->id) == scheme) return plugin;
        }
    }
    return nullptr;
}

/// A request of a row: its text, or its payload as the wire format has it.
class RowRequest {
  public:
    explicit RowRequest(const json::Value &row)
        : chain_(text_of_member(row, "chain")), scheme_(text_of_member(row, "scheme")),
          message_(text_of_member(row, "text")) {
        auto payload = row.find("payload");
        if (!payload) {
            account_ = text_of_member(*row.find("policy"), "account");
            return;
        }
        account_ = text_of_member(*payload, "account");
        auto message = payload->find("message");
        if (!message) message = payload;
        if (const auto document = message->find("json")) message_ = document->source();
        if (const auto text = message->find("text")) message_ = text->text();
        if (const auto params = payload->find("params")) read_params(*params);
        if (account_.empty()) account_ = text_of_member(*row.find("policy"), "account");
    }
    [[nodiscard]] wa_request request() const {
        wa_request request{};
        request.struct_size = sizeof request;
        request.chain = text_of(chain_);
        request.scheme = text_of(scheme_);
        request.account = text_of(account_);
        request.message = bytes_of(as_bytes(message_));
        request.parameters = parameters_.data();
        request.parameter_count = parameters_.size();
        request.accept = WA_ACCEPT_DERIVED;
        return request;
    }

  private:
    void read_params(const json::Value &params) {
        nonce_ = *decode_base64(params.find("nonce")->find("base64")->text());
        recipient_ = text_of_member(params, "recipient");
        url_ = text_of_member(params, "callback_url");
        parameters_.push_back({text_of("nonce"), bytes_of(nonce_), WA_PARAMETER_BYTES, 0});
        parameters_.push_back(
            {text_of("recipient"), bytes_of(as_bytes(recipient_)), WA_PARAMETER_TEXT, 0});
        if (!url_.empty()) {
            parameters_.push_back(
                {text_of("callback_url"), bytes_of(as_bytes(url_)), WA_PARAMETER_TEXT, 0});
        }
    }
    std::string chain_, scheme_, account_, message_, recipient_, url_;
    std::vector<std::uint8_t> nonce_;
    std::vector<wa_parameter> parameters_;
};

Reading read_by_plugin(const json::Value &row) {
    const auto *plugin = plugin_of(text_of_member(row, "scheme"));
    const auto *table =
        static_cast<const wa_sign_in_table *>(plugin->extension(text_of(WA_SIGN_IN_EXTENSION)));
    const RowRequest of{row};
    const auto request = of.request();
    std::array<std::uint8_t, WA_CLAIMS_CAPACITY> bytes{};
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> why{};
    wa_buffer out{bytes.data(), bytes.size(), 0};
    wa_buffer detail{why.data(), why.size(), 0};
    const auto form = text_of_member(row, "form");
    const auto status = table->read(&request, text_of(form), &out, &detail);
    const std::string reason{why.data(), why.data() + detail.size};
    if (status != WA_OK) return {"", check_of(reason)};
    return {std::string{bytes.data(), bytes.data() + out.size}, ""};
}

Time time_of(std::string_view text) {
    return Time{std::chrono::seconds{sign_in::read_time(text)->seconds}};
}

Policy policy_of(const json::Value &given) {
    Policy policy;
    policy.domain = text_of_member(given, "domain");
    policy.scheme = given.find("scheme") ? text_of_member(given, "scheme") : "https";
    policy.skew = std::chrono::seconds{0};
    policy.max_age.reset();
    const auto number = [&](std::string_view name) {
        return std::chrono::seconds{std::stoll(std::string{given.find(name)->text()})};
    };
    if (given.find("skew_s")) policy.skew = number("skew_s");
    if (given.find("max_age_s")) policy.max_age = number("max_age_s");
    const auto list = [&](std::string_view name, std::vector<std::string> &into) {
        const auto values = given.find(name);
        for (std::size_t i = 0; values && i < values->size(); ++i)
            into.emplace_back(values->at(i).text());
    };
    list("chains", policy.chains);
    list("recipients", policy.recipients);
    list("callback_origins", policy.callback_origins);
    if (given.find("uri")) policy.uris = {text_of_member(given, "uri")};
    const auto flag = [&](std::string_view name, bool otherwise) {
        const auto value = given.find(name);
        return value ? value->is_true() : otherwise;
    };
    policy.require_issued_at = flag("require_issued_at", true);
    policy.require_expiry = flag("require_expiry", false);
    return policy;
}

std::string canonical_account(std::string_view chain, const std::string &account) {
    static const auto plugins = *PluginSet::from_entries(every_plugin());
    const auto normal = plugins.normalize_account(chain, account);
    return normal ? *normal : account;
}

/// The check that the policy refuses by; empty if it accepts.
std::string judge(const json::Value &row, const std::string &json) {
    Claims claims;
    const auto good = read_claims(json, claims);
    EXPECT_TRUE(good.has_value()) << good.error();
    if (!good) return "unreadable";
    const auto given = *row.find("policy");
    const auto chain = text_of_member(row, "chain");
    const auto nonce = text_of_member(given, "nonce");
    const auto statement = text_of_member(given, "statement");
    const auto account = canonical_account(chain, text_of_member(given, "account"));
    std::vector<std::string> resources;
    Expected expected;
    expected.nonce = nonce;
    if (given.find("account")) expected.account = account;
    if (claims.account) claims.account = canonical_account(chain, *claims.account);
    if (given.find("statement")) expected.statement = statement;
    if (const auto list = given.find("resources"); list && list->kind() == json::Kind::array) {
        for (std::size_t i = 0; i < list->size(); ++i)
            resources.emplace_back(list->at(i).text());
        expected.resources = &resources;
    }
    if (given.find("nonce_issued_at")) {
        expected.issued_at = time_of(text_of_member(given, "nonce_issued_at"));
        expected.expires_at = time_of(text_of_member(given, "nonce_expires_at"));
        expected.form_has_times = false;
    }
    const auto failed =
        check_claims(policy_of(given), expected, claims, time_of(text_of_member(row, "now")));
    return failed ? std::string{failed->check} : "";
}

/// What the row says was claimed, of what is claimed at all; what the nonce says is the policy's.
void expect_claims(const json::Value &row, const std::string &json) {
    const auto document = json::Document::parse(json);
    const auto expected = *row.find("claims");
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto name = expected.name(i);
        if (text_of_member(row, "form") == "nep413" && name == "expiration_time") continue;
        const auto found = document->root().find(name);
        ASSERT_TRUE(found.has_value()) << name << " in " << json;
        EXPECT_EQ(*json::canonical(*found), *json::canonical(expected.at(i))) << name;
    }
}

TEST(SignInLines, EachIsReadAndJudgedAsItsRowSays) {
    std::map<std::string, int> counts;
    for_each_row("tests/tables/sign-in-texts.json", 129, [&](const json::Value &row) {
        const auto form = profile_of(row);
        const auto reading = form ? read_by_profile(*form, row) : read_by_plugin(row);
        const auto check = reading.check.empty() ? judge(row, reading.json) : reading.check;
        EXPECT_EQ(check, text_of_member(row, "fail_check")) << text_of_member(row, "why");
        if (text_of_member(row, "expect") == "valid" && reading.check.empty())
            expect_claims(row, reading.json);
        ++counts[text_of_member(row, "expect")];
    });
    EXPECT_EQ(counts["valid"], 31);
    EXPECT_EQ(counts["invalid"], 98);
    std::puts("sign-in: 129 rows; 10 rows of ton-proof wait for their chain");
}

/// What the plugin says to a row's signature.
std::string verdict_on(const json::Value &row) {
    static const Verifier verifier{
        std::make_shared<const PluginSet>(*PluginSet::from_entries(every_plugin()))};
    std::string request = "{";
    for (const auto *name : {"chain", "scheme", "signature"})
        request += json::quote(name) + ':' + json::quote(text_of_member(row, name)) + ',';
    request += "\"account\":" + json::quote(text_of_member(*row.find("policy"), "account"));
    request += ",\"message\":{\"text\":" + json::quote(text_of_member(row, "text")) + "}}";
    return std::string{status_name(verify_json(verifier, request).status)};
}

TEST(SignInLines, PublishedOnesOfSiweAreAnsweredAsPublishedOrTheRowSaysWhyNot) {
    std::map<std::string, int> others;
    for_each_row("tests/tables/siwe-published.json", 62, [&](const json::Value &row) {
        const auto reading = read_by_plugin(row);
        const auto check = reading.check.empty() ? judge(row, reading.json) : reading.check;
        EXPECT_EQ(check, text_of_member(row, "fail_check")) << text_of_member(row, "why");
        const auto expect = text_of_member(row, "expect");
        if (expect == "valid" && row.find("claims")) expect_claims(row, reading.json);
        if (row.find("verdict")) {
            EXPECT_EQ(verdict_on(row), text_of_member(row, "verdict"));
        }
        if (expect == text_of_member(row, "published")) return;
        EXPECT_TRUE(row.find("why_other")) << "siwe says another thing, and no row says why";
        ++others[std::string{expect}];
    });
    EXPECT_EQ(others["invalid"], 3);
    EXPECT_EQ(others["valid"], 1);
}

} // namespace
} // namespace walletauth::signin
