// SPDX-License-Identifier: Apache-2.0
// Files and directories that somebody else could have changed, and files that are no modules.
#include "module_directory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <iterator>

namespace {

using namespace walletauth;
using bad::ModuleDirectory;
using bad::rule_of;

std::string read(const bad::fs::path &file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(BadFile, WritableForOthers) {
    for (const mode_t mode : {0664U, 0646U, 0666U}) {
        const ModuleDirectory directory;
        ::chmod(directory.add("good").c_str(), mode);
        EXPECT_EQ(rule_of(PluginSet::from_manifest(directory.manifest("good"))), "mode") << mode;
    }
}

TEST(BadFile, InAWritableDirectory) {
    for (const mode_t mode : {0775U, 0757U, 01777U}) {
        const ModuleDirectory directory;
        directory.add("good");
        ::chmod(directory.path().c_str(), mode);
        EXPECT_EQ(rule_of(PluginSet::from_directory(directory.path())), "directory-mode") << mode;
    }
}

// So it is with a Kubernetes volume where the pod has an fsGroup; the pod sets it again each time.
TEST(BadFile, InADirectoryThatAGroupWasGivenSaysWhatToDo) {
    const ModuleDirectory directory;
    directory.add("good");
    ::chmod(directory.path().c_str(), 02775);
    const auto given = PluginSet::from_directory(directory.path());
    EXPECT_EQ(rule_of(given), "directory-mode");
    EXPECT_EQ(
        given.error().value,
        "mode 2775, expected no write for group and world; chmod go-w it, or, where a volume's "
        "fsGroup sets it, copy the files into an image or a volume without");
    ::chmod(directory.path().c_str(), 0775);
    EXPECT_EQ(PluginSet::from_directory(directory.path()).error().value,
              "mode 0775, expected no write for group and world; chmod go-w it");
}

TEST(BadFile, WhoseNameHasANul) {
    const ModuleDirectory directory;
    directory.add("good");
    const auto manifest = directory.manifest("good").string();
    const auto loaded = PluginSet::from_manifest(manifest + std::string("\0.old", 5));
    EXPECT_EQ(rule_of(loaded), "path");
    const auto module = directory.path().string() + std::string("/good.so\0.old", 13);
    EXPECT_EQ(rule_of(inspect_module(module)), "path");
}

TEST(BadFile, BelowAWritableDirectory) {
    const ModuleDirectory directory;
    const auto inner = directory.path() / "inner";
    bad::fs::create_directory(inner);
    bad::fs::copy_file(directory.add("good"), inner / "good.so");
    ::chmod(directory.path().c_str(), 0777);
    const auto loaded = PluginSet::from_directory(inner);
    EXPECT_EQ(rule_of(loaded), "directory-mode");
    EXPECT_EQ(loaded.error().file, bad::fs::canonical(directory.path()).string());
}

TEST(BadFile, OfAnotherOwner) {
    if (::geteuid() != 0) GTEST_SKIP() << "SKIPPED: needs root to give a file away";
    const ModuleDirectory directory;
    ASSERT_EQ(::chown(directory.add("good").c_str(), 12345, 12345), 0);
    EXPECT_EQ(rule_of(PluginSet::from_manifest(directory.manifest("good"))), "owner");
    const ModuleDirectory foreign;
    foreign.add("good");
    ASSERT_EQ(::chown(foreign.path().c_str(), 12345, 12345), 0);
    EXPECT_EQ(rule_of(PluginSet::from_directory(foreign.path())), "directory-owner");
}

TEST(BadFile, SymbolicLink) {
    const ModuleDirectory directory;
    const auto target = directory.add("good");
    bad::fs::create_symlink(target, directory.path() / "link.so");
    const auto loaded = PluginSet::from_manifest(directory.manifest("link"));
    EXPECT_EQ(rule_of(loaded), "symlink");
    EXPECT_NE(loaded.error().value.find("name the file itself"), std::string::npos);
}

TEST(BadFile, FifoAndDirectoryAndNothing) {
    const ModuleDirectory directory;
    ASSERT_EQ(::mkfifo((directory.path() / "pipe.so").c_str(), 0644), 0);
    bad::fs::create_directory(directory.path() / "folder.so");
    EXPECT_EQ(rule_of(PluginSet::from_manifest(directory.manifest("pipe"))), "regular-file");
    EXPECT_EQ(rule_of(PluginSet::from_manifest(directory.manifest("folder"))), "regular-file");
    EXPECT_EQ(rule_of(PluginSet::from_manifest(directory.manifest("nothing"))), "path");
}

TEST(BadFile, EmptyOrNoElf) {
    const ModuleDirectory directory;
    directory.write("empty.so", "");
    directory.write("text.so", std::string(4096, 'x'));
    EXPECT_EQ(rule_of(PluginSet::from_manifest(directory.manifest("empty"))), "size");
    EXPECT_EQ(rule_of(PluginSet::from_manifest(directory.manifest("text"))), "elf-class");
}

// dlopen of a file shorter than its headers claim ends the process with SIGBUS.
TEST(BadFile, TruncatedAnywhereIsRefusedBeforeAnyOfItRuns) {
    const ModuleDirectory directory;
    const std::string whole = read(directory.add("good"));
    // What lies behind the last segment (section headers, symbols for debuggers) is not needed.
    std::size_t needed = 0;
    for (std::size_t size = 1; size < whole.size(); size += size < 1024 ? 7 : 499) {
        directory.write("cut.so", whole.substr(0, size));
        const auto info = inspect_module(directory.path() / "cut.so");
        if (info) continue;
        needed = size;
        const auto &rule = info.error().rule;
        EXPECT_TRUE(rule.starts_with("elf-") || rule == "note") << size << ' ' << rule;
    }
    EXPECT_GT(needed, 4096U);
}

TEST(BadFile, AnyByteChangedIsReadWithoutHarm) {
    const ModuleDirectory directory;
    const std::string whole = read(directory.add("good"));
    const std::size_t headers = 4096;
    std::size_t refused = 0;
    for (std::size_t at = 0; at < std::min(headers, whole.size()); at += 3) {
        std::string changed = whole;
        changed[at] = static_cast<char>(~changed[at]);
        directory.write("changed.so", changed);
        if (!inspect_module(directory.path() / "changed.so")) ++refused;
    }
    EXPECT_GT(refused, 50U);
}

TEST(BadFile, AnotherSha256ThanPinned) {
    const ModuleDirectory directory;
    const auto file = directory.add("good");
    const auto hash = inspect_module(file)->sha256;
    const auto pinned = directory.manifest("good", "sha256 = \"" + hash + "\"\n");
    EXPECT_EQ(rule_of(PluginSet::from_manifest(pinned)), "");
    // Overwritten after hashing: the same size, one byte of a description changed.
    std::string bytes = read(file);
    const auto at = bytes.find("a plugin for tests");
    ASSERT_NE(at, std::string::npos);
    bytes[at] = 'A';
    directory.write("good.so", bytes);
    const auto loaded = PluginSet::from_manifest(pinned);
    EXPECT_EQ(rule_of(loaded), "sha256");
    EXPECT_NE(loaded.error().value.find(hash), std::string::npos);
}

// Only the sealed copy runs: who overwrites the file in place afterwards changes nothing.
TEST(BadFile, OverwrittenInPlaceAfterLoading) {
    const ModuleDirectory directory;
    const auto file = directory.add("good");
    auto loaded = PluginSet::from_manifest(directory.manifest("good"));
    ASSERT_TRUE(loaded.has_value());
    const auto size = bad::fs::file_size(file);
    const int descriptor = ::open(file.c_str(), O_WRONLY);
    const std::string zeros(size, '\0');
    ASSERT_EQ(::write(descriptor, zeros.data(), zeros.size()), static_cast<ssize_t>(size));
    ::close(descriptor);
    const Verifier verifier(std::make_shared<const PluginSet>(std::move(*loaded)));
    Request request;
    request.chain = "badnet:x";
    request.scheme = "bad";
    request.account = "someone";
    EXPECT_EQ(verifier.verify(request).status, WA_OK);
}

TEST(BadManifest, IsRefusedWithItsLine) {
    const ModuleDirectory directory;
    directory.add("good");
    const auto message = [&](const std::string &text) {
        const auto loaded = PluginSet::from_manifest(directory.write("plugins.toml", text));
        EXPECT_EQ(rule_of(loaded), "manifest") << text;
        return loaded ? "" : loaded.error().value;
    };
    const std::string good = "[[plugin]]\nmodule = \"good.so\"\nroutes = [\"badnet/bad\"]\n";
    EXPECT_NE(message("directory = \"x\"\n").find("there is no [[plugin]]"), std::string::npos);
    EXPECT_EQ(message(good + "route = 1\n"),
              "line 4: unknown key route, expected module, sha256, routes, compat, libraries");
    EXPECT_EQ(message("x = 1\n" + good), "line 1: unknown key x, expected directory, plugin");
    EXPECT_EQ(message("[[plugin]]\nmodule = \"good.so\"\n").substr(0, 30),
              "line 1: a plugin has no routes");
    EXPECT_NE(message("[[plugin]]\nmodule = \"../good.so\"\nroutes = [\"badnet/bad\"]\n"), "");
    EXPECT_NE(message("[[plugin]]\nmodule = 1\nroutes = [\"badnet/bad\"]\n"), "");
    EXPECT_NE(message(good + "sha256 = \"ABC\"\n"), "");
    EXPECT_NE(message(good + "compat = [\"badnet/x\"]\n"), "");
    EXPECT_NE(message("[[plugin]]\nmodule = \"good.so\"\nroutes = [\"badnet\"]\n"), "");
    EXPECT_NE(
        message("[[plugin]]\nmodule = \"good.so\"\nroutes = [\"badnet/bad\", \"badnet/bad\"]\n"),
        "");
    for (const std::string library : {"algorand/account", "/lib/libm.so.6", "libsodium", ".so.1"}) {
        EXPECT_EQ(message(good + "libraries = [\"" + library + "\"]\n"),
                  "line 4: libraries has " + library + ", expected a name such as libm.so.6");
    }
    EXPECT_NE(message("[[plugin]\n"), "");
    EXPECT_EQ(message("\n# \xf0\x9f\x94\x91\n" + good), "line 2: a byte that is not ASCII");
}

TEST(BadManifest, GrantsASchemeWithoutItsAccounts) {
    const ModuleDirectory directory;
    directory.add("good");
    for (const std::string chain : {"badnet", "badnet:mine"}) {
        const auto loaded = PluginSet::from_manifest(
            directory.manifest("good", "routes = [\"" + chain + "/bad\"]\n"));
        ASSERT_EQ(rule_of(loaded), "account");
        EXPECT_EQ(loaded.error().value,
                  chain + "/bad needs badnet/account, which no plugin is granted");
    }
}

TEST(BadManifest, WritableForOthers) {
    const ModuleDirectory directory;
    directory.add("good");
    const auto manifest = directory.manifest("good");
    ::chmod(manifest.c_str(), 0666);
    EXPECT_EQ(rule_of(PluginSet::from_manifest(manifest)), "mode");
}

} // namespace
