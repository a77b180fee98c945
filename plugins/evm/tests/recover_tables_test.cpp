// SPDX-License-Identifier: Apache-2.0
// Recovery over bare hashes: the Wycheproof table of secp256k1, and hashes over which three
// libraries agree.
#include "plugins/evm/recover.hpp"

#include "tests/support/table.hpp"

#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth::evm;

std::uint32_t recover(const json::Value &row, std::uint32_t flags) {
    const auto bytes = parse_signature_text(row.find("signature")->text());
    if (!bytes) return bytes.error().status;
    const auto signature = read_signature(*bytes);
    if (!signature) return signature.error().status;
    Hash256 digest{};
    const auto text = row.find("message")->find("value")->text();
    if (!decode_hex_into(text.substr(2), digest)) return WA_MALFORMED_MESSAGE;
    wa_request request{};
    request.flags = flags;
    request.account = text_of(row.find("account")->text());
    const auto proof = prove_signer(request, *signature, digest, 0);
    return proof ? WA_OK : proof.error().status;
}

void run(const char *name, std::size_t count) {
    for_each_row(name, count, [](const json::Value &row) {
        const bool valid = row.find("expect")->text() == "valid";
        const auto strict = recover(row, 0);
        const auto compat = recover(row, WA_REQUEST_COMPAT);
        EXPECT_EQ(compat == WA_OK, valid) << compat;
        EXPECT_EQ(strict == WA_OK, valid && !is_malleable(row)) << strict;
    });
}

TEST(RecoverTables, Wycheproof) { run("tests/tables/secp256k1-wycheproof.json", 364); }
TEST(RecoverTables, RawDigests) { run("tests/tables/secp256k1-digests.json", 26); }

} // namespace
