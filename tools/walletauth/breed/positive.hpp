// SPDX-License-Identifier: Apache-2.0
// A vector that is valid, and what all of them show together: what negatives are bred from.
#pragma once

#include "draft.hpp"
#include "spelling.hpp"

#include "conformance/vectors/vector_file.hpp"

#include <walletauth/plugin.h>

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {
class PluginSet;
}

namespace walletauth::cli::breed {

/// How the bytes of a signature are made up, as far as its size and the scheme's keys tell.
enum class Shape : std::uint8_t {
    opaque,  ///< unknown: only what holds for any bytes is bred
    ed25519, ///< R, S: 64 bytes
    pair,    ///< r, s of secp256k1: 64 bytes
    tailed,  ///< r, s and one byte of which the key needs nothing
    compact, ///< r, s with a parity in it, from which the key is recovered: 64 bytes
    v_last,  ///< r, s, v: the key is recovered
    v_first, ///< v, r, s
    either,  ///< one of these two, until all vectors are read
};

struct Positive {
    std::string id;
    Draft draft;
    json::Value request;
    const wa_scheme *scheme = nullptr; ///< as the loaded plugin describes it
    std::string chain;
    std::string address;                    ///< the canonical account, where the vector says it
    std::optional<std::string> account;     ///< as claimed
    std::optional<Spelling> signature, key; ///< where their notation is known
    Shape shape = Shape::opaque;
    bool compat = false;
    bool chain_bound = false;

    [[nodiscard]] bool has(std::uint64_t flag) const noexcept {
        return (scheme->flags & flag) != 0;
    }
    [[nodiscard]] bool is_of_same_scheme(const Positive &other) const noexcept;
    /// Where r and s stand in the signature; of a shape that has them.
    [[nodiscard]] std::size_t r_at() const noexcept { return shape == Shape::v_first ? 1 : 0; }
};

/// The positives of all files.
class Herd {
  public:
    /// The signatures of a file that are valid by derivation. What is no such vector, or nonsense,
    /// is an error that names the place and the value.
    [[nodiscard]] std::expected<void, std::string> add(const VectorFile &file,
                                                       const PluginSet &plugins);

    /// To be called when all files are added.
    void settle();

    [[nodiscard]] std::span<const Positive> positives() const noexcept { return positives_; }
    /// Those that rest on what a node answered: what is changed there changes the question.
    [[nodiscard]] std::size_t by_evidence() const noexcept { return by_evidence_; }
    /// Those whose key proves nothing.
    [[nodiscard]] std::size_t by_small_order() const noexcept { return by_small_order_; }
    [[nodiscard]] bool holds(const std::string &question) const {
        return questions_.contains(question);
    }
    /// True if a positive of the same scheme and shape has a signature of this size.
    [[nodiscard]] bool shows_size(const Positive &of, std::size_t size) const noexcept;
    [[nodiscard]] bool shows_empty_message(const Positive &of) const noexcept;

  private:
    std::vector<Positive> positives_;
    std::set<std::string> questions_;
    std::set<std::string> ids_;
    std::size_t by_evidence_ = 0;
    std::size_t by_small_order_ = 0;
};

} // namespace walletauth::cli::breed
