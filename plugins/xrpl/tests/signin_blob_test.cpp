// SPDX-License-Identifier: Apache-2.0
// The binary format: heads of fields and lengths, after xrpl.org, "Serialization Format".
#include "plugins/xrpl/field_reader.hpp"
#include "plugins/xrpl/known_fields.hpp"
#include "plugins/xrpl/signin_blob.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth::xrpl;

std::optional<FieldId> field_of(std::string_view hex) {
    const auto bytes = *decode_hex(hex);
    FieldReader reader{bytes};
    const auto field = reader.take_field();
    return field && reader.at_end() ? field : std::nullopt;
}

/// How many bytes a length stands for; nothing if it cannot be read.
std::optional<std::size_t> size_of(std::string_view head) {
    auto bytes = *decode_hex(head);
    bytes.resize(bytes.size() + 1'000'000);
    FieldReader reader{bytes};
    const auto found = reader.take_variable();
    return found ? std::optional{found->size()} : std::nullopt;
}

TEST(XrplFields, HeadsHaveOneForm) {
    EXPECT_EQ(field_of("12"), (FieldId{1, 2}));
    EXPECT_EQ(field_of("201B"), (FieldId{2, 27})); // LastLedgerSequence
    EXPECT_EQ(field_of("0310"), (FieldId{16, 3}));
    EXPECT_EQ(field_of("001010"), (FieldId{16, 16})); // TickSize
    for (const char *hex : {"", "20", "2002", "00", "0010", "000F10", "0302"})
        EXPECT_FALSE(field_of(hex)) << hex;
    EXPECT_LT((FieldId{2, 255}), (FieldId{3, 1}));
}

TEST(XrplFields, LengthsOfOneToThreeBytes) {
    EXPECT_EQ(size_of("00"), 0U);
    EXPECT_EQ(size_of("C0"), 192U);
    EXPECT_EQ(size_of("C100"), 193U);
    EXPECT_EQ(size_of("F0FF"), 12480U);
    EXPECT_EQ(size_of("F10000"), 12481U);
    EXPECT_EQ(size_of("FEFFFF"), 929984U);
    EXPECT_FALSE(size_of("FF0000"));
}

TEST(XrplFields, AreKnownByTheDefinitions) {
    EXPECT_TRUE(is_known_field(1, 2));   // TransactionType
    EXPECT_TRUE(is_known_field(8, 3));   // Destination
    EXPECT_TRUE(is_known_field(15, 19)); // HookParameters
    EXPECT_FALSE(is_known_field(14, 1)); // the mark of an object's end
    EXPECT_FALSE(is_known_field(2, 255));
    EXPECT_FALSE(is_known_field(12, 1));
}

} // namespace
