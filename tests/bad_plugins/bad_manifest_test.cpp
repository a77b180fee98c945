// SPDX-License-Identifier: Apache-2.0
// Manifests whose text alone would harm: the parser behind them recurses, and file names end at
// NUL.
#include "child.hpp"
#include "module_directory.hpp"

namespace {

using namespace walletauth;
using bad::ModuleDirectory;

const std::string good = "[[plugin]]\nmodule = \"good.so\"\n"
                         "routes = [\"badnet/bad\", \"badnet/account\"]\n";

std::string repeated(const std::string &text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

/// In a child: a parser that recurses without a bound ends its process.
std::string said(const std::string &text) {
    const ModuleDirectory directory;
    directory.add("good");
    const auto manifest = directory.write("plugins.toml", text);
    return bad::in_child([&] {
        const auto loaded = PluginSet::from_manifest(manifest);
        return loaded ? "loaded" : loaded.error().rule + ": " + loaded.error().value;
    });
}

// Input that assertions of toml++ 3.3 meet; found by fuzzing.
TEST(BadManifestText, WhatTheParserTakesForGranted) {
    for (const char *text : {"[ =x", "[[\t=", "[ #x", "routes = [}", "routes = [}}}}}a\"]",
                             "[[plugin]]\nmodule = [}"}) {
        EXPECT_TRUE(said(std::string{text} + "\n").starts_with("manifest: ")) << said(text);
    }
}

TEST(BadManifestText, DottedKeysOfAnyDepth) {
    const std::string why = "a dot outside of a text; keys have none";
    for (const std::size_t depth : {1U, 1000U, 500000U}) {
        const auto dots = "a" + repeated(".a", depth);
        EXPECT_EQ(said(good + dots + " = 1\n"), "manifest: line 4: " + why) << depth;
        EXPECT_EQ(said("[" + dots + "]\n" + good), "manifest: line 1: " + why) << depth;
        EXPECT_EQ(said(good + "x = {" + dots + " = 1}\n"), "manifest: line 4: " + why) << depth;
    }
}

TEST(BadManifestText, DotsThatAQuoteOrACommentSeemsToHide) {
    const std::string why = "a dot outside of a text; keys have none";
    EXPECT_EQ(said(good + "\"a\".a = 1\n"), "manifest: line 4: " + why);
    EXPECT_EQ(said(good + "'a\\'.a = 1\n"), "manifest: line 4: " + why);
    EXPECT_EQ(said(good + "\"\\\"\".a = 1\n"), "manifest: line 4: " + why);
    EXPECT_EQ(said(good + "x = \"\"\"\n\"\"\"\n"), "manifest: line 4: a text of several lines");
    EXPECT_EQ(said(good + "x = '''\n'''\n"), "manifest: line 4: a text of several lines");
    EXPECT_EQ(said(good + "# \ra.a = 1\n"), "manifest: line 4: a CR without LF");
}

TEST(BadManifestText, BracketsOfAnyDepth) {
    const std::string why = "manifest: line 4: brackets deeper than [[ ]]";
    EXPECT_EQ(said(good + "x = " + repeated("[", 100000)), why);
    EXPECT_EQ(said(good + "x = " + repeated("{x=", 100000)), why);
}

TEST(BadManifestText, ControlCharacters) {
    for (const char c : {'\0', '\x01', '\x0b', '\x0c', '\x1b', '\x7f'}) {
        const std::string control(1, c);
        EXPECT_EQ(said("# " + control + "\n" + good), "manifest: line 1: a control character");
        EXPECT_EQ(said(good + "x" + control), "manifest: line 4: a control character");
        EXPECT_EQ(said(good + "x = '" + control), "manifest: line 4: a control character");
        EXPECT_EQ(said(good + "x = \"\\" + control), "manifest: line 4: a control character");
    }
}

// "good.so\0.old" would open good.so, whatever the manifest is shown to say.
TEST(BadManifestText, EscapedControlCharacters) {
    for (const std::string escape : {"\\u0000", "\\u0001", "\\n", "\\u007f"}) {
        const std::string why = "no text, empty, or has a control character";
        const auto module = said("[[plugin]]\nmodule = \"good.so" + escape +
                                 ".old\"\nroutes = [\"badnet/bad\", \"badnet/account\"]\n");
        EXPECT_EQ(module, "manifest: line 2: module is " + why);
        EXPECT_EQ(said("directory = \"." + escape + "\"\n" + good),
                  "manifest: line 1: directory is " + why);
        const auto route =
            said("[[plugin]]\nmodule = \"good.so\"\nroutes = [\"badnet/bad" + escape + "\"]\n");
        EXPECT_EQ(route, "manifest: line 3: routes has an item that is " + why);
    }
}

// Every item is compared with every other.
TEST(BadManifestText, ListsWithoutAnEnd) {
    std::string items;
    for (int i = 0; i < 100000; ++i)
        items += "\"" + std::to_string(i) + "\",";
    EXPECT_EQ(said(good + "libraries = [" + items + "]\n"),
              "manifest: line 4: libraries has more than 1024 items");
    EXPECT_EQ(said(repeated("[[plugin]]\n", 50000)), "manifest: line 1: more than 1024 plugins");
}

TEST(BadManifestText, WhatAManifestMayHaveIsRead) {
    EXPECT_EQ(said("# keys with.dots and \"quotes', in a comment\r\n"
                   "directory = '.' # 'and\r\n\r\n"
                   "[[plugin]]\t# one\r\n"
                   "\"module\" = \"go\\u006fd.so\"\r\n"
                   "routes = [\r\n  'badnet/bad', # [[\r\n  \"badnet/account\",\r\n]\r\n"),
              "loaded");
}

} // namespace
