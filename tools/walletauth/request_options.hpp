// SPDX-License-Identifier: Apache-2.0
// One request from the command line, as an object of the wire format.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::cli {

/// An option that is not given and one that is given as '' differ.
using TextOption = std::optional<std::string>;

struct RequestOptions {
    TextOption json; ///< --request: a whole object, or a file with one
    TextOption chain;
    TextOption scheme;
    TextOption account;
    TextOption public_key;
    TextOption message;      ///< --message: text
    TextOption message_hex;  ///< --message-hex
    TextOption message_file; ///< --message-file: its bytes
    TextOption message_json; ///< --message-json: a JSON document, or a file with one
    TextOption signature;
    TextOption params; ///< --params: a JSON object

    /// An option whose text is no UTF-8; empty if all are.
    [[nodiscard]] std::string not_utf8() const;

    /// True if any option of a request was given.
    [[nodiscard]] bool given() const;
    /// True if any but `json` was.
    [[nodiscard]] bool beside_json() const;
};

/// The wire format's text; the error says which option is wrong.
[[nodiscard]] std::expected<std::string, std::string> verify_request(const RequestOptions &options);
[[nodiscard]] std::expected<std::string, std::string> account_request(
    const RequestOptions &options);

/// What --request has, alone: other options would say something else. `is_more_given`: there are
/// others than those above.
[[nodiscard]] std::expected<std::string, std::string> whole_request(const RequestOptions &options,
                                                                    bool is_more_given = false);

/// A JSON object, or what the file of that name holds. `option` names it in an error.
[[nodiscard]] std::expected<std::string, std::string> json_or_file(std::string_view option,
                                                                   const std::string &text);

/// What the service itself says, for one request or for all of a stream.
struct ServiceOptions {
    TextOption service;  ///< --service: a JSON object, or a file with one
    TextOption accept;   ///< --accept: words with commas between them
    bool compat = false; ///< --compat
};
/// The service's part as JSON; empty if nothing is said. `accepts_all`: where it does not say what
/// may prove an account, everything may.
[[nodiscard]] std::expected<std::string, std::string> service_text(const ServiceOptions &options,
                                                                   bool accepts_all = false);

} // namespace walletauth::cli
