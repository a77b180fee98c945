// SPDX-License-Identifier: Apache-2.0
#include "class_table.hpp"

#include "curve_constants.hpp"

#include <algorithm>

namespace walletauth::starknet {
namespace {

using curve_detail::constant;

/// Where each hash comes from: plugins/starknet/snip12.md.
constexpr AccountClass classes[]{
    // OpenZeppelin 0.5.0 (Cairo 0), 0.6.1 (Cairo 0), 0.7.0
    {constant("04d07e40e93398ed3c76981e72dd1fd22557a78ce36c0515f679e27f0bb5bc5f"),
     AccountKind::openzeppelin, true},
    {constant("048dd59fabc729a5db3afdf649ecaf388e931647ab2f53ca3c6183fa480aa292"),
     AccountKind::openzeppelin, true},
    {constant("04c6d6cf894f8bc96bb9c525e6853e5483177841f7388f74a46cfda6f028c755"),
     AccountKind::openzeppelin},
    // 0.8.0: of its documentation, of starkli, of devnet
    {constant("016c6081eb34ad1e0c5513234ed0c025b3c7f305902d291bad534cd6474c85bc"),
     AccountKind::openzeppelin},
    {constant("05400e90f7e0ae78bd02c77cd75527280470e2fe19c54970dd79dc37a9d3645c"),
     AccountKind::openzeppelin},
    {constant("00f7f9cd401ad39a09f095001d31f0ad3fdc2f4e532683a84a8a6c76150de858"),
     AccountKind::openzeppelin},
    // 0.8.1, 0.9.0, 0.10.0, 0.11.0
    {constant("061dac032f228abef9c6626f995015233097ae253a7f72d68552db02f2971b8f"),
     AccountKind::openzeppelin},
    {constant("01148c31dfa5c4708a4e9cf1eb0fd3d4d8ad9ccf09d0232cd6b56bee64a7de9d"),
     AccountKind::openzeppelin},
    {constant("004ca5c0b1af6115858708bd1fabd2e9bb306012b31a741acbf69b8a9f35d688"),
     AccountKind::openzeppelin},
    {constant("0450f568a8cb6ea1bcce446355e8a1c2e5852a6b8dc3536f495cdceb62e8a7e2"),
     AccountKind::openzeppelin},
    // 0.12, 0.13 and 0.14, 0.15, 0.16
    {constant("01e60c8722677cfb7dd8dbea5be86c09265db02cdfe77113e77da7d44c017388"),
     AccountKind::openzeppelin},
    {constant("00e2eb8f5672af4e6a4e8a8f1b44989685e668489b0a25437733756c5a34a1d6"),
     AccountKind::openzeppelin},
    {constant("005b8b908d16497cd347642c1ab43015b5956e2085aa4c8bb21f0b073015a1c9"),
     AccountKind::openzeppelin},
    {constant("0358a1635f95aaaa840ec3b47219a354d5dfe6b01f0bca38ae6b2ff397490348"),
     AccountKind::openzeppelin},
    // 0.17: of its documentation, of starknet.js; 0.18 and 0.19, 0.20
    {constant("06d4b80c0f3c3ea9e98252403a83f8a6bacf7f7362e9ac0a8824854dca31f8a8"),
     AccountKind::openzeppelin},
    {constant("0540d7f5ec7ecf317e68d48564934cb99259781b1ee3cedbbc37ec5337f8e688"),
     AccountKind::openzeppelin},
    {constant("04a444ef8caf8fa0db05da60bf0ad9bae264c73fa7e32c61d245406f5523174b"),
     AccountKind::openzeppelin},
    {constant("02b31e19e45c06f29234e06e2ee98a9966479ba3067f8785ed972794fdb0065c"),
     AccountKind::openzeppelin},
    // 1.0.0, 2.0.0, 3.0.0
    {constant("05b4b537eaa2399e3aa99c4e2e0208ebd6c71bc1467938cd52c798c601e43564"),
     AccountKind::openzeppelin},
    {constant("07fa937960fd981bc9a7f54f02786cfa6c6f194fc66cb0c35c1588bd83448062"),
     AccountKind::openzeppelin},
    {constant("01d1777db36cdd06dd62cfde77b1b6ae06412af95d57a13dc40ac77b8a702381"),
     AccountKind::openzeppelin},
    // that starknet-devnet computes the addresses of its accounts with
    {constant("03fcbf77b28c96f4f2fb5bd2d176ab083a12a5e123adeb0de955d7ee228c9854"),
     AccountKind::openzeppelin},
    // OpenZeppelin EthAccount 0.9.0, 0.17.0, 1.0.0
    {constant("023e416842ca96b1f7067693892ed00881d97a4b0d9a4c793b75cb887944d98d"),
     AccountKind::eth_account},
    {constant("03940bc18abf1df6bc540cabadb1cad9486c6803b95801e57b6153ae21abfe06"),
     AccountKind::eth_account},
    {constant("05ec5819ed53a6c4415d8d0ddd319985699f5f1c86ac2c6e5f1967187eadd987"),
     AccountKind::eth_account},
    // Argent 0.2 proxy, 0.3.0, 0.3.1, 0.4.0, 0.5.0
    {constant("025ec026985a3bf9d0cc1fe17326b245dfdc3ff89b8fde106542a3ea56c5a918"),
     AccountKind::argent_0_2, true},
    {constant("01a736d6ed154502257f02b1ccdf4d9d1089f80811cd6acad48e6b6a9d1f2003"),
     AccountKind::argent_0_3},
    {constant("029927c8af6bccf3f6fda035981e765a7bdbf18a2dc0d630494f8758aa908e2b"),
     AccountKind::argent_0_3},
    {constant("036078334509b514626504edc9fb252328d1a240e4e948bef8d0c08dff45927f"),
     AccountKind::argent_0_4},
    {constant("073414441639dcd11d1846f287650a00c60c416b9d3ba45d31c651672125b2c2"),
     AccountKind::argent_0_5},
    // Argent multisig 0.1.0, 0.1.1, 0.2.0, 0.5.0
    {constant("0737ee2f87ce571a58c6c8da558ec18a07ceb64a6172d5ec46171fbc80077a48"),
     AccountKind::multisig_0_1},
    {constant("06e150953b26271a740bf2b6e9bca17cc52c68d765f761295de51ceb8526ee72"),
     AccountKind::multisig_0_1},
    {constant("07aeca3456816e3b833506d7cc5c1313d371fbdb0ae95ee70af72a4ddbf42594"),
     AccountKind::multisig_0_2},
    {constant("04696d09aa2c697863ba977ae42c51ca0fd1435810fb690c82b50b56ab3f39df"),
     AccountKind::multisig_0_2},
    // Paradex' proxy
    {constant("03530cc4759d78042f1b543bf797f5f3d647cde0388c33734cf91b7f7b9314a9"),
     AccountKind::paradex, true},
    // Braavos legacy proxies; base 1.0.0, 1.1.0, 1.2.0
    {constant("03131fa018d520a037686ce3efddeab8f28895662f019ca3ca18a626650f7d1e"),
     AccountKind::braavos_legacy, true},
    {constant("0553efc3f74409b08e7bc638c32cadbf1d7d9b19b2fdbff649c7ffe186741ecf"),
     AccountKind::braavos_legacy, true},
    {constant("013bfe114fb1cf405bfc3a7f8dbe2d91db146c17521d40dcf57e16d6b59fa8e6"),
     AccountKind::braavos},
    {constant("05b054b2ce377e9b07cd26be44638511bc43d2c0c2b263a078d836f92d22a9c1"),
     AccountKind::braavos},
    {constant("03d16c7a9a60b0593bd202f660a28c5d76e0403601d9ccc7e4fa253b6a70c201"),
     AccountKind::braavos},
};

/// Argent 0.2.3.1, 0.2.3, 0.2.2, 0.2.1: what its proxy may stand for. Any other code behind the
/// proxy could have other owners.
constexpr Felt argent_implementations[]{
    constant("033434ad846cdd5f23eb73ff09fe6fddd568284a0fb7d1be20ee482f044dabe2"),
    constant("01a7820094feaf82d53f53f214b81292d717e7bb9a92bb2488092cd306f3993f"),
    constant("03e327de1c40540b98d05cbcb13552008e36f0ec8d61d46956d2f9752c294328"),
    constant("07e28fb0161d10d1cf7fe1f13e7ca57bce062731a3bd04494dfd2d0412699727"),
};
/// Of paradex-py and paradex.js.
constexpr Felt paradex_implementations[]{
    constant("041cb0280ebadaa75f996d8d92c6f265f6d040bb3ba442e5f86a554f1765244e"),
};
/// The first implementation of Braavos.
constexpr Felt braavos_implementations[]{
    constant("05aa23d5bb71ddaa783da7ea79d405315bafa7cf0387a74f4593578c3e9e6570"),
};

const AccountClass *find_class(const Felt &class_hash) noexcept {
    const auto *found = std::ranges::find(classes, class_hash, &AccountClass::hash);
    return found == std::end(classes) ? nullptr : found;
}

} // namespace

std::span<const AccountClass> listed_classes() noexcept { return classes; }

std::span<const Felt> implementations_of(AccountKind kind) noexcept {
    switch (kind) {
    case AccountKind::argent_0_2:
        return argent_implementations;
    case AccountKind::paradex:
        return paradex_implementations;
    case AccountKind::braavos_legacy:
        return braavos_implementations;
    default:
        return {};
    }
}

std::optional<AccountKind> kind_of(const Felt &class_hash) noexcept {
    const auto *entry = find_class(class_hash);
    return entry == nullptr ? std::nullopt : std::optional{entry->kind};
}

bool is_cairo_0(const Felt &class_hash) noexcept {
    const auto *entry = find_class(class_hash);
    return entry != nullptr && entry->is_cairo_0;
}

} // namespace walletauth::starknet
