// SPDX-License-Identifier: Apache-2.0
#include "claims.hpp"

#include <walletauth/text/plain_json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace walletauth::signin {
namespace {

using json::Kind;
using json::Value;

constexpr std::size_t max_size = 8192; // docs/abi.md, sign-in

using Text = std::optional<std::string> Claims::*;
using Moment = std::optional<ClaimedTime> Claims::*;

constexpr std::array<Moment, 3> times{&Claims::expiration_time, &Claims::issued_at,
                                      &Claims::not_before};

enum class Part : std::uint8_t { text, time, seconds, resources };

/// One member: of a text, or of a time by its place in `times`.
struct Member {
    Part part;
    Text text = nullptr;
    std::size_t time = 0;
};
// In the order of canonical JSON.
constexpr std::array<json::PlainKey, 17> keys{R"("account":)",
                                              R"("callback_url":)",
                                              R"("chain":)",
                                              R"("domain":)",
                                              R"("expiration_time":)",
                                              R"("expiration_time_seconds":)",
                                              R"("issued_at":)",
                                              R"("issued_at_seconds":)",
                                              R"("nonce":)",
                                              R"("not_before":)",
                                              R"("not_before_seconds":)",
                                              R"("request_id":)",
                                              R"("resources":)",
                                              R"("scheme":)",
                                              R"("statement":)",
                                              R"("uri":)",
                                              R"("version":)"};
constexpr std::array<Member, keys.size()> members{{
    {Part::text, &Claims::account},
    {Part::text, &Claims::callback_url},
    {Part::text, &Claims::chain},
    {Part::text, &Claims::domain},
    {Part::time, nullptr, 0},
    {Part::seconds, nullptr, 0},
    {Part::time, nullptr, 1},
    {Part::seconds, nullptr, 1},
    {Part::text, &Claims::nonce},
    {Part::time, nullptr, 2},
    {Part::seconds, nullptr, 2},
    {Part::text, &Claims::request_id},
    {Part::resources},
    {Part::text, &Claims::scheme},
    {Part::text, &Claims::statement},
    {Part::text, &Claims::uri},
    {Part::text, &Claims::version},
}};

template <class Number>
std::optional<Number> number_of(std::string_view digits) noexcept {
    Number number{};
    const char *const begin = digits.data(), *const end = begin + digits.size();
    const auto [stop, error] = std::from_chars(begin, end, number);
    return error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

/// Of a text of RFC 3339 that its reader has found good: its digits after the point, 1 to 9.
std::uint32_t nanoseconds_of(std::string_view text) noexcept {
    constexpr std::size_t point = 19; // 2026-01-15T12:00:00
    if (text.size() <= point || text[point] != '.') return 0;
    std::uint32_t value = 0;
    for (std::size_t i = point + 1, digits = 0; digits < 9; ++i, ++digits) {
        const bool is_digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
        if (!is_digit) { // the rest are zeros
            for (; digits < 9; ++digits)
                value *= 10;
            break;
        }
        value = value * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    return value;
}

/// Takes one member after the other, whichever way they are read; the first fault stays.
class ClaimsReader {
  public:
    explicit ClaimsReader(Claims &claims) noexcept : claims_(claims) {}

    /// The member of keys[i]; an array is that of plain JSON.
    void add(std::size_t i, Kind kind, std::string_view value) {
        const auto &member = members[i];
        switch (member.part) {
        case Part::text:
            if (kind != Kind::string) return fail(i, "is no string");
            (claims_.*member.text).emplace(value);
            return;
        case Part::time:
            if (kind != Kind::string) return fail(i, "is no string");
            times_[member.time].text = value;
            return;
        case Part::seconds:
            if (kind != Kind::number) return fail(i, "is no number");
            times_[member.time].seconds = value;
            return;
        case Part::resources:
            if (kind != Kind::array) return fail(i, "is no array");
            claims_.resources.emplace();
            json::each_plain_text(
                value, [&](std::string_view text) { claims_.resources->emplace_back(text); });
        }
    }
    /// The same of any JSON. What no claim is called is passed over, as plugins may know more.
    void add(std::string_view name, const Value &value) {
        const auto key = std::ranges::find(keys, name, json::name_of);
        if (key == keys.end()) return;
        const auto i = static_cast<std::size_t>(key - keys.begin());
        if (members[i].part != Part::resources || value.kind() != Kind::array) {
            return add(i, value.kind(), value.text());
        }
        claims_.resources.emplace();
        for (std::size_t item = 0; item < value.size(); ++item) {
            if (value.at(item).kind() != Kind::string) return fail(i, "has no string in it");
            claims_.resources->emplace_back(value.at(item).text());
        }
    }
    [[nodiscard]] std::expected<void, std::string> finish() {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (members[i].part == Part::time) add_time(i);
        }
        if (wrong_) return std::unexpected(std::move(*wrong_));
        return {};
    }

  private:
    /// A time's text and its seconds, which stand in members of their own.
    struct TimeParts {
        std::optional<std::string_view> text, seconds;
    };

    void add_time(std::size_t i) {
        const auto &[text, seconds] = times_[members[i].time];
        if (text.has_value() != seconds.has_value()) return fail(i, "and its seconds go together");
        if (!text) return;
        const auto number = number_of<std::int64_t>(*seconds);
        if (!number) return fail(i, "has seconds that are no whole number");
        (claims_.*times[members[i].time])
            .emplace(ClaimedTime{std::string{*text}, *number, nanoseconds_of(*text)});
    }
    void fail(std::size_t i, std::string_view what) {
        if (wrong_) return;
        wrong_ = "claim ";
        wrong_->append(json::name_of(keys[i])).append(" ").append(what);
    }

    Claims &claims_;
    std::array<TimeParts, times.size()> times_;
    std::optional<std::string> wrong_;
};

} // namespace

std::expected<void, std::string> read_claims(std::string_view text, Claims &claims) {
    ClaimsReader plain{claims};
    const auto add = [&plain](auto... member) { plain.add(member...); };
    if (text.size() <= max_size && json::read_plain_object(text, keys, add)) return plain.finish();
    const auto document = json::Document::parse(text, {.max_size = max_size, .max_depth = 2});
    if (!document) return std::unexpected("claims: " + document.error().text());
    const Value root = document->root();
    if (root.kind() != Kind::object) return std::unexpected("claims are no object");
    claims = {};
    ClaimsReader reader{claims};
    for (std::size_t i = 0; i < root.size(); ++i)
        reader.add(root.name(i), root.at(i));
    return reader.finish();
}

} // namespace walletauth::signin
