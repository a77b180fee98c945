// SPDX-License-Identifier: Apache-2.0
// One ed25519 and one secp256k1 key have signed one message with every scheme of every plugin. No
// signature of one scheme is valid under another one: else a user who signs for one chain could be
// passed off as having signed for another. Where two schemes really sign the same bytes, the
// chain's file says so, and its page.
#include "matrix_file.hpp"
#include "respelled_signatures.hpp"
#include "tests/support/every_plugin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace {

using namespace walletauth;
using matrix::Bytes;
using matrix::Case;
using matrix::Same;

const Verifier &verifier() {
    static const Verifier instance = [] {
        const auto set = std::make_shared<PluginSet>();
        for (const auto entry : every_plugin()) {
            if (auto added = set->add(entry); !added) ADD_FAILURE() << added.error().message();
        }
        return Verifier{set};
    }();
    return instance;
}

const matrix::Matrix &all() {
    static const matrix::Matrix instance = matrix::read_matrix(verifier());
    return instance;
}

/// What a thief can offer as the message to `target`: what that one's own case has, the other
/// case's message, and the bytes that were signed or hashed in it.
std::vector<std::pair<std::string, Bytes>> messages_for(const Case &target, const Case &signer) {
    const auto copy = [](std::span<const std::uint8_t> bytes) {
        return Bytes{bytes.begin(), bytes.end()};
    };
    std::vector<std::pair<std::string, Bytes>> messages;
    messages.emplace_back("message", copy(signer.request.request().message));
    messages.emplace_back("message", copy(target.request.request().message));
    for (const auto &bytes : signer.signed_bytes)
        messages.emplace_back("signed", bytes);
    return messages;
}

/// With which messages a signature of `signer` is valid under the scheme of `target`.
std::set<std::string> taken(const Case &target, const Case &signer) {
    const auto own = target.request.request();
    const auto theirs = signer.request.request();
    auto signatures = matrix::respelled(own.signature, target.raw, signer.raw);
    EXPECT_FALSE(signatures.empty()) << target.id << ": raw is not in its signature";
    signatures.emplace_back(theirs.signature.begin(), theirs.signature.end());
    signatures.push_back(signer.raw);
    std::set<std::string> found;
    for (const auto &[offered, message] : messages_for(target, signer)) {
        for (const auto &signature : signatures) {
            auto request = own;
            request.message = message;
            request.signature = signature;
            if (verifier().verify(request).valid()) found.insert(offered);
        }
    }
    return found;
}

/// What all spellings of a key have: the number that it is, or its x.
Bytes number_of(std::span<const std::uint8_t> key) {
    const auto number = key.size() == 33 || key.size() == 65 ? key.subspan(1) : key;
    return {number.begin(), number.begin() + 32};
}

} // namespace

TEST(Matrix, EverySchemeOfTheseKeysHasACase) {
    for (const auto entry : every_plugin()) {
        const auto &plugin = *entry();
        for (std::size_t i = 0; i < plugin.scheme_count; ++i) {
            const auto &scheme = *plugin.schemes[i];
            for (std::size_t k = 0; k < scheme.key_count; ++k) {
                const auto type = view(scheme.keys[k]->type);
                const auto key = type.substr(0, type.find('-'));
                if (key != "ed25519" && key != "secp256k1") continue;
                EXPECT_TRUE(std::ranges::any_of(all().cases,
                                                [&](const Case &each) {
                                                    return each.key == key &&
                                                           each.scheme.ends_with(
                                                               '/' + std::string{view(scheme.id)});
                                                }))
                    << "plugins/*/tests/matrix.json has no case of " << view(scheme.id)
                    << " by a key of " << key;
            }
        }
    }
}

TEST(Matrix, EveryCaseIsValidUnderItsOwnScheme) {
    for (const auto &each : all().cases) {
        const auto verdict = verifier().verify(each.request.request());
        EXPECT_TRUE(verdict.valid()) << each.id << ": " << verdict.detail;
    }
}

/// Else signatures would be refused for the wrong reason.
TEST(Matrix, AllCasesHaveTheSameKeys) {
    std::map<std::string, std::set<Bytes>> keys;
    for (const auto &each : all().cases) {
        const auto verdict = verifier().verify(each.request.request());
        if (verdict.public_key.size() >= 32) keys[each.key].insert(number_of(verdict.public_key));
    }
    ASSERT_EQ(keys.size(), 2U);
    for (const auto &[kind, found] : keys)
        EXPECT_EQ(found.size(), 1U) << kind;
}

TEST(Matrix, NoSignatureIsValidUnderAnotherScheme) {
    std::set<Same> found;
    for (const auto &signer : all().cases) {
        for (const auto &target : all().cases) {
            if (signer.scheme == target.scheme || signer.key != target.key) continue;
            for (const auto &offered : taken(target, signer))
                found.insert({signer.scheme, target.scheme, offered});
        }
    }
    const std::set<Same> known{all().same.begin(), all().same.end()};
    for (const auto &each : found) {
        EXPECT_TRUE(known.contains(each))
            << "a signature by " << each.scheme << " is valid under " << each.also << ", where its "
            << each.offered << " is the message";
    }
    for (const auto &each : known) {
        EXPECT_TRUE(found.contains(each))
            << each.scheme << " no longer signs what " << each.also << " does";
    }
}
