// SPDX-License-Identifier: Apache-2.0
/// The two abstract classes that stand on both sides of the plugin ABI: a plugin author implements
/// them (plugin.hpp exports them), a host receives them (PluginSet hands them out).
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/plugin.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

[[nodiscard]] inline std::string_view view(wa_text text) noexcept {
    return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}
[[nodiscard]] inline std::span<const std::uint8_t> view(wa_bytes bytes) noexcept {
    return bytes.size == 0 ? std::span<const std::uint8_t>{}
                           : std::span<const std::uint8_t>{bytes.data, bytes.size};
}
[[nodiscard]] constexpr wa_text text_of(std::string_view text) noexcept {
    return {text.data(), text.size()};
}
[[nodiscard]] constexpr wa_bytes bytes_of(std::span<const std::uint8_t> bytes) noexcept {
    return {bytes.data(), bytes.size()};
}
/// The bytes of a text, for hashing.
[[nodiscard]] inline std::span<const std::uint8_t> as_bytes(std::string_view text) noexcept {
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

/// Up to `Capacity` elements in place, without heap.
template <class T, std::size_t Capacity>
class InlineArray {
  public:
    constexpr InlineArray() noexcept = default;

    /// Replaces the content; false, and empty, if it does not fit.
    [[nodiscard]] constexpr bool assign(std::span<const T> from) noexcept {
        size_ = 0;
        if (from.size() > Capacity) return false;
        std::copy(from.begin(), from.end(), data_.begin());
        size_ = static_cast<std::uint32_t>(from.size());
        return true;
    }
    /// Appends what fits and drops the rest.
    constexpr void append_cut(std::span<const T> from) noexcept {
        const std::size_t count = std::min(from.size(), Capacity - size_);
        std::copy_n(from.begin(), count, data_.begin() + size_);
        size_ += static_cast<std::uint32_t>(count);
    }
    [[nodiscard]] constexpr std::span<const T> span() const noexcept {
        return {data_.data(), size_};
    }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }

  private:
    std::array<T, Capacity> data_{};
    std::uint32_t size_ = 0;
};

template <std::size_t Capacity>
class InlineText : public InlineArray<char, Capacity> {
  public:
    [[nodiscard]] constexpr std::string_view view() const noexcept {
        const auto chars = this->span();
        return {chars.data(), chars.size()};
    }
};

/// Why a request was not granted. `detail` is printable ASCII for logs, never parsed by anyone.
struct Refusal {
    std::uint32_t status = WA_ERROR_INTERNAL; ///< WA_*, never WA_OK
    InlineText<WA_DETAIL_CAPACITY> detail;
};

template <class T>
using Result = std::expected<T, Refusal>;

namespace detail {
/// A part of a detail as text; a number is written into the piece itself.
class Piece {
  public:
    explicit Piece(std::string_view text) noexcept : text_(text) {}
    explicit Piece(char character) noexcept : digits_{character}, text_(digits_.data(), 1) {}
    template <std::integral I>
        requires(!std::same_as<I, char>)
    explicit Piece(I number) noexcept {
        const auto end = std::to_chars(digits_.data(), digits_.data() + digits_.size(), number).ptr;
        text_ = {digits_.data(), static_cast<std::size_t>(end - digits_.data())};
    }
    Piece(const Piece &) = delete;
    Piece &operator=(const Piece &) = delete;
    [[nodiscard]] std::string_view text() const noexcept { return text_; }

  private:
    std::array<char, 24> digits_{};
    std::string_view text_;
};

/// Appends text with every byte that is not printable ASCII shown as \xNN; false if it does not
/// fit, and then no escape is cut.
template <std::size_t N>
[[nodiscard]] bool append_printable(InlineText<N> &out, std::string_view part) noexcept {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char character : part) {
        const auto byte = static_cast<unsigned char>(character);
        const bool is_shown = byte >= 0x20 && byte < 0x7f;
        if (N - out.size() < (is_shown ? 1 : 4)) return false;
        if (is_shown) {
            out.append_cut(std::span{&character, 1});
        } else {
            const std::array<char, 4> escaped{'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            out.append_cut(escaped);
        }
    }
    return true;
}

/// A value such as an address or a digest, in contrast to words.
[[nodiscard]] inline bool is_long_value(std::string_view text) noexcept {
    return text.size() > 24 && text.find(' ') == std::string_view::npos;
}

/// The pieces one after the other. Where they do not fit, long values are shown by their first ten
/// and last six characters; if that is not enough either, the text ends in "...".
template <std::size_t N>
void write_pieces(InlineText<N> &out, std::span<const Piece> pieces) noexcept {
    constexpr std::string_view dots = "...";
    const auto append_all = [&out, pieces](auto &&append) {
        out = {};
        return std::ranges::all_of(pieces,
                                   [&](const Piece &piece) { return append(piece.text()); });
    };
    if (append_all([&](std::string_view text) { return append_printable(out, text); })) return;
    const auto shortened = [&](std::string_view text) {
        if (!is_long_value(text)) return append_printable(out, text);
        return append_printable(out, text.substr(0, 10)) && append_printable(out, dots) &&
               append_printable(out, text.substr(text.size() - 6));
    };
    if (append_all(shortened)) return;
    auto kept = out.view().substr(0, std::min(out.size(), N - dots.size()));
    const auto escape = kept.rfind('\\');
    if (escape != std::string_view::npos && kept.size() - escape < 4) kept = kept.substr(0, escape);
    InlineText<N> cut;
    cut.append_cut(std::span{kept.data(), kept.size()});
    cut.append_cut(std::span{dots.data(), dots.size()});
    out = cut;
}
} // namespace detail

/// Parts (texts and integers) one after the other, as printable ASCII. Where they do not fit, long
/// values are shortened in their middle, and words are cut with "...".
template <std::size_t N, class... Parts>
[[nodiscard]] InlineText<N> fitting_text(const Parts &...parts) noexcept {
    InlineText<N> text;
    if constexpr (sizeof...(parts) != 0) {
        const std::array<detail::Piece, sizeof...(parts)> pieces{detail::Piece(parts)...};
        detail::write_pieces(text, std::span<const detail::Piece>(pieces));
    }
    return text;
}

/// A refusal whose detail is its parts, as in fitting_text.
template <class... Parts>
[[nodiscard]] Refusal make_refusal(std::uint32_t status, const Parts &...parts) noexcept {
    return {status, fitting_text<WA_DETAIL_CAPACITY>(parts...)};
}
/// `return refuse(WA_MALFORMED_SIGNATURE, "signature has ", size, " bytes, expected 64 or 65");`
template <class... Parts>
[[nodiscard]] std::unexpected<Refusal> refuse(std::uint32_t status,
                                              const Parts &...parts) noexcept {
    return std::unexpected(make_refusal(status, parts...));
}

/// What a valid verdict states. The magic constant is written by the kit, never by an author.
struct Proof {
    InlineText<WA_ACCOUNT_CAPACITY> account;               ///< canonical bare account
    InlineArray<std::uint8_t, WA_KEY_CAPACITY> public_key; ///< the key that signed; may be empty
    std::uint32_t link = WA_LINK_DERIVED;                  ///< WA_LINK_*
    std::uint32_t flags = 0;                               ///< WA_VERDICT_*
    InlineText<WA_BLOCK_CAPACITY> block;                   ///< where the evidence stood; or empty
};

/// Verifies the signatures of one or more signing schemes. Stateless; every function may be called
/// from any thread at once. Implementations allocate sparingly and keep no pointer.
class SignatureVerifier {
  public:
    /// One request, already checked against the scheme's descriptor (see checks.hpp). Refusals
    /// carry any status but WA_OK. An account other than the claim is refused by the kit.
    [[nodiscard]] virtual Result<Proof> verify(const wa_request &request) const = 0;

    /// Many requests; the same verdicts as single calls, in order. The kit calls it with up to 16
    /// requests of one scheme, for schemes that verify several at less than the sum. `results` has
    /// one item each, and what is left as it was is no proof. If this throws, each request is
    /// verified alone.
    virtual void verify_many(std::span<const wa_request *const> requests,
                             std::span<Result<Proof>> results) const {
        for (std::size_t i = 0; i < requests.size(); ++i)
            results[i] = verify(*requests[i]);
    }

    /// The canonical JSON calls that a request needs that `verify` answered WA_NEEDS_EVIDENCE.
    [[nodiscard]] virtual Result<std::vector<std::string>> evidence_queries(
        const wa_request &request) const {
        return refuse(WA_UNSUPPORTED_OPERATION, "scheme ", view(request.scheme),
                      " never needs evidence");
    }

    /// The signature's bytes from any of the chain's own notations; WA_MALFORMED_SIGNATURE.
    [[nodiscard]] virtual Result<std::vector<std::uint8_t>> parse_signature(
        std::string_view chain, std::string_view scheme, std::string_view text) const = 0;
    /// The key's bytes from any of the chain's own notations; WA_MALFORMED_PUBLIC_KEY.
    [[nodiscard]] virtual Result<std::vector<std::uint8_t>> parse_public_key(
        std::string_view chain, std::string_view scheme, std::string_view text) const = 0;
    /// The chain's usual notation of a key; parse_public_key reads it back.
    [[nodiscard]] virtual Result<std::string> format_public_key(
        std::string_view chain, std::string_view scheme,
        std::span<const std::uint8_t> public_key) const = 0;

  protected:
    // Never deleted through this class, and trivial, so that constant objects need no exit code.
    constexpr ~SignatureVerifier() = default;
};

/// Derives and normalises the accounts of one or more CAIP-2 namespaces. Stateless, thread-safe.
class AddressDeriver {
  public:
    /// The canonical account of a key; WA_MALFORMED_*, WA_REJECTED_SIGNER, WA_UNSUPPORTED_*.
    /// Host and kit have held chain, the key's size and the parameters against the descriptor
    /// (check_derivation in checks.hpp).
    [[nodiscard]] virtual Result<std::string> derive_account(
        std::string_view chain, std::string_view scheme, std::span<const std::uint8_t> public_key,
        std::span<const wa_parameter> parameters) const = 0;
    /// The canonical spelling of an account; WA_MALFORMED_ACCOUNT, WA_UNSUPPORTED_CHAIN.
    [[nodiscard]] virtual Result<std::string> normalize_account(std::string_view chain,
                                                                std::string_view account) const = 0;

  protected:
    constexpr ~AddressDeriver() = default;
};

} // namespace walletauth
