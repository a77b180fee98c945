// SPDX-License-Identifier: Apache-2.0
// An operator's settings: TOML 1.0 (toml.io), of which less is taken than the language has.
#include <walletauth/settings.hpp>
#include <walletauth/trusted_text.hpp>

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace walletauth;

namespace {

std::string fault_of(std::string_view text) {
    const auto root = parse_settings(text);
    if (!root) return root.error().member + "|" + root.error().message();
    return "none";
}

} // namespace

TEST(Settings, HaveTablesTextsNumbersAndFlags) {
    const auto root =
        parse_settings("a = 1\n[t.\"x:1\"]\nb = \"two\"\nc = true\n[[t.\"x:1\".list]]\n"
                       "d = -3\n[[t.\"x:1\".list]]\n");
    ASSERT_TRUE(root) << root.error().message();
    std::optional<SettingsFault> fault;
    SettingsReader reader(*root, "", fault);
    reader.check_names({"a", "t"});
    EXPECT_EQ(reader.number("a", 0, 9, 7), 1);
    EXPECT_EQ(reader.number("absent", 0, 9, 7), 7);
    auto tables = reader.table("t")->tables();
    ASSERT_EQ(tables.size(), 1U);
    auto &[name, table] = tables[0];
    EXPECT_EQ(name, "x:1");
    EXPECT_EQ(table.text("b"), "two");
    EXPECT_TRUE(table.flag("c", false));
    EXPECT_EQ(table.member("b"), "t.\"x:1\".b");
    auto list = table.list("list");
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].number("d", -5, 5, 0), -3);
    EXPECT_FALSE(list[1].has("d"));
    EXPECT_FALSE(fault);
}

TEST(Settings, TheFirstFaultIsKeptWithItsPlace) {
    const auto root = parse_settings("[t]\nb = 12\nc = \"x\\u0000y\"\n");
    ASSERT_TRUE(root);
    std::optional<SettingsFault> fault;
    SettingsReader reader(*root, "", fault);
    auto table = *reader.table("t");
    EXPECT_EQ(table.number("b", 0, 9, 7), 7);
    EXPECT_EQ(table.text("c"), ""); // a NUL would end a file's name; but the first fault stays
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->member, "t.b");
    EXPECT_EQ(fault->message(), "line 2: 12, expected 0 to 9");
    EXPECT_EQ(table.number("b", 0, 99, 7), 7); // after a fault all are defaults
}

TEST(Settings, RefuseWhatNoSettingHas) {
    EXPECT_EQ(fault_of("a = 1.5\n"),
              "a|line 1: a date or a fraction, expected a text, a whole number or a flag");
    EXPECT_TRUE(fault_of("a = 2026-01-01\n").starts_with("a|line 1: a date"));
    EXPECT_TRUE(fault_of("a.b.c.d = 1\n").contains("line 1: too many dots"));
    EXPECT_TRUE(fault_of("a = 1\na = 2\n").contains("line 2"));
    EXPECT_TRUE(fault_of("a = \"\"\"\nx\"\"\"\n").contains("a text of several lines"));
    EXPECT_TRUE(fault_of("a = \"\xc3\xa4\"\n").contains("not ASCII"));
    EXPECT_TRUE(fault_of("a = [[[1]]]\n").contains("brackets deeper"));
    EXPECT_TRUE(fault_of("[ =\n").starts_with("|"));
    EXPECT_TRUE(fault_of(std::string(1 << 21, ' ')).contains("more than 1 MiB"));
}

TEST(Settings, TrustedTextsAreWholeAndTheOwnersAlone) {
    std::string folder = (std::filesystem::current_path() / "settings-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const auto file = folder + "/file";
    const std::string text = "abc\ndef";
    std::ofstream(file) << text;
    ::chmod(file.c_str(), 0600);
    EXPECT_EQ(read_trusted_text(file, 100), text);
    EXPECT_EQ(read_trusted_text(file, 6).error().rule, "size");
    ::chmod(file.c_str(), 0620);
    EXPECT_EQ(read_trusted_text(file, 100).error().rule, "mode");
    EXPECT_EQ(read_trusted_text(folder + "/absent", 100).error().rule, "path");
    std::filesystem::remove_all(folder);
}
