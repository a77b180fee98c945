// SPDX-License-Identifier: Apache-2.0
// A request for one account, with what it owns; and somebody else who wants the account.
#pragma once

#include "plugins/starknet/address.hpp"
#include "plugins/starknet/chain_state.hpp"
#include "plugins/starknet/ownership.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <optional>

namespace walletauth::starknet {

inline Felt felt(std::string_view hex) { return Felt::from_hex(hex).value(); }

inline const Felt hash = felt("0x2d6479c0758efbb5aa07d35ed5454d728637fceab7ba544d3ea95403a5630a8");
inline constexpr std::string_view oz =
    "0x05b4b537eaa2399e3aa99c4e2e0208ebd6c71bc1467938cd52c798c601e43564";
// The victim owns the account; the thief has signed the same message with a key of his own.
inline const Felt victim =
    felt("0x48495fca9753cb0f4035eb4d2e2c1a22cc6d36fe4b73e17d9d6848333ff03a9");
inline const std::vector victim_signature{
    felt("0x28cef7b08940649766af801e745c8ca5dfde9d02c523d0915e4d347ddea274d"),
    felt("0x2faac4f85ec62224bf6caf3ffa2f8b6b21ce734185a4aebbea184c19add98b3")};
inline const Felt thief = felt("0x2985b4b4b2a370bdded9810e0c6cf74f82caf31dba039d2ece7eb8b8b80bb5a");
inline const std::vector thief_signature{
    felt("0x615562f36dfa60c105fbc9dbf819c5a8f606c5255c741c84dd0a4769ed95b00"),
    felt("0x89f7ad4fff0dbe63961612e6e51b5ccf1f2c76d45ae75a73aa256b240b32e2")};
inline const Felt account = contract_address(felt(oz), victim, std::span{&victim, 1}, Felt{});
inline constexpr std::uint32_t derived_only = WA_ACCEPT_DERIVED;
inline constexpr std::uint32_t both = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;

/// A request whose texts it owns.
struct Request {
    std::deque<std::string> texts;
    std::vector<wa_parameter> parameters;
    std::vector<wa_evidence> evidence;
    std::uint32_t accept = both;
    std::string block;
    std::optional<Felt> key;

    Request &with(std::string_view name, std::string_view value) {
        wa_parameter parameter{};
        parameter.name = text_of(name);
        parameter.value = bytes_of(as_bytes(texts.emplace_back(value)));
        parameters.push_back(parameter);
        return *this;
    }
    Request &with_deployment(const Felt &owner, const Felt &salt) {
        return with("class_hash", oz)
            .with("salt", salt.hex())
            .with("constructor_calldata", R"([")" + owner.hex() + R"("])");
    }
    Request &answer(std::string_view query, std::string_view text,
                    std::uint32_t kind = WA_EVIDENCE_RESULT) {
        wa_evidence item{};
        item.kind = kind;
        item.query = bytes_of(as_bytes(texts.emplace_back(query)));
        item.answer = bytes_of(as_bytes(texts.emplace_back(text)));
        evidence.push_back(item);
        return *this;
    }
    wa_request build() const {
        wa_request request{};
        request.struct_size = sizeof request;
        request.chain = text_of("starknet:SN_MAIN");
        request.parameters = parameters.data();
        request.parameter_count = parameters.size();
        request.evidence = evidence.data();
        request.evidence_count = evidence.size();
        request.block = text_of(block);
        request.accept = accept;
        return request;
    }
    Result<Proof> prove(std::span<const Felt> signature) const {
        const auto params = read_params(parameters);
        if (!params) return std::unexpected(params.error());
        return prove_ownership(build(),
                               {account, hash, {signature.begin(), signature.end()}, key, *params});
    }
    std::uint32_t status(std::span<const Felt> signature) const {
        const auto proof = prove(signature);
        return proof ? std::uint32_t{WA_OK} : proof.error().status;
    }
    std::vector<std::string> queries(std::span<const Felt> signature) const {
        return state_queries(build(), account, hash, signature)
            .value_or(std::vector<std::string>{});
    }
    /// Answers the two calls of the first round.
    Request &answer_all(std::span<const Felt> signature, std::string_view call,
                        std::uint32_t kind = WA_EVIDENCE_RESULT) {
        const auto asked = queries(signature);
        EXPECT_EQ(asked.size(), 2U);
        return answer(asked.at(0), R"("0x534e5f4d41494e")").answer(asked.at(1), call, kind);
    }
};

} // namespace walletauth::starknet
