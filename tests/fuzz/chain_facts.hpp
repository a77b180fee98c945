// SPDX-License-Identifier: Apache-2.0
// What the general fuzzers must know of a chain, and cannot read in its descriptors. A chain says
// it in plugins/<chain>/fuzz/facts.cpp. One without that file is plain: all that is signed is read,
// and every change of it is another thing.
#pragma once

#include <walletauth/verifier.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth::fuzz {

using Bytes = std::span<const std::uint8_t>;

[[nodiscard]] inline std::string_view as_text(Bytes bytes) noexcept {
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// A request with the service's part; changes of either make another question.
struct Question : Request {
    Service service;

    [[nodiscard]] bool is_compat() const noexcept {
        return (service.flags & WA_REQUEST_COMPAT) != 0;
    }
};

/// One parameter of a valid request, and another value for it.
struct ParameterChange {
    const Question &question; ///< before the change
    const Verdict &verdict;   ///< its answer
    const wa_parameter &parameter;
    Bytes value; ///< the other one
    /// What is answered to a question: the target's own way, with its assertions.
    Verdict (*verify)(const Question &);
};

class ChainFacts {
  public:
    ChainFacts() = default;
    ChainFacts(const ChainFacts &) = delete;
    ChainFacts &operator=(const ChainFacts &) = delete;
    virtual ~ChainFacts() = default;

    /// A CAIP-2 chain that the plugin serves; if empty, the usual references are tried.
    [[nodiscard]] virtual std::string_view chain() const { return {}; }
    /// More chains, on which a signature that is bound to its chain must not be valid.
    [[nodiscard]] virtual std::span<const std::string_view> other_chains() const { return {}; }
    /// Whether accounts may differ by nothing but the case of letters, as in base58.
    [[nodiscard]] virtual bool is_account_case_sensitive() const { return true; }

    // Which changes of a valid request leave its meaning as it was: all that are known.

    /// For messages that are hashed by what they mean. Judged by code that is not the plugin's: to
    /// the plugin's own, what it forgets to hash would mean nothing.
    [[nodiscard]] virtual bool is_same_message(const Question &, std::string_view /*address*/,
                                               Bytes /*other*/) const {
        return false;
    }
    /// Whether what stands at this byte of the signature is looked at.
    [[nodiscard]] virtual bool is_signature_byte_read(const Question &,
                                                      std::size_t /*index*/) const {
        return true;
    }
    /// Whether the signature is one without its last byte, too.
    [[nodiscard]] virtual bool is_signature_without_last_byte(const Question &question) const {
        return !is_signature_byte_read(question, question.signature.size() - 1);
    }
    [[nodiscard]] virtual bool is_key_byte_read(const Question &, std::size_t /*index*/) const {
        return true;
    }
    [[nodiscard]] virtual bool is_same_parameter(const ParameterChange &) const { return false; }
    /// Whether another scheme may take the same signature.
    [[nodiscard]] virtual bool is_same_scheme(const Question &, std::string_view /*other*/) const {
        return false;
    }
};

} // namespace walletauth::fuzz

/// At the end of facts.cpp, outside of namespaces: the name of the folder, with _ for -, and a
/// class that derives from ChainFacts.
#define WALLETAUTH_CHAIN_FACTS(name, Facts)                                                        \
    const walletauth::fuzz::ChainFacts &walletauth_chain_facts_##name() {                          \
        static const Facts facts;                                                                  \
        return facts;                                                                              \
    }                                                                                              \
    static_assert(true)
