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
/// Appends text with every byte that is not printable ASCII shown as \xNN.
template <std::size_t N>
void append_printable(InlineText<N> &out, std::string_view part) noexcept {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char character : part) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte < 0x7f) {
            out.append_cut(std::span{&character, 1});
        } else {
            const std::array<char, 4> escaped{'\\', 'x', digits[byte >> 4], digits[byte & 15]};
            out.append_cut(escaped);
        }
        if (out.size() == N) return;
    }
}
template <std::size_t N>
void append_part(InlineText<N> &out, std::string_view part) noexcept {
    append_printable(out, part);
}
template <std::size_t N>
void append_part(InlineText<N> &out, char character) noexcept {
    append_printable(out, {&character, 1});
}
template <std::size_t N, std::integral I>
    requires(!std::same_as<I, char>)
void append_part(InlineText<N> &out, I number) noexcept {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    append_printable(out, {digits.data(), static_cast<std::size_t>(end - digits.data())});
}
} // namespace detail

/// A refusal whose detail is its parts (texts and integers) one after the other, cut to fit.
template <class... Parts>
[[nodiscard]] Refusal make_refusal(std::uint32_t status, const Parts &...parts) noexcept {
    Refusal refusal;
    refusal.status = status;
    (detail::append_part(refusal.detail, parts), ...);
    return refusal;
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

    /// Many requests of this verifier's schemes; the same verdicts as single calls, in order.
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
