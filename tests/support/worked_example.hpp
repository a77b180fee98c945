// SPDX-License-Identifier: Apache-2.0
// Reads the part "## Worked example" of a scheme's page, so that a test works with the very bytes
// that the page shows. What the page does not have fails the test.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace walletauth {

class WorkedExample {
  public:
    /// The name is from the root of the repository.
    explicit WorkedExample(const std::string &page) {
        std::ifstream in(WALLETAUTH_SOURCE "/" + page);
        const std::string whole{std::istreambuf_iterator<char>{in}, {}};
        const auto start = whole.find("## Worked example");
        if (start == std::string::npos) {
            ADD_FAILURE() << page << " has no worked example";
            return;
        }
        text_ = whole.substr(start, whole.find("\n## ", start) - start);
    }

    /// The first group of the first match.
    [[nodiscard]] std::string find(const std::string &pattern) const {
        std::smatch match;
        if (std::regex_search(text_, match, std::regex{pattern})) return match[1];
        ADD_FAILURE() << "the page has no " << pattern;
        return "";
    }
    /// The same as a text of JSON.
    [[nodiscard]] std::string quoted(const std::string &pattern) const {
        return '"' + find(pattern) + '"';
    }

    /// The tables of rows `| offset | `hex` `hex` | what |`, each as one piece of hex. Offset 0
    /// begins one, and every other offset must be that of its bytes.
    [[nodiscard]] std::vector<std::string> tables() const { return tables_from(0); }
    /// The first of these tables behind some words.
    [[nodiscard]] std::string table_behind(const std::string &words) const {
        const auto start = text_.find(words);
        const auto found =
            start == std::string::npos ? std::vector<std::string>{} : tables_from(start);
        if (!found.empty()) return found.front();
        ADD_FAILURE() << "the page has no table behind " << words;
        return "";
    }

  private:
    [[nodiscard]] std::vector<std::string> tables_from(std::size_t start) const {
        std::vector<std::string> all;
        const std::regex row{R"(\n\| (\d+) \| ((?:`[0-9a-f]+` ?)+) \|)"};
        const auto begin = text_.begin() + static_cast<std::ptrdiff_t>(start);
        for (std::sregex_iterator it{begin, text_.end(), row}, end; it != end; ++it) {
            const auto offset = std::stoul((*it)[1]);
            if (offset == 0 || all.empty()) all.emplace_back();
            EXPECT_EQ(all.back().size(), 2 * offset);
            all.back() += std::regex_replace((*it)[2].str(), std::regex{"[` ]"}, "");
        }
        return all;
    }

    std::string text_;
};

} // namespace walletauth
