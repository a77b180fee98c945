// SPDX-License-Identifier: Apache-2.0
#include <walletauth/sign_in/claims.hpp>

#include <chrono>

namespace walletauth::sign_in {
namespace {

/// Takes digits and marks off a text, from front to back; once wrong it stays wrong.
class Reader {
  public:
    explicit Reader(std::string_view text) noexcept : left_(text) {}

    int number(std::size_t digits, int from, int to) noexcept {
        int number = 0;
        if (left_.size() < digits) good_ = false;
        for (std::size_t i = 0; good_ && i < digits; ++i) {
            if (left_[i] < '0' || left_[i] > '9') {
                good_ = false;
            } else {
                number = number * 10 + (left_[i] - '0');
            }
        }
        if (number < from || number > to) good_ = false;
        if (good_) left_.remove_prefix(digits);
        return number;
    }
    void mark(char expected) noexcept {
        if (!left_.starts_with(expected)) good_ = false;
        if (good_) left_.remove_prefix(1);
    }
    bool take(char mark) noexcept {
        if (!good_ || !left_.starts_with(mark)) return false;
        left_.remove_prefix(1);
        return true;
    }
    void fraction() noexcept {
        constexpr std::size_t max_digits = 9;
        const auto size = std::min(left_.find_first_not_of("0123456789"), left_.size());
        if (size == 0 || size > max_digits) good_ = false;
        if (good_) left_.remove_prefix(size);
    }
    [[nodiscard]] bool is_done() const noexcept { return good_ && left_.empty(); }

  private:
    std::string_view left_;
    bool good_ = true;
};

} // namespace

// RFC 3339, section 5.6; lower-case letters and leap seconds, which it allows, are read differently
// by different libraries.
std::optional<std::int64_t> seconds_of(std::string_view text) noexcept {
    Reader reader{text};
    const std::chrono::year year{reader.number(4, 0, 9999)};
    reader.mark('-');
    const std::chrono::month month{static_cast<unsigned>(reader.number(2, 1, 12))};
    reader.mark('-');
    const std::chrono::day day{static_cast<unsigned>(reader.number(2, 1, 31))};
    reader.mark('T');
    const int hours = reader.number(2, 0, 23);
    reader.mark(':');
    const int minutes = reader.number(2, 0, 59);
    reader.mark(':');
    const int seconds = reader.number(2, 0, 59);
    if (reader.take('.')) reader.fraction();
    int offset = 0;
    if (!reader.take('Z')) {
        const int sign = reader.take('-') ? -1 : 1;
        if (sign == 1) reader.mark('+');
        offset = reader.number(2, 0, 23) * 60;
        reader.mark(':');
        offset = sign * (offset + reader.number(2, 0, 59));
    }
    const std::chrono::year_month_day date{year, month, day};
    if (!reader.is_done() || !date.ok()) return std::nullopt;
    const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
    const std::int64_t of_day = hours * 3600 + minutes * 60 + seconds;
    return std::int64_t{days} * 86400 + of_day - offset * 60;
}

std::optional<Time> read_time(std::string_view text) {
    const auto seconds = seconds_of(text);
    return seconds ? std::optional{Time{std::string{text}, *seconds}} : std::nullopt;
}

} // namespace walletauth::sign_in
