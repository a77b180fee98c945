// SPDX-License-Identifier: Apache-2.0
// Refusals that show something of the request, which may be of any length: shortened on purpose,
// with dots, where a detail that is merely cut would end inside a value.
#pragma once

#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/json_excerpt.hpp>

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace walletauth::evm {

/// One part of a detail.
class DetailPart {
  public:
    DetailPart(std::string_view text) : text_(text) {}
    DetailPart(const char *text) : text_(text) {}
    DetailPart(std::string text) : text_(std::move(text)) {}
    template <std::integral I>
        requires(!std::same_as<I, char>)
    DetailPart(I number) : text_(std::to_string(number)) {}

    /// What the request says: printable ASCII, and shortened at its end where room is short.
    [[nodiscard]] static DetailPart shown(std::string_view text);
    /// A value as the document writes it, shortened as json::excerpt does.
    [[nodiscard]] static DetailPart source(std::string_view source);
    /// Where in the document: shortened at its beginning, the innermost names stay.
    [[nodiscard]] static DetailPart path(std::string text);

    [[nodiscard]] bool is_flexible() const noexcept { return keeps_ != Keeps::all; }
    [[nodiscard]] const std::string &text() const noexcept { return text_; }
    /// At most `size` characters of a flexible part.
    void shorten(std::size_t size);

  private:
    enum class Keeps : std::uint8_t { all, begin, source, end };

    std::string text_;
    std::string_view source_; ///< of Keeps::source
    Keeps keeps_ = Keeps::all;
};

/// The parts one after the other. Flexible ones share what the others leave.
[[nodiscard]] std::unexpected<Refusal> refuse_fitting(std::uint32_t status,
                                                      std::initializer_list<DetailPart> parts);

/// WA_MALFORMED_MESSAGE: the value's path, a colon and the parts.
template <class... Parts>
[[nodiscard]] std::unexpected<Refusal> refuse_value(const json::Value &value,
                                                    const Parts &...parts) {
    return refuse_fitting(WA_MALFORMED_MESSAGE,
                          {DetailPart::path(value.path()), ": ", DetailPart(parts)...});
}

/// A value as the document writes it.
[[nodiscard]] inline DetailPart source_of(const json::Value &value) {
    return DetailPart::source(value.source());
}

} // namespace walletauth::evm
