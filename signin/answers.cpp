// SPDX-License-Identifier: Apache-2.0
#include "answers.hpp"

#include <walletauth/status.hpp>
#include <walletauth/text/json.hpp>

#include <utility>

namespace walletauth::signin {
namespace {

class ObjectWriter {
  public:
    void source(std::string_view name, std::string_view json) {
        out_.append(out_.size() == 1 ? "\"" : ",\"").append(name).append("\":").append(json);
    }
    void text(std::string_view name, std::string_view value) {
        source(name, {});
        json::append_quoted(out_, value);
    }
    void text_if(std::string_view name, std::string_view value) {
        if (!value.empty()) text(name, value);
    }
    void flag(std::string_view name, bool value) { source(name, value ? "true" : "false"); }
    [[nodiscard]] std::string finish() { return std::move(out_ += '}'); }

  private:
    static std::string begun() {
        constexpr std::size_t usual_size = 2048; // bytes of a session
        std::string out;
        out.reserve(usual_size);
        return out += '{';
    }
    std::string out_ = begun();
};

std::string_view link_name(std::uint32_t link) noexcept {
    return link == WA_LINK_CHAIN_STATE      ? "chain_state"
           : link == WA_LINK_COUNTERFACTUAL ? "counterfactual"
                                            : "derived";
}

} // namespace

std::string time_text(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    std::string text = "0000-00-00T00:00:00Z";
    const auto write = [&text](std::size_t last, auto number) {
        for (; number != 0; number /= 10)
            text[last--] = static_cast<char>('0' + number % 10);
    };
    write(3, static_cast<int>(date.year())); // a nonce's times are of four digits
    write(6, static_cast<unsigned>(date.month()));
    write(9, static_cast<unsigned>(date.day()));
    write(12, clock.hours().count());
    write(15, clock.minutes().count());
    write(18, clock.seconds().count());
    return text;
}

Answer write_challenge(const Challenge &challenge) {
    ObjectWriter out;
    out.text("status", "challenge");
    out.text("chain", challenge.chain);
    out.text("scheme", challenge.scheme);
    out.text("form", challenge.form);
    out.text_if("account", challenge.account);
    out.text("nonce", challenge.nonce);
    out.text("expires_at", time_text(challenge.expires_at));
    out.source("message", challenge.message);
    out.source("params", challenge.params);
    out.source("wallet", challenge.wallet);
    return {out.finish(), WA_OK, 200};
}

Answer write_session(const Session &session, const PluginSet &plugins) {
    ObjectWriter out;
    out.text("status", status_name(WA_OK));
    out.text("account", session.account);
    out.text("subject", session.subject);
    out.text("address", session.address);
    out.text("chain", session.chain);
    out.text("scheme", session.scheme);
    out.text("form", session.form);
    out.text("link", link_name(session.link));
    out.flag("chain_bound", (session.flags & WA_VERDICT_CHAIN_BOUND) != 0);
    out.text_if("block", session.block);
    if (!session.public_key.empty()) {
        const auto key =
            plugins.format_public_key(session.chain, session.scheme, session.public_key);
        if (key) out.text("public_key", *key);
    }
    out.text("nonce", session.nonce);
    out.text("auth_time", time_text(session.auth_time));
    out.flag("may_set_cookie", session.may_set_cookie);
    out.source("claims", session.claims);
    return {out.finish(), WA_OK, 200};
}

Answer write_refusal(const Refusal &refusal) {
    ObjectWriter out;
    out.text("status", status_name(refusal.status));
    out.text("check", refusal.check);
    out.text("code", refusal.code);
    out.text("detail", refusal.detail);
    out.text_if("retry_ticket", refusal.retry_ticket);
    if (refusal.retry_after.count() > 0) {
        out.source("retry_after", std::to_string(refusal.retry_after.count()));
    }
    if (refusal.needs_challenge) out.text("next", "challenge");
    return {out.finish(), refusal.status, http_status(refusal)};
}

} // namespace walletauth::signin
