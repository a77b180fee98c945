// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "offchain_envelope.hpp"
#include "signature.hpp"
#include "solana_memo.hpp"
#include "solana_message.hpp"
#include "solana_offchain.hpp"

#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

#include <string_view>

namespace walletauth::solana {
namespace {

// ed25519-speccheck (Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", table 6c): the rows
// that tell libraries and their versions apart. Their messages are no text, so they run against
// what the schemes end with.
struct Speccheck {
    std::string_view name;
    std::string_view account;
    std::string_view message;   // hex
    std::string_view signature; // hex
    std::uint32_t status;
};
constexpr Speccheck speccheck[] = {
    {"speccheck 0: small order A and R", "EQAqmjhcsBQhpBv5GJkYgEB7emGHZNoo1j1yAjiFLNxR",
     "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6",
     "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a000000000000"
     "0000000000000000000000000000000000000000000000000000",
     WA_REJECTED_SIGNER},
    {"speccheck 2: small order R", "Hg2yH6oDXQSAZt1xvoV7JKWrhCJs4R23SdNXypxMjo9C",
     "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab",
     "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa8c4bd45aecac"
     "a5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e",
     WA_REJECTED_SIGNATURE},
    {"speccheck 3: mixed order A and R", "EqxMvbvZj5dpRpmbyw9k1gzKYHkwZDZJrieP7X3ohLpU",
     "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
     "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f87909e14428a"
     "7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009",
     WA_OK},
    {"speccheck 4: cofactored equation only", "EqxMvbvZj5dpRpmbyw9k1gzKYHkwZDZJrieP7X3ohLpU",
     "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
     "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a26"
     "9b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09",
     WA_REJECTED_SIGNATURE},
    {"speccheck 6: S above L", "5b6UAGL5gaWXB1veFdcveReiyxMFwgP5B3vpL24h1vt2",
     "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
     "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e547f7690a0e2"
     "ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514",
     WA_REJECTED_SIGNATURE},
    {"speccheck 8: R not canonical", "Hg2yH6oDXQSAZt1xvoV7JKWrhCJs4R23SdNXypxMjo9C",
     "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41",
     "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff03be9678ac10"
     "2edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f",
     WA_REJECTED_SIGNATURE},
    {"speccheck 10: A not canonical", "Gx9dDNxzpALCowVuZb7pBceBLJugLA8sPa6TJDXrpfgi",
     "e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b",
     "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dca5bb704786be"
     "79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
     WA_REJECTED_SIGNER},
};

// Signatures by the key of RFC 8032, section 7.1, test 1, made with OpenSSL.
constexpr std::string_view signer = "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z";
constexpr std::string_view sign_in = "Sign in\nnonce 1";
constexpr KnownRequest message_answers[] = {
    {.name = "message",
     .account = signer,
     .message = sign_in,
     .signature = "c6d0c5079788c7713872932c8c6f2eec9d16a92137ce8ccb0233587b5d37f44b2a138dd45c0a"
                  "8d62a2f9e92a0afbbb951cb3fdb9990d506f5212f40f980b4e07"},
};
constexpr KnownRequest offchain_answers[] = {
    {.name = "off-chain v0-legacy",
     .account = signer,
     .message = sign_in,
     .signature = "5372e90c806ac695a2c8d02a376cf11b8745570daec2d0b26968fa0c6cdc247e8ebfe5b1ddfd"
                  "c8e1da9cff286d0902a85a86a6934b007327e15eeea22c85720c"},
    {.name = "off-chain v1",
     .account = signer,
     .message = sign_in,
     .signature = "126ee144d79c3aa53342920623f1fe5fa7357668d036f148dc439d991f689ff6614e6bfde707"
                  "75e6b3bf755b9ee318471cba177ab9b7c70809028ef8ca85d703"},
};
constexpr KnownRequest memo_answers[] = {
    {.name = "memo",
     .account = signer,
     .message = sign_in,
     .signature = "0186c9c571445cfd7e7832b0f277170a60b585930c8fe8b42ccab93bf44e8c1829c4332cd3e4"
                  "98d7555fb2e8009b2f46c4ad543643f012e2e12b98c977c9e0eb0601000102d75a980182b10a"
                  "b7d54bfed3c964073a0ee172f3daa62325af021a68f707511a054a535a992921064d24e87160"
                  "da387c7c35b5ddbc92bb81e41fa8404105448d00000000000000000000000000000000000000"
                  "000000000000000000000000000101000f5369676e20696e0a6e6f6e63652031"},
};

constexpr std::string_view chain = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";

std::uint32_t ask(const Speccheck &known) {
    const auto key = read_account(known.account);
    const auto message = decode_hex(known.message);
    const auto signature = decode_hex(known.signature);
    if (!key || !message || !signature || signature->size() != signature_size) {
        return WA_ERROR_INTERNAL;
    }
    const Claim claim{*key, format_account(*key), true};
    const std::span<const std::uint8_t> bytes{*signature};
    return status_of(verify_signature(claim, bytes.first<64>(), *message));
}

// The envelope of solana-sdk's own test.
bool reads_published_envelope() {
    constexpr std::string_view published =
        "ff736f6c616e61206f6666636861696e00012300d0a2d0b5d181d182d0bed0b2d0bed0b520d181d0bed0bed0b1"
        "d189d0b5d0bdd0b8d0b5";
    const auto bytes = decode_hex(published);
    if (!bytes) return false;
    const auto envelope = parse_envelope(*bytes, WA_ERROR_INTERNAL);
    return envelope && envelope->layout == Layout::v0_legacy && build_envelope(*envelope) == *bytes;
}

constexpr KnownFact facts[] = {{"envelope of solana-sdk", &reads_published_envelope},
                               {"RFC 8032", &ed25519_verifies_as_known}};

} // namespace

Result<void> self_test() {
    if (auto good = check_known_answers(speccheck, ask); !good) return good;
    if (auto good = check_known_answers(solana_message_verifier, chain, message_answers); !good)
        return good;
    if (auto good = check_known_answers(solana_offchain_verifier, chain, offchain_answers); !good)
        return good;
    if (auto good = check_known_answers(solana_memo_verifier, chain, memo_answers); !good)
        return good;
    return check_known_answers(facts);
}

} // namespace walletauth::solana
