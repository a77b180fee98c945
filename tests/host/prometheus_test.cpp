// SPDX-License-Identifier: Apache-2.0
#include <walletauth/prometheus.hpp>

#include <gtest/gtest.h>

namespace walletauth {
namespace {

// prometheus.io, "Exposition formats": label_value can be any sequence of UTF-8 characters, but the
// backslash, the double quote and the line feed are escaped as \\, \" and \n.
TEST(Prometheus, LabelsAreEscaped) {
    EXPECT_EQ(prometheus_label("plain \xc3\xbc{},="), "plain \xc3\xbc{},=");
    EXPECT_EQ(prometheus_label("C:\\DIR\\\n\"x\""), "C:\\\\DIR\\\\\\n\\\"x\\\"");
    EXPECT_EQ(prometheus_label(""), "");
}

} // namespace
} // namespace walletauth
