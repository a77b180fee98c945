// SPDX-License-Identifier: Apache-2.0
#include "field_labels.hpp"

#include <walletauth/sign_in/text_form.hpp>
#include <walletauth/text/json.hpp>

#include <algorithm>

namespace walletauth::sign_in {
namespace {

std::unexpected<Refusal> grammar(std::string_view why) noexcept {
    return refuse_check("grammar", why);
}

/// The lines of a text, one after the other. A text that ends in a line feed has an empty last
/// line.
class Lines {
  public:
    explicit Lines(std::string_view text) noexcept : left_(text) {}

    [[nodiscard]] bool is_done() const noexcept { return done_; }
    [[nodiscard]] std::size_t number() const noexcept { return number_; } ///< of the next, from 1
    [[nodiscard]] std::string_view peek() const noexcept {
        return left_.substr(0, std::min(left_.find('\n'), left_.size()));
    }
    std::string_view take() noexcept {
        const auto line = peek();
        ++number_;
        if (line.size() == left_.size()) {
            done_ = true;
        } else {
            left_.remove_prefix(line.size() + 1);
        }
        return line;
    }
    /// Takes the next line if it is empty.
    bool take_empty() noexcept {
        if (done_ || !peek().empty()) return false;
        (void)take();
        return true;
    }

  private:
    std::string_view left_;
    std::size_t number_ = 1;
    bool done_ = false;
};

/// "[scheme://]domain wants you to sign in with your X account:"
Result<void> read_first_line(const TextForm &form, std::string_view line, ClaimsView &claims) {
    const auto end = line.rfind(before_name);
    if (end == line.npos || !line.ends_with(behind_name) ||
        line.size() < end + before_name.size() + behind_name.size() + 1) {
        return grammar("line 1 is not \"DOMAIN wants you to sign in with your X account:\"");
    }
    auto name = line.substr(end + before_name.size());
    name.remove_suffix(behind_name.size());
    if (!form.wallet_name.empty() && name != form.wallet_name) {
        return refuse_check("grammar", "line 1 says ", json::quote(name), " account, expected ",
                            form.wallet_name);
    }
    auto domain = line.substr(0, end);
    if (const auto mark = domain.find("://"); mark != domain.npos) {
        const auto scheme = domain.substr(0, mark);
        const bool is_scheme =
            !scheme.empty() && !scheme.contains(':') && is_uri(std::string{scheme} + ":");
        if (!form.has_scheme || !is_scheme) return grammar("line 1 has a scheme before the domain");
        claims.scheme = scheme;
        domain.remove_prefix(mark + 3);
    }
    if (domain.empty()) return grammar("line 1 has no domain");
    if (!is_domain(domain)) {
        return refuse_check("domain", "no plain lower-case host[:port]: ", json::quote(domain));
    }
    claims.domain = domain;
    return {};
}

Result<void> read_account(const TextForm &form, std::string_view chain, Lines &lines,
                          ClaimsView &claims) {
    const auto account = lines.is_done() ? std::string_view{} : lines.take();
    if (!form.is_account(account, chain)) {
        return refuse_check("account", "line 2 is no account there: ", json::quote(account));
    }
    claims.account = account;
    return {};
}

/// The empty lines, and the statement between them.
Result<void> read_statement(const TextForm &form, Lines &lines, ClaimsView &claims) {
    if (lines.is_done()) return form.needs == 0 ? Result<void>{} : grammar("there are no fields");
    if (!lines.take_empty()) return grammar("line 3 is not empty");
    if (lines.is_done()) return grammar("a line feed at the end");
    if (lines.take_empty()) {
        if (form.blank == Blank::one) return grammar("line 4 is empty");
        if (lines.is_done()) return grammar("a line feed at the end");
        if (!lines.take_empty()) return {};
        if (lines.is_done()) return grammar("a line feed at the end");
        if (form.blank != Blank::two) return grammar("line 5 is empty");
        claims.statement.emplace();
        return {};
    }
    if (is_field_line(lines.peek())) {
        return form.blank == Blank::two ? grammar("an empty line is missing before the fields")
                                        : Result<void>{};
    }
    const auto statement = lines.take();
    if (lines.is_done()) {
        if (form.needs != 0) return grammar("there are no fields");
    } else {
        if (!lines.take_empty()) return grammar("the line behind the statement is not empty");
        if (lines.is_done()) return grammar("a line feed at the end");
    }
    if (!is_statement(statement)) {
        return refuse_check("statement", "a character that EIP-4361 does not allow");
    }
    claims.statement = statement;
    return {};
}

Result<void> read_resources(Lines &lines, ClaimsView &claims) {
    claims.resources.emplace();
    while (!lines.is_done()) {
        const auto number = lines.number();
        auto line = lines.take();
        if (!line.starts_with(resource_mark)) {
            return refuse_check("grammar", "line ", number, " is no resource, expected \"- URI\"");
        }
        line.remove_prefix(resource_mark.size());
        if (!is_uri(line)) return refuse_check("resources", "line ", number, " is no URI");
        claims.resources->emplace_back(line);
    }
    return {};
}

/// The fields as they are written, each at most once and in order.
struct Written {
    std::array<std::optional<std::string_view>, field_count> values;
    [[nodiscard]] const std::optional<std::string_view> &operator[](Field field) const noexcept {
        return values[static_cast<std::size_t>(field)];
    }
};

Result<Written> read_fields_of(const TextForm &form, Lines &lines, ClaimsView &claims) {
    Written written;
    std::size_t next = 0;
    while (!lines.is_done()) {
        const auto number = lines.number();
        const auto line = lines.take();
        const auto found =
            std::find_if(form.order.begin() + static_cast<std::ptrdiff_t>(next), form.order.end(),
                         [&](Field field) { return is_line_of(line, field); });
        if (found == form.order.end()) {
            return refuse_check("grammar", "line ", number,
                                " is unknown, repeated or out of its order");
        }
        next = static_cast<std::size_t>(found - form.order.begin()) + 1;
        if (*found == Field::resources) {
            if (auto good = read_resources(lines, claims); !good) {
                return std::unexpected(good.error());
            }
        }
        written.values[static_cast<std::size_t>(*found)] = line.substr(label_of(*found).size());
    }
    for (std::size_t i = 0; i < field_count; ++i) {
        if ((form.needs >> i & 1U) != 0 && !written.values[i]) {
            return refuse_check("grammar", "there is no line ", labels[i]);
        }
    }
    return written;
}

Result<void> read_time_of(std::string_view check, const std::optional<std::string_view> &text,
                          std::optional<BasicTime<std::string_view>> &time) {
    if (!text) return {};
    if (const auto seconds = seconds_of(*text)) {
        time = {*text, *seconds};
        return {};
    }
    return refuse_check(check, "no time as 2026-01-15T12:00:00Z: ", json::quote(*text));
}

Result<void> read_values(const TextForm &form, const Written &written, ClaimsView &claims) {
    if (const auto &uri = written[Field::uri]) {
        if (!is_uri(*uri)) return refuse_check("uri", "no URI of RFC 3986");
        claims.uri = *uri;
    }
    if (const auto &version = written[Field::version]) {
        if (*version != "1") return refuse_check("version", "expected 1");
        claims.version = *version;
    }
    if (const auto &chain = written[Field::chain]) {
        claims.chain = form.chain_of(*chain);
        if (!claims.chain) return refuse_check("chain", "no chain there: ", json::quote(*chain));
    }
    if (const auto &nonce = written[Field::nonce]) {
        if (!is_nonce(*nonce)) return refuse_check("nonce", "not 8 or more letters and digits");
        claims.nonce = *nonce;
    }
    for (const auto &[check, field, time] :
         {std::tuple{"issued_at", Field::issued_at, &claims.issued_at},
          std::tuple{"expiration_time", Field::expiration_time, &claims.expiration_time},
          std::tuple{"not_before", Field::not_before, &claims.not_before}}) {
        if (auto good = read_time_of(check, written[field], *time); !good) return good;
    }
    if (const auto &id = written[Field::request_id]) {
        if (!is_request_id(*id)) return refuse_check("request_id", "not *pchar of RFC 3986");
        claims.request_id = *id;
    }
    return {};
}

} // namespace

Result<ClaimsView> view_text(const TextForm &form, std::string_view chain, std::string_view text) {
    if (auto good = check_characters(text); !good) return std::unexpected(good.error());
    ClaimsView claims;
    Lines lines{text};
    if (auto good = read_first_line(form, lines.take(), claims); !good) {
        return std::unexpected(good.error());
    }
    if (auto good = read_account(form, chain, lines, claims); !good) {
        return std::unexpected(good.error());
    }
    if (auto good = read_statement(form, lines, claims); !good) {
        return std::unexpected(good.error());
    }
    const auto written = read_fields_of(form, lines, claims);
    if (!written) return std::unexpected(written.error());
    if (auto good = read_values(form, *written, claims); !good) {
        return std::unexpected(good.error());
    }
    return claims;
}

Result<Claims> read_text(const TextForm &form, std::string_view chain, std::string_view text) {
    const auto claims = view_text(form, chain, text);
    if (!claims) return std::unexpected(claims.error());
    return owned(*claims);
}

Result<std::string> read_text_json(const TextForm &form, std::string_view chain,
                                   std::string_view text) {
    const auto claims = view_text(form, chain, text);
    if (!claims) return std::unexpected(claims.error());
    return to_json(*claims);
}

} // namespace walletauth::sign_in
