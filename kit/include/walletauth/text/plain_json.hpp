// SPDX-License-Identifier: Apache-2.0
//
// JSON as most programs write it: no white space, no escapes, printable ASCII, whole numbers. It is
// read in one pass, without memory. What is not plain is not wrong: its caller reads it by
// json.hpp, and both ways read the same out of the same text.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/text/json.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace walletauth::json {

// How many bytes `text` begins with that stand in a JSON string as they are: 0x20 to 0x7f but for
// quote and backslash.
[[nodiscard]] std::size_t plain_size(std::string_view text) noexcept;

// Takes pieces off the front of a text; a piece that does not come next takes nothing. The text
// must outlive what was taken.
class PlainReader {
  public:
    explicit PlainReader(std::string_view text) noexcept : left_(text) {}

    bool take(std::string_view bytes) noexcept {
        if (!left_.starts_with(bytes)) return false;
        left_.remove_prefix(bytes.size());
        return true;
    }
    // A string of 0x20 to 0x7f without escapes: what stands between its quotes.
    [[nodiscard]] std::optional<std::string_view> take_string() noexcept;
    // A whole number as it is written: no leading zero, no "-0".
    [[nodiscard]] std::optional<std::string_view> take_integer() noexcept;
    // An array of such strings: its source, of which `each_plain_text` gives one after the other.
    [[nodiscard]] std::optional<std::string_view> take_texts() noexcept;
    [[nodiscard]] bool is_done() const noexcept { return left_.empty(); }

  private:
    std::string_view left_;
};

// `text(string)` for each string of what take_texts gave.
template <class Text>
void each_plain_text(std::string_view array, const Text &text) {
    PlainReader reader{array};
    for (bool first = true; reader.take(first ? "[" : ","); first = false) {
        if (const auto string = reader.take_string()) text(*string);
    }
}

// The name of a member as it stands in an object, `"name":`; and the name itself.
using PlainKey = std::string_view;
[[nodiscard]] constexpr std::string_view name_of(PlainKey key) noexcept {
    return key.substr(1, key.size() - 3);
}

// One object that has some of these members, in the order of `keys`, which is that of canonical
// JSON: none can be there twice. `member(i, kind, text)` for each that is there: i of its key, text
// as Value::text(), but that of an array as of take_texts. False if the text is not that; some
// members may have been given by then.
template <class Keys, class Member>
[[nodiscard]] bool read_plain_object(std::string_view text, const Keys &keys,
                                     const Member &member) {
    PlainReader reader{text};
    if (!reader.take("{")) return false;
    for (std::size_t i = 0; i < std::size(keys); ++i) {
        if (!reader.take(keys[i])) continue;
        if (const auto string = reader.take_string()) {
            member(i, Kind::string, *string);
        } else if (const auto number = reader.take_integer()) {
            member(i, Kind::number, *number);
        } else if (const auto texts = reader.take_texts()) {
            member(i, Kind::array, *texts);
        } else {
            return false;
        }
        if (reader.take("}")) return reader.is_done();
        if (!reader.take(",")) return false;
    }
    return false; // there is another member
}

} // namespace walletauth::json
