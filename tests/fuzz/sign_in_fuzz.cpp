// SPDX-License-Identifier: Apache-2.0
// Sign-in texts of lines: the kit's reader against a second, slow one; and what is read can be
// written again. The first byte chooses a row.
#include "input.hpp"

#include "tests/support/sign_in_oracle.hpp"

#include <walletauth/sign_in/claims.hpp>

#include <string>

namespace {

using namespace walletauth::sign_in;
using walletauth::fuzz::require;
using walletauth_test::toy_chain;

/// What a missing version and a missing chain mean when they are written.
Claims with_defaults(Claims claims) {
    if (!claims.version) claims.version = "1";
    if (!claims.chain) claims.chain = toy_chain;
    return claims;
}

void write_again(const TextForm &form, const Claims &claims) {
    const auto text = compose_text(form, toy_chain, claims);
    if (!text) return;
    const auto read = read_text(form, toy_chain, *text);
    require(read.has_value(), "what is written is read");
    require(with_defaults(*read) == with_defaults(claims), "as what was put in");
}

/// Fields as a service hands them in: compose refuses, or read gives them back.
void write_fields(const TextForm &form, std::string_view json) {
    const auto claims = read_fields(json);
    if (claims) write_again(form, *claims);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0) return 0;
    const auto &rows = walletauth_test::rows_of_all_kinds();
    const auto &form = rows[data[0] % rows.size()];
    const std::string text{reinterpret_cast<const char *>(data) + 1, size - 1};
    const auto fast = read_text(form, toy_chain, text);
    const auto slow = walletauth_test::read_slowly(form, toy_chain, text);
    require(fast.has_value() == slow.has_value(), "both readers accept or refuse");
    if (fast) {
        require(*fast == *slow, "both read the same claims");
        write_again(form, *fast);
    }
    write_fields(form, text);
    return 0;
}
