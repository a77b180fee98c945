// SPDX-License-Identifier: Apache-2.0
// Members of a JSON object, each read once and by its kind. Internal.
#pragma once

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::signin {

/// What is wrong is remembered, the first fault; `finish` says it, or which member is unknown.
class JsonReader {
  public:
    explicit JsonReader(const json::Value &object) : object_(object) {
        if (object.kind() != json::Kind::object) error_ = "it is not a JSON object";
    }

    std::optional<json::Value> member(std::string_view name, json::Kind kind) {
        names_.push_back(name);
        const auto value = object_.find(name);
        if (!value || value->kind() == kind) return value;
        fail(name, "is not a JSON " + std::string{json::kind_name(kind)});
        return std::nullopt;
    }
    std::optional<std::string_view> text(std::string_view name) {
        const auto value = member(name, json::Kind::string);
        return value ? std::optional{value->text()} : std::nullopt;
    }
    std::string_view needed_text(std::string_view name) {
        const auto value = text(name);
        if (!value) fail(name, "is missing");
        return value.value_or("");
    }
    void text(std::string_view name, std::string &to) {
        if (const auto value = text(name)) to = *value;
    }
    void flag(std::string_view name, bool &to) {
        if (const auto value = member(name, json::Kind::boolean)) to = value->is_true();
    }
    void number(std::string_view name, std::int64_t &to) {
        const auto value = member(name, json::Kind::number);
        if (!value) return;
        const auto read = parse_decimal_u64(value->text());
        if (!read || *read > INT32_MAX) return fail(name, "is no number of seconds");
        to = static_cast<std::int64_t>(*read);
    }
    /// Whether the list is there: an empty one is not an absent one.
    bool texts(std::string_view name, std::vector<std::string> &to) {
        const auto value = member(name, json::Kind::array);
        if (!value) return false;
        to.clear();
        for (std::size_t i = 0; i < value->size(); ++i) {
            if (value->at(i).kind() != json::Kind::string) {
                fail(name, "is no list of texts");
                return false;
            }
            to.emplace_back(value->at(i).text());
        }
        return true;
    }
    void fail(std::string_view name, std::string_view what) {
        if (error_.empty()) error_ = std::string{name} + ' ' + std::string{what};
    }
    /// The first fault; empty if there is none.
    [[nodiscard]] std::string finish() {
        for (std::size_t i = 0; i < object_.size(); ++i) {
            if (std::ranges::find(names_, object_.name(i)) != names_.end()) continue;
            fail("member", '"' + printable_ascii(object_.name(i), 40) + "\" is unknown");
        }
        return error_;
    }

  private:
    json::Value object_;
    std::vector<std::string_view> names_;
    std::string error_;
};

} // namespace walletauth::signin
