// SPDX-License-Identifier: Apache-2.0
// What the dynamic linker made of an object that it has mapped: its name, the libraries that it
// needs, and where each symbol that it takes was bound to. Internal.
#pragma once

#include <link.h>

#include <string>
#include <vector>

namespace walletauth {

/// One symbol that an object takes by a relocation, and what the linker wrote there.
struct Import {
    const char *name;
    const void *bound;
};

/// A mapped object. It must stay mapped.
class LoadedObject {
  public:
    explicit LoadedObject(const link_map &map) noexcept : map_(&map) {}

    [[nodiscard]] const link_map *map() const noexcept { return map_; }
    /// The path by which the linker opened it; empty for the executable.
    [[nodiscard]] std::string path() const { return map_->l_name == nullptr ? "" : map_->l_name; }
    /// DT_NEEDED, in order.
    [[nodiscard]] std::vector<std::string> needed() const;
    /// What its relocations name, its own symbols that others may replace included; what nothing
    /// defines is left out.
    [[nodiscard]] std::vector<Import> imports() const;

  private:
    [[nodiscard]] ElfW(Addr) value(ElfW(Sxword) tag) const noexcept;
    template <class T>
    [[nodiscard]] const T *table(ElfW(Sxword) tag) const noexcept;

    const link_map *map_;
};

/// The object that an address lies in; NULL if none.
[[nodiscard]] const link_map *object_of(const void *address) noexcept;

/// The paths of the shared libraries that were mapped before that one, in order.
[[nodiscard]] std::vector<std::string> mapped_before(const link_map *library);

/// A library that is mapped already: the one that a module's DT_NEEDED of that name means.
class MappedLibrary {
  public:
    explicit MappedLibrary(const std::string &soname) noexcept;
    MappedLibrary(MappedLibrary &&other) noexcept;
    MappedLibrary &operator=(MappedLibrary &&) = delete;
    ~MappedLibrary();

    /// NULL if there is none.
    [[nodiscard]] const link_map *map() const noexcept { return map_; }
    /// Where the library itself, not one that it needs, defines a symbol; NULL if it does not.
    [[nodiscard]] const void *definition(const char *symbol) const noexcept;

  private:
    void *handle_;
    link_map *map_ = nullptr;
};

} // namespace walletauth
