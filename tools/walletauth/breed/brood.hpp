// SPDX-License-Identifier: Apache-2.0
// The negatives of one positive, and who makes them. Each says the status that the rule demands; no
// plugin is asked.
#pragma once

#include "positive.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::cli::breed {

/// What a negative must be answered. Without a reason any reason will do.
struct Expectation {
    std::string_view status;
    std::string_view reason;
};

constexpr Expectation rejected{"rejected", ""};
constexpr Expectation rejected_signature{"rejected", "signature"};
constexpr Expectation malformed_signature{"malformed", "signature"};
constexpr Expectation malformed_key{"malformed", "public_key"};
constexpr Expectation malformed_account{"malformed", "account"};
constexpr Expectation malformed_params{"malformed", "params"};
constexpr Expectation malformed_message{"malformed", "message"};

struct Negative {
    std::string kind;
    std::string draft; ///< the members request and service
    Expectation expect;
    std::string why;
};

class Brood {
  public:
    Brood(const Positive &positive, const Herd &herd) : positive_{positive}, herd_{herd} {}

    /// Nothing is added that is a positive itself.
    void add(std::string kind, const Draft &draft, Expectation expect, std::string why);

    [[nodiscard]] const Positive &positive() const noexcept { return positive_; }
    [[nodiscard]] const Herd &herd() const noexcept { return herd_; }
    [[nodiscard]] const std::vector<Negative> &negatives() const noexcept { return negatives_; }

  private:
    const Positive &positive_;
    const Herd &herd_;
    std::vector<Negative> negatives_;
};

/// A text with something before or behind it, none of which is ever skipped.
struct Framed {
    std::string_view name, text;
    bool before;
};
constexpr Framed frames[]{{"blank-before", " ", true},         {"blank-after", " ", false},
                          {"line-feed-after", "\n", false},    {"crlf-after", "\r\n", false},
                          {"tab-before", "\t", true},          {"nul-after", {"\0", 1}, false},
                          {"bom-before", "\xef\xbb\xbf", true}};
[[nodiscard]] inline std::string framed(const Framed &frame, std::string_view text) {
    return frame.before ? std::string{frame.text}.append(text)
                        : std::string{text}.append(frame.text);
}

void breed_signature_bytes(Brood &brood);
void breed_signature_texts(Brood &brood);
void breed_key(Brood &brood);
void breed_account(Brood &brood);
void breed_message(Brood &brood);
void breed_params(Brood &brood);
void breed_route(Brood &brood);

} // namespace walletauth::cli::breed
