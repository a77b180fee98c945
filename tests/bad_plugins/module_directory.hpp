// SPDX-License-Identifier: Apache-2.0
// A directory of its own for each case, with copies of the bad modules and a manifest.
#pragma once

#include <walletauth/verifier.hpp>

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace bad {

namespace fs = std::filesystem;

inline std::string read_module(const std::string &name) {
    std::ifstream in(fs::path{WALLETAUTH_BAD_PLUGINS} / (name + ".so"), std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

class ModuleDirectory {
  public:
    ModuleDirectory() : ModuleDirectory(fs::temp_directory_path()) {}
    explicit ModuleDirectory(const fs::path &parent) {
        std::string pattern = (parent / "walletauth-bad.XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
        ::chmod(path_.c_str(), 0755);
    }
    ModuleDirectory(const ModuleDirectory &) = delete;
    ModuleDirectory &operator=(const ModuleDirectory &) = delete;
    ~ModuleDirectory() { fs::remove_all(path_); }

    [[nodiscard]] const fs::path &path() const { return path_; }

    /// A copy of a bad module, as NAME.so.
    fs::path add(const std::string &name) const {
        const auto target = path_ / (name + ".so");
        fs::copy_file(fs::path{WALLETAUTH_BAD_PLUGINS} / (name + ".so"), target);
        ::chmod(target.c_str(), 0644);
        return target;
    }
    /// A good module that no other test has loaded into this process.
    fs::path add_new(const std::string &name) const {
        std::string bytes = read_module("good");
        const auto at = bytes.find("a plugin for tests");
        bytes.replace(at, 8, (name + "________").substr(0, 8));
        return write(name + ".so", bytes);
    }
    fs::path write(const std::string &name, const std::string &text) const {
        const auto target = path_ / name;
        std::ofstream(target, std::ios::binary) << text;
        ::chmod(target.c_str(), 0644);
        return target;
    }
    /// A manifest that lists one module, with further lines.
    fs::path manifest(const std::string &name, const std::string &lines = {}) const {
        const auto routes = lines.find("routes") == std::string::npos
                                ? std::string{"routes = [\"badnet/bad\", \"badnet/account\"]\n"}
                                : "";
        return write("plugins.toml", "[[plugin]]\nmodule = \"" + name + ".so\"\n" + routes + lines);
    }

  private:
    fs::path path_;
};

/// The rule by which loading refuses; "" if it does not.
template <class Loaded>
std::string rule_of(const Loaded &loaded) {
    return loaded ? "" : loaded.error().rule;
}

} // namespace bad
