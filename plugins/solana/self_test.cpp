// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "offchain_envelope.hpp"
#include "signature.hpp"
#include "solana_memo.hpp"
#include "solana_message.hpp"
#include "solana_offchain.hpp"

#include <walletauth/status.hpp>
#include <walletauth/text/hex.hpp>

#include <string_view>

namespace walletauth::solana {
namespace {

using Check = Result<void>;

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
struct Known {
    std::string_view name;
    const SignatureVerifier *verifier;
    std::string_view account;
    std::string_view message;   // hex
    std::string_view signature; // hex
    std::uint32_t status;
};
constexpr Known known_answers[] = {
    {"message", &solana_message_verifier, "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
     "5369676e20696e0a6e6f6e63652031",
     "c6d0c5079788c7713872932c8c6f2eec9d16a92137ce8ccb0233587b5d37f44b2a138dd45c0a"
     "8d62a2f9e92a0afbbb951cb3fdb9990d506f5212f40f980b4e07",
     WA_OK},
    {"off-chain v0-legacy", &solana_offchain_verifier,
     "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z", "5369676e20696e0a6e6f6e63652031",
     "5372e90c806ac695a2c8d02a376cf11b8745570daec2d0b26968fa0c6cdc247e8ebfe5b1ddfd"
     "c8e1da9cff286d0902a85a86a6934b007327e15eeea22c85720c",
     WA_OK},
    {"off-chain v1", &solana_offchain_verifier, "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
     "5369676e20696e0a6e6f6e63652031",
     "126ee144d79c3aa53342920623f1fe5fa7357668d036f148dc439d991f689ff6614e6bfde707"
     "75e6b3bf755b9ee318471cba177ab9b7c70809028ef8ca85d703",
     WA_OK},
    {"memo", &solana_memo_verifier, "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
     "5369676e20696e0a6e6f6e63652031",
     "0186c9c571445cfd7e7832b0f277170a60b585930c8fe8b42ccab93bf44e8c1829c4332cd3e4"
     "98d7555fb2e8009b2f46c4ad543643f012e2e12b98c977c9e0eb0601000102d75a980182b10a"
     "b7d54bfed3c964073a0ee172f3daa62325af021a68f707511a054a535a992921064d24e87160"
     "da387c7c35b5ddbc92bb81e41fa8404105448d00000000000000000000000000000000000000"
     "000000000000000000000000000101000f5369676e20696e0a6e6f6e63652031",
     WA_OK},
};

constexpr std::string_view chain = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";

Check check_status(std::string_view name, const Result<Proof> &result, std::uint32_t expected) {
    const std::uint32_t status = result ? WA_OK : result.error().status;
    if (status == expected) return {};
    return refuse(WA_ERROR_INTERNAL, name, ": answered ", status_and_reason(status), ", expected ",
                  status_and_reason(expected));
}

Check check_speccheck(const Speccheck &known) {
    const auto key = read_account(known.account);
    const auto message = decode_hex(known.message);
    const auto signature = decode_hex(known.signature);
    if (!key || !message || !signature || signature->size() != signature_size) {
        return refuse(WA_ERROR_INTERNAL, known.name, ": not readable");
    }
    const Claim claim{*key, format_account(*key), true};
    const std::span<const std::uint8_t> bytes{*signature};
    return check_status(known.name, verify_signature(claim, bytes.first<64>(), *message),
                        known.status);
}

Check check_known(const Known &known) {
    const auto message = decode_hex(known.message);
    const auto signature = decode_hex(known.signature);
    if (!message || !signature) {
        return refuse(WA_ERROR_INTERNAL, known.name, ": not hex");
    }
    wa_request request{};
    request.struct_size = sizeof request;
    request.chain = text_of(chain);
    request.account = text_of(known.account);
    request.message = bytes_of(*message);
    request.signature = bytes_of(*signature);
    request.accept = WA_ACCEPT_DERIVED;
    return check_status(known.name, known.verifier->verify(request), known.status);
}

// The envelope of solana-sdk's own test.
Check check_envelope() {
    constexpr std::string_view published =
        "ff736f6c616e61206f6666636861696e00012300d0a2d0b5d181d182d0bed0b2d0bed0b520d181d0bed0bed0b1"
        "d189d0b5d0bdd0b8d0b5";
    const auto bytes = decode_hex(published);
    if (!bytes) return refuse(WA_ERROR_INTERNAL, "envelope: not hex");
    const auto envelope = parse_envelope(*bytes, WA_ERROR_INTERNAL);
    if (!envelope) return std::unexpected(envelope.error());
    if (envelope->layout == Layout::v0_legacy && build_envelope(*envelope) == *bytes) return {};
    return refuse(WA_ERROR_INTERNAL, "envelope: solana-sdk's bytes read as ",
                  layout_name(envelope->layout));
}

} // namespace

Result<void> self_test() {
    for (const auto &known : speccheck) {
        if (auto good = check_speccheck(known); !good) return good;
    }
    for (const auto &known : known_answers) {
        if (auto good = check_known(known); !good) return good;
    }
    return check_envelope();
}

} // namespace walletauth::solana
