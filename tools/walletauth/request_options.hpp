// SPDX-License-Identifier: Apache-2.0
// One request from the command line, as an object of the wire format.
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace walletauth::cli {

struct RequestOptions {
    std::string json; ///< --request: a whole object
    std::string chain;
    std::string scheme;
    std::string account;
    std::string public_key;
    std::string message;      ///< --message: text
    std::string message_hex;  ///< --message-hex
    std::string message_file; ///< --message-file: its bytes
    std::string signature;
    std::string params;              ///< --params: a JSON object
    std::vector<std::string> accept; ///< --accept
    bool compat = false;

    /// True if any option of a request was given.
    [[nodiscard]] bool given() const;
};

/// The wire format's text; the error says which option is wrong.
[[nodiscard]] std::expected<std::string, std::string> verify_request(const RequestOptions &options);
[[nodiscard]] std::expected<std::string, std::string> account_request(
    const RequestOptions &options);

} // namespace walletauth::cli
