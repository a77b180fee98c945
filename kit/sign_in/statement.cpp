// SPDX-License-Identifier: Apache-2.0
#include "statement.hpp"

#include "field_labels.hpp"

#include <walletauth/text/notation_fault.hpp>

namespace walletauth::sign_in {

Result<void> check_statement_line(std::string_view statement) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (!is_line_of(statement, static_cast<Field>(i))) continue;
        return refuse_check("statement", "it reads like the field \"", labels[i],
                            "\": begin it with other words");
    }
    for (std::size_t i = 0; i < statement.size(); ++i) {
        if (is_statement(statement.substr(i, 1))) continue;
        return refuse_check("statement", "byte ", i, " is ", character_name(statement[i]).view(),
                            ", which EIP-4361 does not allow there: leave it out");
    }
    return {};
}

Result<void> check_statement(std::string_view statement) {
    constexpr std::size_t most = 1'000; // with room for all else in 4,096 bytes
    if (statement.empty()) return refuse_check("statement", "it is empty: give it words");
    if (statement.size() > most) {
        return refuse_check("statement", "it has ", statement.size(), " bytes: write at most ",
                            most);
    }
    return check_statement_line(statement);
}

} // namespace walletauth::sign_in
