// SPDX-License-Identifier: Apache-2.0
// The extension walletauth.sign-in/1 of a plugin, asked. Internal.
#pragma once

#include "check.hpp"

#include <walletauth/sign_in.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace walletauth::conformance {

/// What read or compose wrote.
struct FormReply {
    std::uint32_t status = WA_ERROR_INTERNAL;
    std::string text;   ///< of WA_OK
    std::string detail; ///< of a refusal
    bool operator==(const FormReply &) const = default;
};

/// Members of claims or fields: JSON sources by name. The seconds beside times are left out.
using Members = std::map<std::string, std::string>;

/// As sign_in.h has it.
inline constexpr std::size_t max_forms = 64;

class SignInTexts {
  public:
    /// What the plugin gives for the extension; NULL if it has none. Nothing of it has been looked
    /// at.
    [[nodiscard]] static const wa_sign_in_table *given_by(const wa_plugin &plugin);
    /// Nothing if the plugin has no such extension, or its table can't be read.
    [[nodiscard]] static std::optional<SignInTexts> of(const wa_plugin &plugin);

    [[nodiscard]] const wa_sign_in_table &table() const noexcept { return *table_; }
    /// The forms of a scheme; all that the table has while its entries can be read.
    [[nodiscard]] std::vector<const wa_sign_in_form *> forms_of(std::string_view scheme) const;

    [[nodiscard]] FormReply read(const Question &question, std::string_view form) const;
    [[nodiscard]] FormReply compose(std::string_view chain, std::string_view scheme,
                                    std::string_view form, std::string_view fields) const;

  private:
    explicit SignInTexts(const wa_sign_in_table *table) noexcept : table_(table) {}

    const wa_sign_in_table *table_;
};

/// {"name":source,...} in the canonical order.
[[nodiscard]] std::string fields_text(const Members &members);
/// Nothing for what is no JSON object.
[[nodiscard]] std::optional<Members> members_of(std::string_view json);

/// Canonical JSON of message, params and wallet, three objects: so that a host may take it apart
/// by its first bytes. A wallet has a method and params.
[[nodiscard]] bool is_canonical_challenge(std::string_view composed);

/// `like` with the message and the parameters that compose has written; nothing if they are none.
[[nodiscard]] std::optional<Question> composed_question(const Question &like,
                                                        std::string_view composed,
                                                        const wa_scheme &scheme);

/// Values for each claim that a form can carry, for an account on a chain.
[[nodiscard]] Members every_field(const wa_sign_in_form &form, std::string_view chain,
                                  std::string_view account);
/// Values that readers have taken for something else, by the claim's name.
[[nodiscard]] const std::vector<std::pair<std::string, std::string>> &hostile_fields();

} // namespace walletauth::conformance
