// SPDX-License-Identifier: Apache-2.0
#include "account_signature.hpp"

#include <algorithm>
#include <utility>

namespace walletauth::starknet {
namespace {

SignerSignature read_stark(FeltReader &reader) {
    SignerSignature signature;
    signature.r = reader.felt();
    signature.s = reader.felt();
    return signature;
}

/// [r, s] or [owner r, s, guardian r, s].
void read_concise(FeltReader &reader, AccountSignature &out) {
    out.is_concise = true;
    if (reader.size() != 2 && reader.size() != 4) (void)reader.fail();
    while (!reader.is_empty())
        out.signatures.push_back(read_stark(reader));
}

/// Array<SignerSignature> of up to `max` elements.
void read_array(FeltReader &reader, AccountSignature &out, std::uint64_t max,
                WebauthnLayout layout) {
    const std::uint64_t count = reader.integer(max);
    if (count == 0) (void)reader.fail();
    for (std::uint64_t i = 0; i < count && reader.is_good(); ++i)
        out.signatures.push_back(read_signer_signature(reader, layout));
}

/// EthAccount reads r and s and nothing beyond; starknet.js adds the parity. Anything else that
/// stands there nobody made: only chain state can tell.
void read_eth_account(FeltReader &reader, AccountSignature &out) {
    SignerSignature signature;
    signature.compact = read_compact(reader);
    if (reader.size() == 1) {
        const Felt parity = reader.felt();
        signature.parity = parity == Felt{0}   ? std::uint8_t{0}
                           : parity == Felt{1} ? std::uint8_t{1}
                                               : SignerSignature::bad_parity;
    } else if (!reader.is_empty()) {
        signature.parity = SignerSignature::bad_parity;
        reader.skip(reader.size());
    }
    out.signatures.push_back(std::move(signature));
}

/// [key, r, s]*.
void read_multisig_0_1(FeltReader &reader, AccountSignature &out) {
    if (reader.is_empty()) (void)reader.fail();
    while (!reader.is_empty()) {
        const Felt key = reader.nonzero();
        auto signature = read_stark(reader);
        signature.signer = Signer{SignerKind::starknet, key, {}};
        out.signatures.push_back(std::move(signature));
    }
}

/// Bytes packed into 32-bit words, the last one filled up with some zero bytes whose number
/// follows.
std::uint64_t read_words(FeltReader &reader) {
    const std::uint64_t count = reader.integer(reader.size());
    for (std::uint64_t i = 0; i < count && reader.is_good(); ++i)
        (void)reader.integer(0xffffffff);
    const std::uint64_t padding = reader.integer(3);
    if (padding > 4 * count) (void)reader.fail();
    return 4 * count - padding;
}

/// A registered secp256r1 key: Braavos' strong signers. 5 is WebAuthn.
SignerSignature read_strong(FeltReader &reader, std::uint64_t type) {
    SignerSignature signature;
    Signer signer{type == 5 ? SignerKind::webauthn : SignerKind::secp256r1, {}, {}};
    for (int i = 0; i < 4; ++i)
        signer.fields.push_back(reader.limb());
    signature.signer = std::move(signer);
    if (type == 5) {
        (void)read_words(reader); // authenticator data
        const std::uint64_t client_data = read_words(reader);
        const std::uint64_t offset = reader.integer(0xffffffff);
        const std::uint64_t size = reader.integer(0xffffffff);
        if (offset + size > client_data) (void)reader.fail(); // where the challenge stands
        const std::uint64_t padding = reader.integer(16);
        if (padding != 4 && padding != 16) (void)reader.fail();
    }
    signature.compact = read_compact(reader);
    // An option that the contract has given up.
    if (type == 5 && !reader.felt().is_zero()) (void)reader.fail();
    return signature;
}

/// [r, s] by the Stark key, or signers one after the other.
void read_braavos(FeltReader &reader, AccountSignature &out) {
    if (reader.is_empty()) (void)reader.fail();
    if (reader.size() == 2) {
        out.is_concise = true;
        out.signatures.push_back(read_stark(reader));
        return;
    }
    while (!reader.is_empty()) {
        const std::uint64_t type = reader.integer(5);
        if (type == 1) {
            out.signatures.push_back(read_stark(reader));
        } else if (type == 2 || type == 5) {
            out.signatures.push_back(read_strong(reader, type));
        } else {
            (void)reader.fail();
        }
    }
}

/// [0, address, key, r, s, size, external signature]*.
void read_moa(FeltReader &reader) {
    if (reader.is_empty()) (void)reader.fail();
    while (!reader.is_empty()) {
        (void)reader.integer(0);
        (void)reader.nonzero();
        (void)reader.felt();
        (void)read_stark(reader);
        const Felt size = reader.felt();
        if (!is_below_2_128(size) || size.words()[1] != 0) (void)reader.fail();
        reader.skip(size.words()[0]);
    }
}

void read_argent(FeltReader &reader, AccountSignature &out, WebauthnLayout layout) {
    if (reader.size() == 2 || reader.size() == 4) return read_concise(reader, out);
    read_array(reader, out, 2, layout);
}

/// False if the felts are no signature of the kind.
bool read(std::span<const Felt> felts, AccountSignature &out, WebauthnLayout layout) {
    FeltReader reader(felts);
    out.is_concise = false;
    out.signatures.clear();
    switch (out.kind) {
    case AccountKind::openzeppelin:
    case AccountKind::paradex:
    case AccountKind::braavos_legacy:
        out.is_concise = true;
        out.signatures.push_back(read_stark(reader));
        break;
    case AccountKind::eth_account:
        read_eth_account(reader, out);
        break;
    case AccountKind::argent_0_2:
    case AccountKind::argent_0_3:
        read_concise(reader, out);
        break;
    case AccountKind::argent_0_4:
    case AccountKind::argent_0_5:
        read_argent(reader, out, layout);
        break;
    case AccountKind::multisig_0_1:
        read_multisig_0_1(reader, out);
        break;
    case AccountKind::multisig_0_2:
        read_array(reader, out, felts.size(), layout);
        break;
    case AccountKind::braavos:
        read_braavos(reader, out);
        break;
    case AccountKind::moa:
        read_moa(reader);
        break;
    }
    return reader.finished();
}

/// Accounts of multisig 0.1 take nothing else: every owner once, ascending.
bool is_ascending(const AccountSignature &reading) noexcept {
    return std::ranges::is_sorted(reading.signatures, [](const auto &a, const auto &b) {
        return a.signer->key <= b.signer->key;
    });
}

} // namespace

Result<AccountSignature> parse_account_signature(AccountKind kind, std::span<const Felt> felts) {
    AccountSignature out;
    out.kind = kind;
    // Multisig 0.2.0 is of the time of Argent 0.4, later releases of 0.5's.
    const bool has_old_layout =
        kind == AccountKind::argent_0_4 || kind == AccountKind::multisig_0_2;
    const bool has_new_layout = kind != AccountKind::argent_0_4;
    if ((has_new_layout && read(felts, out, WebauthnLayout::argent_0_5)) ||
        (has_old_layout && read(felts, out, WebauthnLayout::argent_0_4))) {
        return out;
    }
    if (felts.empty()) return refuse(WA_MALFORMED_SIGNATURE, "signature has no felt, not even r");
    return refuse(WA_MALFORMED_SIGNATURE, "no signature of this account's class: ", felts.size(),
                  felts.size() == 1 ? " felt" : " felts");
}

std::vector<AccountSignature> parse_any_signature(std::span<const Felt> felts) {
    using enum AccountKind;
    std::vector<AccountSignature> readings;
    for (const AccountKind kind : {openzeppelin, eth_account, argent_0_3, argent_0_4, argent_0_5,
                                   multisig_0_1, multisig_0_2, braavos, moa}) {
        // Whatever follows would be a signature of this account.
        if (kind == eth_account && felts.size() > 5) continue;
        auto reading = parse_account_signature(kind, felts);
        if (!reading || (kind == multisig_0_1 && !is_ascending(*reading))) continue;
        readings.push_back(std::move(*reading));
    }
    return readings;
}

bool is_braavos_deployment(std::span<const Felt> felts, const Felt &chain_id) noexcept {
    return felts.size() == 15 && felts[12] == chain_id;
}

} // namespace walletauth::starknet
