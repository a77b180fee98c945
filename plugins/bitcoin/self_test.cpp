// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "bip137.hpp"
#include "bip322.hpp"
#include "owned.hpp"

#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

namespace walletauth::bitcoin {
namespace {

constexpr std::string_view mainnet = networks[0].chain;

// bip-0322/basic-test-vectors.json and generated-test-vectors.json (bitcoin/bips 7fe0b03).
constexpr std::string_view p2wpkh_signature =
    "smpAkgwRQIhAPkJ1Q4oYS0htvyuSFHLxRQpFAY56b70UvE7Dxazen0ZAiAtZfFz1S6T6I23MWI2lK/"
    "pcNTWncuyL8UL+oMdydVgzAEhAsfxIAMZZEKUPYWI4BruhAQjzFT8FSFSajuFwrDL1Yhy";
constexpr std::string_view p2tr_signature =
    "AUCJYOwOjxYAvatTAGYaVlNXBVyFuc4MwNQkOuK2tl8xhfKDONd0NjfYyNSYcRqeCp8hsAnCEPHAVEkO9h6vbQ/R";
constexpr std::string_view p2pkh_signature =
    "fulAgAAAAGn3Z6t/gsHNyHdgZTOVro0Hej+qbd/ilU1ACalKoHX3gAAAABqRzBEAiB+8t/tm8Jm6zYv9JGZZVlAUjmq"
    "g7ZglIA39U+bim8EKQIgDv3E5cHOagN+xYgN3ZQjTYlAJp/WyslwJWuFP1TmM3IBIQJcPK2h9SY+Ki1oussvHnMdFAhJ"
    "gsYBFPl+rNcMv9P1ROAHAAABAAAAAAAAAAABauAHAAA=";
constexpr std::string_view nested_signature =
    "fulAgAAAAABAe5xLNMlYQH4OGjJ3h4lqQaVp0Cic7mwxkvyWswqFMXeAAAAABcWABSy/hpDH/KLAi4x25Tmb2UaO1xt"
    "WeAHAAABAAAAAAAAAAABagJHMEQCIDEleqb0n1R5c21TGkWRXNFae98wbwI0QOyh/YmRuQX1AiAcv1MhyTzPOVgZ1VIw"
    "uu0tDxrVJUHK8lhOUOXpsZnGwwEhAsjeDEoWX8hvEC8A/692yGQsPh6JBO8Zf4aITEQsKAcJ4AcAAA==";

constexpr KnownRequest bip322_requests[]{
    {.name = "BIP-322, P2WPKH",
     .account = "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l",
     .signature = p2wpkh_signature},
    {.name = "BIP-322, P2WPKH, another message",
     .account = "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l",
     .message = "Hello World",
     .signature = p2wpkh_signature,
     .status = WA_REJECTED_SIGNATURE},
    {.name = "BIP-322, P2TR",
     .account = "bc1pss0zhytly75awhm6x2hhvd5lnzv3vssgrf9axfheq8ldyzn88ges79fler",
     .message = "No prefix fallback",
     .signature = p2tr_signature},
    {.name = "BIP-322, P2TR, another message",
     .account = "bc1pss0zhytly75awhm6x2hhvd5lnzv3vssgrf9axfheq8ldyzn88ges79fler",
     .message = "No prefix",
     .signature = p2tr_signature,
     .status = WA_REJECTED_SIGNATURE},
    {.name = "BIP-322, P2PKH",
     .account = "13vU5PUSuArDXJdCWZvUFEbgJ2wcmtSJWn",
     .message = "MOISC5NCQ42ADH2SUXLELUJOWH",
     .signature = p2pkh_signature},
    {.name = "BIP-322, P2SH-P2WPKH",
     .account = "32Utb7Seg6EXq7UesMNJXhQ1gdohYNyzQ9",
     .message = "EMYGZHEY3LIANYKCR7XJF3NMFQ",
     .signature = nested_signature},
};

// Bitcoin Core, src/test/util_tests.cpp, message_verify; sparrow issue 39. The last one is the
// first with n - s in the place of s, and the other parity.
constexpr KnownRequest bip137_requests[]{
    {.name = "Bitcoin Core",
     .account = "15CRxFdyRpGZLW9w8HnHvVduizdL5jKNbs",
     .message = "Trust no one",
     .signature = "IPojfrX2dfPnH26UegfbGQQLrdK844DlHq5157/P6h57WyuS/Qsl+h/"
                  "WSVGDF4MUi4rWSswW38oimDYfNNUBUOk="},
    {.name = "Electrum's dialect",
     .account = "36TcRXxXDgwv5J78EL8QnTTyh5owFAXpb9",
     .message = "Test",
     .signature = "ID22tR17Iv4JDZOPTDznywOrmP6YsJEhEvlQhvYjqdO4VCiFJOGXiTpZcxzzdOgb4U4/"
                  "5BsCbnHg/E1xDddgKLY="},
    {.name = "BIP-137",
     .account = "36TcRXxXDgwv5J78EL8QnTTyh5owFAXpb9",
     .message = "Test",
     .signature = "I21pjaclbCUb+agjKkFTJSHdKYPACzDjsrHdimpuXIEBSDb1kicauaWHZzo+he397Isug//"
                  "jNNUdF22wf2QQQeY="},
    {.name = "high s",
     .account = "15CRxFdyRpGZLW9w8HnHvVduizdL5jKNbs",
     .message = "Trust no one",
     .signature = "H/ojfrX2dfPnH26UegfbGQQLrdK844DlHq5157/P6h57pNRtAvTaBeAp"
                  "tq586Hzrcy/YkhqYaNYZJ5w/V/s08Fg=",
     .status = WA_REJECTED_SIGNATURE},
    {.name = "high s under compat",
     .account = "15CRxFdyRpGZLW9w8HnHvVduizdL5jKNbs",
     .message = "Trust no one",
     .signature = "H/ojfrX2dfPnH26UegfbGQQLrdK844DlHq5157/P6h57pNRtAvTaBeAp"
                  "tq586Hzrcy/YkhqYaNYZJ5w/V/s08Fg=",
     .flags = WA_REQUEST_COMPAT},
};

// BIP-86, first receiving address of its mnemonic.
bool derives_taproot_as_published() {
    const auto x = decode_hex("cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115");
    if (!x) return false;
    const auto internal = Secp256k1Key::lift_x(std::span{*x}.first<32>());
    if (!internal) return false;
    const auto address = p2tr_of(*internal);
    return address && format_address(networks[0], *address) ==
                          "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr";
}

constexpr KnownFact facts[]{{"secp256k1", &secp256k1_verifies_as_known},
                            {"secp256k1 keys", &secp256k1_reads_keys_as_known},
                            {"secp256k1 tweaks", &secp256k1_tweaks_as_known},
                            {"BIP-340", &secp256k1_verifies_bip340_as_known},
                            {"BIP-86", &derives_taproot_as_published}};

} // namespace

Result<void> self_test() {
    if (auto good = check_known_answers(facts); !good) return good;
    if (auto good = check_known_answers(bip322_verifier, mainnet, bip322_requests); !good) {
        return good;
    }
    return check_known_answers(bip137_verifier, mainnet, bip137_requests);
}

} // namespace walletauth::bitcoin
