// SPDX-License-Identifier: Apache-2.0
/// An operator's settings in TOML, read as strictly as a manifest: what nobody knows is refused.
#pragma once

#include <walletauth/cxx23.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace walletauth {

/// What is wrong with settings. Printable ASCII.
struct SettingsFault {
    std::size_t line = 0; ///< from 1; 0 where nobody knows
    std::string member;   ///< such as `chain."a:b".quorum`; "" is the whole text
    std::string what;     ///< what was found, and what was expected
    /// "line N: WHAT"
    [[nodiscard]] std::string message() const {
        return line == 0 ? what : "line " + std::to_string(line) + ": " + what;
    }
};

struct SettingsNode;
/// Members by their names.
using SettingsMembers = std::map<std::string, SettingsNode, std::less<>>;
/// Tables of `[[name]]`, or the items of an array.
using SettingsItems = std::vector<SettingsNode>;

/// A value. Dates and numbers with a fraction are refused before: no setting has one.
struct SettingsNode {
    std::size_t line = 0;
    std::variant<std::string, std::int64_t, bool, SettingsItems, SettingsMembers> value;
};

/// Parses settings of at most 1 MiB: printable ASCII, at most two dots in the keys of a line, texts
/// in one line.
[[nodiscard]] std::expected<SettingsNode, SettingsFault> parse_settings(std::string_view text);

/// Reads the members of one table. The first thing wrong is kept; after it all functions give
/// defaults. Tables within it have readers of their own, which share the fault.
class SettingsReader {
  public:
    /// `fault` is of whoever reads; `table` must outlive the reader.
    SettingsReader(const SettingsNode &table, std::string member,
                   std::optional<SettingsFault> &fault);

    /// Refuses members of other names.
    void check_names(std::initializer_list<std::string_view> known);
    /// A text of printable characters, not empty; `missing` if there is none.
    [[nodiscard]] std::string text(std::string_view name, std::string_view missing = {});
    /// A list of such texts, at most 64; empty if there is none.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name);
    /// A number between two, both included.
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most,
                                      std::int64_t missing);
    [[nodiscard]] bool flag(std::string_view name, bool missing);
    /// A table within; nothing if there is none.
    [[nodiscard]] std::optional<SettingsReader> table(std::string_view name);
    /// All members of a table of tables, by name.
    [[nodiscard]] std::vector<std::pair<std::string, SettingsReader>> tables();
    /// The tables of `[[name]]`.
    [[nodiscard]] std::vector<SettingsReader> list(std::string_view name);

    [[nodiscard]] bool has(std::string_view name) const;
    /// "chain" in "settings" is `settings.chain`; names that TOML would quote are quoted.
    [[nodiscard]] std::string member(std::string_view name) const;
    /// The line of a member, or of the table where it has none of this name.
    [[nodiscard]] std::size_t line(std::string_view name) const;
    /// `name` "" is the table itself.
    void refuse(std::string_view name, std::string_view what);
    [[nodiscard]] bool failed() const noexcept { return fault_->has_value(); }

  private:
    [[nodiscard]] const SettingsNode *find(std::string_view name) const;

    const SettingsNode *node_;
    std::string member_;
    std::optional<SettingsFault> *fault_;
};

} // namespace walletauth
